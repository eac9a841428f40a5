"""Say two words after a delay each, in sequence, then as tasks."""

import asyncio
import time


# snippet: lesson
async def say_after(delay, word):
    await asyncio.sleep(delay)
    print(word)


async def in_sequence():
    await say_after(1, "hello")
    await say_after(2, "world")


async def as_tasks():
    hello = asyncio.create_task(say_after(1, "hello"))
    world = asyncio.create_task(say_after(2, "world"))
    await hello
    await world


async def main():
    for title, words in [("in sequence", in_sequence), ("as tasks", as_tasks)]:
        print(title)
        print(f"started at {time.strftime('%X')}")
        start = time.monotonic()
        await words()
        print(f"finished at {time.strftime('%X')}")
        print(f"took {time.monotonic() - start:.2f} s")
# end


asyncio.run(main())
