"""See the five differences between a thread's future and the loop's."""

import asyncio
import concurrent.futures
import threading


# snippet: lesson
async def main():
    threads = concurrent.futures.Future()
    loops = asyncio.get_running_loop().create_future()

    print("1. waiting for it")
    print(f"   thread's: result() blocks; it can be awaited: {hasattr(threads, '__await__')}")
    print(f"   loop's:   await suspends; it can be awaited: {hasattr(loops, '__await__')}")

    print("2. asking for the result before there is one")
    threading.Timer(0.1, threads.set_result, [123]).start()
    print(f"   thread's: result() waits for it: {threads.result()}")
    try:
        loops.result()
    except asyncio.InvalidStateError:
        print("   loop's:   result() throws InvalidStateError")

    print("3. being told of it")
    threads.add_done_callback(lambda f: print("   thread's: called at once"))
    loops.add_done_callback(lambda f: print("   loop's:   called later, by the loop"))
    loops.set_result(123)
    print("   both have been asked")
    await loops

    print("4. waiting for several")
    for wait in [concurrent.futures.wait, asyncio.wait]:
        print(f"   {wait.__module__.removesuffix('._base').removesuffix('.tasks')} has a wait of its own")
    print("5. one as the other")
    again = concurrent.futures.Future()
    again.set_result(123)
    print(f"   wrap_future: {await asyncio.wrap_future(again)}")
# end


asyncio.run(main())
