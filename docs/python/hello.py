"""Say hello, then wait a second."""

import asyncio


# snippet: lesson
async def main():
    print("hello")
    await asyncio.sleep(1)
# end


asyncio.run(main())
