"""A worker as a subclass, as a function, and on an executor."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


# snippet: lesson
def work(seconds):
    print(f"{threading.current_thread().name} works")
    time.sleep(seconds)


def print_alive():
    alive = [thread.name for thread in threading.enumerate()]
    print(f"{len(alive)} alive: {alive}")


def main(seconds):
    class Worker(threading.Thread):
        def run(self):
            work(seconds)

    subclass = Worker(name="subclass")
    function = threading.Thread(target=work, args=(seconds,), name="function")
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="executor") as executor:
        subclass.start()
        function.start()
        task = executor.submit(work, seconds)
        print_alive()
        subclass.join()
        function.join()
        task.result()
        print_alive()  # the executor's thread waits for more to do
# end


main(0.5)
