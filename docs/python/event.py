"""Wait for an event that is set after a second."""

import asyncio


# snippet: lesson
async def waiter(event):
    print("waiting for it ...")
    await event.wait()
    print("... got it!")


async def main(seconds, count):
    event = asyncio.Event()
    waiters = [asyncio.create_task(waiter(event)) for _ in range(count)]
    await asyncio.sleep(seconds)
    event.set()
    print(1)  # comes first: whoever waits goes on when this task waits or ends
    await asyncio.gather(*waiters)
# end


asyncio.run(main(1, 1))
