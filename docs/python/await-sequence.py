"""Wait for another function's value, then use it."""

import asyncio


# snippet: lesson
async def others():
    print("start")
    await asyncio.sleep(2)
    print("end")
    return "return value"


async def main():
    print("inside the caller")
    response = await others()
    print(f"request done, the result is: {response}")
# end


asyncio.run(main())
