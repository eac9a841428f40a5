"""When a future's callbacks run, and on whose thread."""

import asyncio
import threading
from concurrent.futures import Future


# snippet: lesson
def threads_future():
    future = Future()
    future.add_done_callback(lambda f: print(f"1 called on {threading.current_thread().name}"))
    completer = threading.Thread(target=future.set_result, args=("value",), name="completer")
    completer.start()
    completer.join()
    print("2 set_result has returned")
    future.add_done_callback(lambda f: print(f"3 called at once, on {threading.current_thread().name}"))
    print("4 add_done_callback has returned")


async def loops_future():
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda f: print("2 called later, by the loop"))
    future.set_result("value")
    print("1 set_result has returned")
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: print("4 called later, by the loop"))
    print("3 add_done_callback has returned")
    await asyncio.sleep(0)


def main():
    print("a thread's future")
    threads_future()
    print("the loop's future")
    asyncio.run(loops_future())
# end


main()
