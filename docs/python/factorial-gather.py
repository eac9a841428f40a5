"""Three factorials, a step a second, gathered."""

import asyncio
import sys


# snippet: lesson
async def factorial(name, number, seconds):
    product = 1
    for i in range(2, number + 1):
        print(f"Task {name}: Compute factorial({i})...")
        await asyncio.sleep(seconds)
        product *= i
    print(f"Task {name}: factorial({number}) = {product}")
    return product


async def main(tasks, seconds):
    await asyncio.gather(*(factorial(name, number, seconds) for name, number in tasks.items()))
# end


asyncio.run(main({"A": 2, "B": 3, "C": 4}, float((sys.argv[1:] or [1])[0])))
