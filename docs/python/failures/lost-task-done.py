"""A worker fails between get and task_done: whoever joins the queue waits for ever."""

import asyncio


# snippet: program
async def worker(queue):
    while True:
        item = await queue.get()
        if not item.isdigit():
            raise ValueError(f"not a number: {item}")
        print(f"{item} is dealt with")
        queue.task_done()  # is not reached if the item is bad


async def main():
    queue = asyncio.Queue()
    for item in ["1", "two", "3"]:
        queue.put_nowait(item)
    task = asyncio.create_task(worker(queue))
    try:
        await asyncio.wait_for(queue.join(), timeout=1)
        print("all items are dealt with")
    except asyncio.TimeoutError:
        print(f"join has waited long enough; left in the queue: {queue.qsize()}")
    print(f"the worker is done: {task.done()}", flush=True)
# end


asyncio.run(main())
# Output:
# 1 is dealt with
# join has waited long enough; left in the queue: 1
# the worker is done: True
# Task exception was never retrieved
# future: <Task finished name='Task-…' coro=<worker() done, defined at …> exception=ValueError('not a number: two')>
# ValueError: not a number: two
