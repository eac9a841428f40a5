"""Look at tasks: names, states, results, callbacks and stacks."""

import asyncio


# snippet: lesson
async def ask(asked):
    name = asyncio.current_task().get_name()
    print(f"current task: {name}")
    await asked.wait()
    return f"answer to {name}"


def describe(task):
    alive, done, cancelled = task in asyncio.all_tasks(), task.done(), task.cancelled()
    result = "never to be" if cancelled else task.result() if done else "not yet there"
    print(f"{task.get_name()}: alive {alive}, done {done}, cancelled {cancelled}, result {result}")


async def main(name, cancel):
    asked = asyncio.Event()
    task = asyncio.create_task(ask(asked), name=name)
    await asyncio.sleep(0)  # it begins, and waits
    describe(task)
    stack = [frame.f_code.co_name for frame in task.get_stack()]
    print(f"{name} waits in ask: {'ask' in stack}")
    task.add_done_callback(lambda done: print(f"callback: {name} is done"))
    unwanted = lambda done: print("never called")
    task.add_done_callback(unwanted)
    task.remove_done_callback(unwanted)
    if cancel:
        task.cancel()
    asked.set()
    await asyncio.wait([task])
    describe(task)
# end


asyncio.run(main("n1", False))
asyncio.run(main("n2", True))
