"""What awaiting a sleep gives: nothing."""

import asyncio


# snippet: lesson
async def main():
    print("before the sleep")
    given = await asyncio.sleep(2)
    print(f"after the sleep, which gave {given}")
# end


asyncio.run(main())
