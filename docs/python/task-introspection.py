"""Look at tasks: names, states, results, callbacks and stacks."""

import asyncio


# snippet: lesson
async def wait_for(answer):
    return await answer


async def ask(answer):
    print(f"current task: {asyncio.current_task().get_name()}")
    return await wait_for(answer)


def names(tasks):
    return f"[{', '.join(sorted(task.get_name() for task in tasks))}]"


def describe(task):
    if not task.done():
        result = "not yet there"
    else:
        result = "never to be" if task.cancelled() else task.result()
    print(f"{task.get_name()}: done {task.done()}, cancelled {task.cancelled()}, result {result}".replace("True", "true").replace("False", "false"))


async def main():
    answers = [asyncio.get_running_loop().create_future() for _ in range(2)]
    n1, n2 = (asyncio.create_task(ask(answer), name=f"n{i}") for i, answer in enumerate(answers, 1))
    others = lambda: asyncio.all_tasks() - {asyncio.current_task()}
    tell = lambda task: print(f"callback: {task.get_name()} is done")
    unwanted = lambda task: print("never called")
    for task in [n1, n2]:
        task.add_done_callback(tell)
        task.add_done_callback(unwanted)
        task.remove_done_callback(unwanted)
    await asyncio.sleep(0.1)  # both have begun, and wait
    print(f"all tasks: {names(others())}")
    describe(n1)
    print("stack of n1 (most recent call last):")
    print(f"  {n1.get_stack()[-1].f_code.co_name}")
    answers[0].set_result("answer to n1")
    await n1
    describe(n1)
    print(f"all tasks: {names(others())}")
    print("cancel n2")
    n2.cancel()
    await asyncio.wait([n2])
    describe(n2)
    print(f"all tasks: {names(others())}")
# end


asyncio.run(main())
