"""Test a large number for primality a hundred times, by every engine."""

import math
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


# snippet: lesson
def is_prime(number):
    if number < 2 or number % 2 == 0:
        return number == 2
    for divisor in range(3, math.isqrt(number) + 1, 2):
        if number % divisor == 0:
            return False
    return True


def one_thread(numbers):
    answers = []
    for number in numbers:
        answers.append(is_prime(number))
    return answers


def thread_pool(numbers, pool):
    tests = [pool.submit(is_prime, number) for number in numbers]
    return [test.result() for test in tests]  # no quicker: one thread at a time holds the GIL


def process_pool(numbers, pool):
    tests = [pool.submit(is_prime, number) for number in numbers]
    return [test.result() for test in tests]  # each process has a GIL of its own
# end


def main(number, times):
    numbers = [number] * times
    print(f"is_prime({number}), {times} times, 2 at once")
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2) as processes:
        engines = {
            "one thread": one_thread,
            "thread pool": lambda numbers: thread_pool(numbers, threads),
            "process pool": lambda numbers: process_pool(numbers, processes),
        }
        for name, engine in engines.items():
            start = time.monotonic()
            primes = sum(engine(numbers))
            print(f"{name}, cost: {time.monotonic() - start:.2f} seconds")
    print(f"{primes} of {times} are prime")


if __name__ == "__main__":
    number, times = map(int, sys.argv[1:] or [112272535095293, 10])
    main(number, times)
