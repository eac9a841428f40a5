"""Three workers drain a queue of numbers, first in, first out."""

import queue
import threading


# snippet: lesson
def factors(number):
    return [i for i in range(1, number + 1) if number % i == 0]


def drain(name, numbers):
    print(f"Starting thread {name}.")
    while True:
        try:
            number = numbers.get_nowait()
        except queue.Empty:
            break
        print(f"Positive factors of {number} are: {' '.join(map(str, factors(number)))}")
    print(f"Exiting thread {name}.")


def main():
    numbers = queue.Queue()
    for number in [1, 10, 4, 3]:
        numbers.put(number)
    workers = [threading.Thread(target=drain, args=(name, numbers)) for name in "ABC"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("Done.")
# end


main()
