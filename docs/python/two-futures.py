"""See the five differences between a thread's future and a coroutine's."""

import asyncio
import concurrent.futures
import threading
from concurrent.futures import Future


# snippet: lesson
async def others_run(wait):
    ran = []
    asyncio.get_running_loop().call_soon(ran.append, True)  # on this thread, once that is free
    await wait
    return bool(ran)


async def outcome(future, *timeout):
    try:
        return future.result(*timeout)
    except Exception as e:
        return type(e).__name__


async def main(seconds, result):
    print("1. waiting for it: do others run on this thread meanwhile?")
    future = Future()
    threading.Timer(seconds, future.set_result, [result]).start()
    print(f"   thread's:    result() blocks: {await others_run(outcome(future))}")
    print(f"   coroutine's: await suspends: {await others_run(asyncio.sleep(seconds))}")
    print("2. waiting with a timeout")
    late, awaitable = Future(), asyncio.Future()
    print(f"   thread's:    result takes one: {await outcome(late, seconds)}")
    print(f"   coroutine's: result takes none: {await outcome(awaitable, seconds)}")
    print("3. asking for the result before there is one")
    threading.Timer(seconds, late.set_result, [result]).start()
    print(f"   thread's:    result() waits for it: {await outcome(late)}")
    print(f"   coroutine's: result() throws: {await outcome(awaitable)}")
    print("4. being told of it")
    for each, whose in [(Future(), "thread's:   "), (awaitable, "coroutine's:")]:
        each.add_done_callback(lambda f: print(f"   {whose} called back"))
        each.set_result(result)
        print(f"   {whose} set_result() has returned")
        await asyncio.sleep(0)  # lets others run
    print("5. waiting for several of a kind, one made of the other kind")
    print(f"   thread's:    wait: {len(concurrent.futures.wait([future, late]).done)} done")
    print(f"   coroutine's: gather: {await asyncio.gather(awaitable, asyncio.wrap_future(future))}")
# end


asyncio.run(main(1, 123))
