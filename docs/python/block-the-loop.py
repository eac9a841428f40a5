"""One blocking call stalls everybody on its thread; an executor is the cure."""

import asyncio
import time


# snippet: lesson
async def tick(ticks):
    while True:
        await asyncio.sleep(0.1)
        ticks.append(time.monotonic())


def blocking_call():
    time.sleep(1)


async def ticks_during(job):
    ticks = []
    ticking = asyncio.create_task(tick(ticks))
    await asyncio.sleep(0)  # the ticker begins
    await job()
    ticking.cancel()
    return len(ticks)


async def main():
    async def on_the_loop():
        blocking_call()

    async def on_an_executor():
        await asyncio.to_thread(blocking_call)

    print(f"on the loop: {'no tick' if await ticks_during(on_the_loop) == 0 else 'ticks'}")
    print(f"on an executor: {'ticks' if await ticks_during(on_an_executor) >= 5 else 'hardly a tick'}")
# end


asyncio.run(main())
