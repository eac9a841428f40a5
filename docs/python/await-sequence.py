"""Wait for another function's value, then use it."""

import asyncio
import sys


# snippet: lesson
async def others(seconds, value):
    print("start")
    await asyncio.sleep(seconds)
    print("end")
    return value


async def main(seconds, value):
    print("inside the caller")
    response = await others(seconds, value)  # this coroutine waits; others go on
    print(f"request done, the result is: {response}")
# end


asyncio.run(main(float((sys.argv[1:] or [2])[0]), "return value"))
