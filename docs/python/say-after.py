"""Say two words after a delay each, in sequence, then as tasks."""

import asyncio
import time


# snippet: lesson
async def say_after(seconds, what):
    await asyncio.sleep(seconds)
    print(what)


def started():
    print(f"started at {time.strftime('%X')}")
    return time.monotonic()


def finished(start):
    print(f"finished at {time.strftime('%X')}")
    print(f"took {time.monotonic() - start:.2f} s")


async def main(words):
    print("in sequence")
    start = started()
    for word, seconds in words.items():
        await say_after(seconds, word)
    finished(start)
    print("as tasks")
    start = started()
    tasks = []
    for word, seconds in words.items():
        tasks.append(asyncio.create_task(say_after(seconds, word)))
    for task in tasks:
        await task
    finished(start)
# end


asyncio.run(main({"hello": 1, "world": 2}))
