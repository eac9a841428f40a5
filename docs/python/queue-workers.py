"""Work through a queue with three workers."""

import asyncio
import random
import sys
import time


# snippet: lesson
async def worker(name, queue):
    while True:
        seconds = await queue.get()
        try:
            await asyncio.sleep(seconds)
            print(f"{name} has slept for {seconds:.2f} seconds")
        finally:
            queue.task_done()


async def main(sleeps, count):
    queue = asyncio.Queue()
    for seconds in sleeps:
        queue.put_nowait(seconds)
    workers = [asyncio.create_task(worker(f"worker-{i}", queue)) for i in range(count)]
    start = time.monotonic()
    await queue.join()
    slept = time.monotonic() - start
    for w in workers:
        w.cancel()
    print("====")
    print(f"{count} workers slept in parallel for {slept:.2f} seconds")
    print(f"total expected sleep time: {sum(sleeps):.2f} seconds")
# end


asyncio.run(main([float(s) for s in sys.argv[1:]] or [random.uniform(0.05, 1.0) for _ in range(20)], 3))
