"""What awaiting a sleep gives: nothing."""

import asyncio
import sys


# snippet: lesson
async def main(seconds):
    print(1)
    response = await asyncio.sleep(seconds)
    print(f"end, the response is: {response}")
# end


asyncio.run(main(float((sys.argv[1:] or [2])[0])))
