"""Change shared state without a lock, then behind one."""

import asyncio
from contextlib import nullcontext


# snippet: lesson
count = 0


async def add_one(name, lock):
    global count
    async with lock:
        seen = count
        print(f"{name} reads {seen}")
        await asyncio.sleep(0.1)  # the others run meanwhile
        count = seen + 1
        print(f"{name} writes {count}")


async def five_tasks(lock):
    global count
    count = 0
    await asyncio.gather(*(add_one(f"task-{i}", lock) for i in range(5)))
    print(f"5 tasks counted to {count}")


async def main():
    print("without a lock")
    await five_tasks(nullcontext())
    print("behind a lock")
    await five_tasks(asyncio.Lock())
# end


asyncio.run(main())
