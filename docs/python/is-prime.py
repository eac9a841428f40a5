"""Find the primes of a range one by one, then several at once."""

import math
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed


# snippet: lesson
def is_prime(number):
    if number < 2 or number % 2 == 0:
        return number == 2  # the documents' program takes 2 for no prime
    for divisor in range(3, math.isqrt(number) + 1, 2):
        if number % divisor == 0:
            return False
    return True


def one_by_one(numbers):
    primes = []
    for number in numbers:
        if is_prime(number):
            primes.append(number)
    return primes


def at_once(numbers, workers):
    with ProcessPoolExecutor(workers) as pool:  # threads would take turns: the GIL
        tests = [pool.submit(one_by_one, [number]) for number in numbers]
        primes = []
        for test in as_completed(tests):  # whichever is done next
            primes += test.result()
        return primes
# end


def main(numbers, workers):
    took = []
    for attempt, search in enumerate([one_by_one, lambda numbers: at_once(numbers, workers)], 1):
        start = time.monotonic()
        print(f"Result {attempt}: {search(numbers)}")
        took.append(time.monotonic() - start)
        print(f"Took: {took[-1]:.2f} seconds.")
    print(f"Speed-up: {took[0] / took[1]:.2f}")


if __name__ == "__main__":
    first, count = map(int, sys.argv[1:] or [10**11, 200])
    main(range(first, first + count), 2)
