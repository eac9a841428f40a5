"""Say hello, then wait a second."""

import asyncio


# snippet: lesson
async def main(seconds):
    print("hello")
    await asyncio.sleep(seconds)
# end


asyncio.run(main(1))
