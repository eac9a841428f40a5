"""Await a thread pool's future; cancel it and fail it from either side."""

import asyncio
import time
from concurrent.futures import Future, ThreadPoolExecutor


# snippet: lesson
def function():
    time.sleep(2)
    return "SB"


async def main():
    with ThreadPoolExecutor() as pool:
        print("default thread pool", await asyncio.wrap_future(pool.submit(function)))

    future = Future()
    awaiting = asyncio.wrap_future(future)
    awaiting.cancel()
    await asyncio.sleep(0.1)
    print(f"the coroutine cancels: the future is cancelled: {future.cancelled()}")

    future = Future()
    awaiting = asyncio.wrap_future(future)
    future.cancel()
    try:
        await awaiting
    except asyncio.CancelledError:
        print("the thread cancels: await throws CancelledError, and the coroutine goes on")

    future = Future()
    awaiting = asyncio.wrap_future(future)
    future.set_exception(OSError("the disk is full"))
    try:
        await awaiting
    except OSError as e:
        print(f"the function fails: await throws {type(e).__name__}: {e}")
# end


asyncio.run(main())
