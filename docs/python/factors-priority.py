"""Three workers drain a queue of numbers, lowest score first."""

import itertools
import queue
import threading


# snippet: lesson
def factors(number):
    return [i for i in range(1, number + 1) if number % i == 0]


def drain(name, numbers):
    print(f"Starting thread {name}.")
    while True:
        try:
            score, arrival, number = numbers.get_nowait()
        except queue.Empty:
            break
        print(f"Positive factors of {number} are: {' '.join(map(str, factors(number)))}")
    print(f"Exiting thread {name}.")


def main():
    numbers = queue.PriorityQueue()
    arrivals = itertools.count()  # without it, equal scores would be compared by number
    for score, number in [(4, 1), (2, 10), (3, 4), (1, 3)]:
        numbers.put((score, next(arrivals), number))
    workers = [threading.Thread(target=drain, args=(name, numbers)) for name in "ABC"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("Done.")
# end


main()
