"""Wait for an event that is set after a second."""

import asyncio


# snippet: lesson
async def waiter(event):
    print("waiting for it ...")
    await event.wait()
    print("... got it!")


async def main():
    event = asyncio.Event()
    waiting = asyncio.create_task(waiter(event))
    await asyncio.sleep(1)
    event.set()
    print(1)
    await waiting
# end


asyncio.run(main())
