"""Change shared state without a lock, then behind one."""

import asyncio


# snippet: lesson
count = 0


async def add_one(name, seconds):
    global count
    seen = count
    print(f"{name} reads {seen}")
    await asyncio.sleep(seconds)  # the others run meanwhile
    count = seen + 1
    print(f"{name} writes {seen + 1}")


async def add_one_guarded(name, seconds, lock):
    async with lock:
        await add_one(name, seconds)


async def in_tasks(how, tasks, add_one):
    global count
    print(how)
    count = 0
    await asyncio.gather(*[add_one(f"task-{i}") for i in range(tasks)])
    print(f"{tasks} tasks counted to {count}")


async def main(tasks, seconds):
    await in_tasks("without a lock", tasks, lambda name: add_one(name, seconds))
    lock = asyncio.Lock()
    await in_tasks("behind a lock", tasks, lambda name: add_one_guarded(name, seconds, lock))
# end


asyncio.run(main(5, 0.1))
