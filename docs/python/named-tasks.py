"""Wait for tasks by name: which are done, which are pending."""

import asyncio
import sys


# snippet: lesson
async def function(seconds):
    print(1)
    await asyncio.sleep(seconds)
    print(2)
    return "return value"


async def main(delays, timeout):
    print("start")
    tasks = [asyncio.create_task(function(seconds), name=name) for name, seconds in delays.items()]
    print("end")
    finished, unfinished = await asyncio.wait(tasks, timeout=timeout)
    done = [f"{task.get_name()} result={task.result()!r}" for task in tasks if task in finished]
    pending = [task.get_name() for task in tasks if task in unfinished]
    for task in unfinished:
        task.cancel()
    print(f"done: [{', '.join(done)}]")
    print(f"pending: [{', '.join(pending)}]")
# end


arguments = sys.argv[1:] or ["n1=2", "n2=2"]
delays = {name: float(seconds) for name, seconds in (a.split("=") for a in arguments if "=" in a)}
timeouts = [float(a) for a in arguments if "=" not in a]
asyncio.run(main(delays, timeouts[0] if timeouts else None))
