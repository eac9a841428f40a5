"""A worker as a subclass of Thread, as a function, and in a pool."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


# snippet: lesson
def work():
    print(f"{threading.current_thread().name} works")
    time.sleep(0.5)


class Worker(threading.Thread):
    def run(self):
        work()


def main():
    threads = [Worker(name="subclass"), threading.Thread(target=work, name="function")]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    print(f"alive: {[thread.name for thread in threads if thread.is_alive()]}")
    for thread in threads:
        thread.join()
    print(f"alive: {[thread.name for thread in threads if thread.is_alive()]}")

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="pool") as pool:
        pool.submit(work)
    print("the pool is closed")
# end


main()
