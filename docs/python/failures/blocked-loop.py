"""Wait for an answer on the thread that has to give it."""

import asyncio


# snippet: program
async def compute():
    print("the answer is computed")
    return 42


async def main():
    loop = asyncio.get_running_loop()
    answer = asyncio.run_coroutine_threadsafe(compute(), loop)
    try:
        print(answer.result(timeout=1))  # blocks the thread that has to compute it
    except TimeoutError:
        print("no answer within a second")
    print(await asyncio.wrap_future(answer))  # waits, and lets the loop go on


asyncio.run(main())
# end

# Output:
# no answer within a second
# the answer is computed
# 42
