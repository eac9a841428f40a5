"""Test a large number for primality many times, by every engine."""

import math
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


# snippet: lesson
def is_prime(number):
    if number < 2 or (number > 2 and number % 2 == 0):
        return False
    return all(number % i for i in range(3, math.isqrt(number) + 1, 2))


def single_thread(numbers):
    return [is_prime(n) for n in numbers]


def multi_thread(numbers):
    with ThreadPoolExecutor() as pool:  # no quicker: one thread at a time holds the GIL
        return list(pool.map(is_prime, numbers))


def multi_process(numbers):
    with ProcessPoolExecutor() as pool:
        return list(pool.map(is_prime, numbers))


def main(numbers):
    for engine in [single_thread, multi_thread, multi_process]:
        start = time.monotonic()
        primes = sum(engine(numbers))
        print(f"{engine.__name__}: {primes} primes, took {time.monotonic() - start:.2f} s")
# end


if __name__ == "__main__":
    main([112272535095293] * int((sys.argv[1:] or ["100"])[0]))
