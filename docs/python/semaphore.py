"""Share ten permits among many tasks."""

import asyncio
import time

# snippet: lesson
inside = most = 0


async def work(name, permits):
    global inside, most
    async with permits:
        inside += 1
        most = max(most, inside)
        print(f"{name} works, {inside} inside")
        await asyncio.sleep(1)
        inside -= 1


async def main():
    permits = asyncio.Semaphore(10)
    start = time.monotonic()
    await asyncio.gather(*(work(f"task-{i}", permits) for i in range(30)))
    took = time.monotonic() - start
    print(f"30 tasks, never more than {most} inside, took {took:.2f} s")
# end


asyncio.run(main())
