"""Three factorials, a step a second, gathered."""

import asyncio


# snippet: lesson
async def factorial(name, number):
    product = 1
    for i in range(2, number + 1):
        print(f"Task {name}: Compute factorial({i})...")
        await asyncio.sleep(1)
        product *= i
    print(f"Task {name}: factorial({number}) = {product}")


async def main():
    await asyncio.gather(
        factorial("A", 2),
        factorial("B", 3),
        factorial("C", 4),
    )
# end


asyncio.run(main())
