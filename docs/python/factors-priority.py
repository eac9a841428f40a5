"""Three workers drain a queue of numbers, lowest score first."""

import sys
import threading
import time
from queue import Empty, PriorityQueue


# snippet: lesson
def print_factors(number):
    factors = " ".join(str(i) for i in range(1, number + 1) if number % i == 0)
    # the documents' program prints all this again after each factor; once is what it means
    print(f"Positive factors of {number} are: {factors}\n{'_' * 20}\n", end="")  # in one go


def drain(name, queue, seconds):
    print(f"Starting thread {name}.\n", end="")
    while True:
        try:
            score, arrival, number = queue.get_nowait()
        except Empty:
            break
        print_factors(number)
        time.sleep(seconds)
    print(f"Exiting thread {name}.\n", end="")


def main(items, names, seconds):
    queue = PriorityQueue()
    for arrival, (number, score) in enumerate(items):  # equal scores leave in order of arrival
        queue.put((score, arrival, number))
    threads = [threading.Thread(target=drain, args=(name, queue, seconds)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("Done.")
# end


main([(1, 2), (10, 1), (4, 1), (3, 0)], "ABC", float(sys.argv[1]) if sys.argv[1:] else 1)
