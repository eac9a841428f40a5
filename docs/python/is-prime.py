"""Find the primes of a range one by one, then several at once."""

import math
import sys
import time
from concurrent.futures import ProcessPoolExecutor


# snippet: lesson
def is_prime(number):
    if number < 2 or (number > 2 and number % 2 == 0):
        return False
    return all(number % i for i in range(3, math.isqrt(number) + 1, 2))


def one_by_one(numbers):
    return [n for n in numbers if is_prime(n)]


def at_once(numbers):
    with ProcessPoolExecutor() as pool:
        return [n for n, prime in zip(numbers, pool.map(is_prime, numbers, chunksize=10)) if prime]


def main(numbers):
    took = []
    for attempt, search in enumerate([one_by_one, at_once], 1):
        start = time.monotonic()
        print(f"Result {attempt}: {search(numbers)}")
        took.append(time.monotonic() - start)
        print(f"Took: {took[-1]:.2f} seconds.")
    print(f"Speed-up: {took[0] / took[1]:.2f}")
# end


if __name__ == "__main__":
    first, last = map(int, sys.argv[1:] or [10**11, 10**11 + 200])
    main(range(first, last))
