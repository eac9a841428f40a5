"""A coroutine blocks its event loop until something is done that only this loop can do."""
# snippet: program
import asyncio


async def answer():
    return 42


async def main():
    future = asyncio.run_coroutine_threadsafe(answer(), asyncio.get_running_loop())
    try:
        print(future.result(timeout=1))  # blocks the thread on which answer() would run
    except TimeoutError:
        print("nothing after a second")
    print("awaited:", await asyncio.wrap_future(future))  # gives the thread back meanwhile


asyncio.run(main())
# end

# Output:
# nothing after a second
# awaited: 42
