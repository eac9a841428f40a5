"""See when a future's callbacks run, and on whose thread."""

import asyncio
import threading
from concurrent.futures import Future


# snippet: lesson
def ask(future):
    future.add_done_callback(lambda f: print(f"called at once, on {threading.current_thread().name}"))
    print("asking has returned")


def ask_loop(future):
    future.add_done_callback(lambda f: print("called later, by the loop"))
    print("asking has returned")


def complete(future):
    future.set_result("value")
    print("completing has returned")


async def main():
    print("a callback that is called at once")
    future = Future()
    ask(future)
    completer = threading.Thread(target=complete, args=(future,), name="completer")
    completer.start()
    completer.join()
    asker = threading.Thread(target=ask, args=(future,), name="asker")
    asker.start()
    asker.join()

    print("a callback that is scheduled")
    scheduled = asyncio.get_running_loop().create_future()
    ask_loop(scheduled)
    complete(scheduled)
    await asyncio.sleep(0)  # lets others run
    ask_loop(scheduled)
    await asyncio.sleep(0)
# end


asyncio.run(main())
