"""Wait for tasks by name: which are done, which are pending."""

import asyncio


# snippet: lesson
async def function():
    print(1)
    await asyncio.sleep(2)
    print(2)
    return "return value"


def show(tasks):
    by_name = sorted(tasks, key=lambda task: task.get_name())
    return "{" + ", ".join(f"{t.get_name()} result={t.result()!r}" if t.done() else t.get_name() for t in by_name) + "}"


async def main():
    print("start")
    tasks = [asyncio.create_task(function(), name=name) for name in ["n1", "n2"]]
    print("end")
    done, pending = await asyncio.wait(tasks, timeout=3)
    print(f"done: {show(done)}")
    print(f"pending: {show(pending)}")
# end


asyncio.run(main())
