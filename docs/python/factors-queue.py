"""Three workers drain a queue of numbers, first in, first out."""

import sys
import threading
import time
from queue import Empty, Queue


# snippet: lesson
def print_factors(number):
    factors = " ".join(str(i) for i in range(1, number + 1) if number % i == 0)
    # the documents' program prints all this again after each factor; once is what it means
    print(f"Positive factors of {number} are: {factors}\n{'_' * 20}\n", end="")  # in one go


def drain(name, queue, seconds):
    print(f"Starting thread {name}.\n", end="")
    while True:
        try:
            number = queue.get_nowait()
        except Empty:
            break
        print_factors(number)
        time.sleep(seconds)
    print(f"Exiting thread {name}.\n", end="")


def main(numbers, names, seconds):
    queue = Queue(maxsize=len(numbers))
    for number in numbers:
        queue.put(number)
    threads = [threading.Thread(target=drain, args=(name, queue, seconds)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("Done.")
# end


main([1, 10, 4, 3], "ABC", float(sys.argv[1]) if sys.argv[1:] else 1)
