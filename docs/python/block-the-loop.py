"""One blocking call stalls everybody on its thread; an executor is the cure."""

import asyncio
import sys
import time


# snippet: lesson
ticks = 0


async def tick(seconds):
    global ticks
    while True:
        ticks += 1
        await asyncio.sleep(seconds)


def blocking_call(seconds):
    before = ticks
    time.sleep(seconds)  # asyncio's sleep would give way; this does not
    return ticks - before


async def main(seconds):
    ticking = asyncio.create_task(tick(seconds / 10))
    await asyncio.sleep(0)  # it begins
    on_the_loop = blocking_call(seconds)
    print(f"on the loop: {on_the_loop} ticks")
    on_an_executor = await asyncio.to_thread(blocking_call, seconds)
    print(f"on an executor: {on_an_executor} ticks")
    ticking.cancel()
# end


asyncio.run(main(float((sys.argv[1:] or [1])[0])))
