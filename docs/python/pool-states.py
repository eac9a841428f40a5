"""Ten tasks on five threads: five run, five wait."""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor


# snippet: lesson
def task(number, seconds, threads):
    threads.add(threading.current_thread().name)
    time.sleep(seconds)
    print(f"{number}\n", end="")  # in one go, as others print too
    return 123


def main(tasks, workers, seconds):
    threads = set()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(task, number, seconds, threads) for number in range(tasks)]
        time.sleep(seconds / 10)  # lets them start
        running = [number for number in range(tasks) if futures[number].running()]
        waiting = [number for number in range(tasks) if not futures[number].running()]
        print(f"running: {running}")
        print(f"waiting: {waiting}")
        values = [future.result() for future in futures]
        print(f"values: {values}")
        print(f"threads: {len(threads)}")
# end


main(10, 5, float(sys.argv[1]) if sys.argv[1:] else 1)
