"""Ten tasks on five threads: five run, five wait."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


# snippet: lesson
def square(number, gate):
    gate.wait()
    return threading.current_thread().name, number * number


def main():
    gate = threading.Event()
    with ThreadPoolExecutor(max_workers=5) as pool:
        futures = [pool.submit(square, number, gate) for number in range(10)]
        time.sleep(0.1)
        print(f"running: {sum(f.running() for f in futures)}")
        print(f"waiting: {sum(not f.running() and not f.done() for f in futures)}")
        gate.set()
        results = [f.result() for f in futures]
    print(f"values: {[value for _, value in results]}")
    print(f"done: {sum(f.done() for f in futures)}")
    print(f"threads used: no more than {5 if len({name for name, _ in results}) <= 5 else 10}")
# end


main()
