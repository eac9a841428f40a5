"""Await a thread pool's future; cancel it and fail it from either side."""

import asyncio
import time
from concurrent.futures import Future, ThreadPoolExecutor


# snippet: lesson
def function(seconds, result):
    time.sleep(seconds)
    return result


async def fail():
    raise OSError("the network is down")


async def main(seconds, result):
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(function, seconds, result)
        print(f"the pool gives {await asyncio.wrap_future(slow)}")

    unwanted = Future()  # a thread's future, of concurrent.futures
    asyncio.wrap_future(unwanted).cancel()
    await asyncio.sleep(0)  # the loop passes it on at its next turn; wrapFuture does so at once
    print(f"the coroutine cancels: the future is cancelled: {str(unwanted.cancelled()).lower()}")

    future = Future()
    awaitable = asyncio.wrap_future(future)
    future.cancel()
    try:
        await awaitable
    except asyncio.CancelledError:
        print("the thread cancels: await throws CancelledError, and the coroutine goes on")
    try:
        failed = Future()
        failed.set_exception(OSError("the disk is full"))
        await asyncio.wrap_future(failed)
    except OSError as e:
        print(f"the function fails: await throws OSError: {e}")
    try:
        failing = asyncio.run_coroutine_threadsafe(fail(), asyncio.get_running_loop())
        await asyncio.to_thread(failing.result)
    except OSError as e:
        print(f"the coroutine fails: result throws OSError: {e}")
# end


asyncio.run(main(2, "SB"))
