"""Find a root by Newton's iteration: each step needs the last, so workers gain nothing."""

import time
from concurrent.futures import ThreadPoolExecutor


# snippet: lesson
def better(guess, number):
    return (guess + number / guess) / 2


def alone(number, steps):
    guess = number
    for _ in range(steps):
        guess = better(guess, number)
    return guess


def by_workers(number, steps, workers):
    guess = number
    with ThreadPoolExecutor(workers) as pool:
        for _ in range(steps):
            step = pool.submit(better, guess, number)
            guess = step.result()  # the next step needs it: the other workers have nothing to do
    return guess


def main(number, steps, workers):
    start = time.perf_counter()
    print(f"alone: {alone(number, steps):.6f}")
    between = time.perf_counter()
    print(f"{workers} workers: {by_workers(number, steps, workers):.6f}")
    gain = (between - start) / (time.perf_counter() - between)
    print(f"speed-up: {gain:.2f}")
# end


main(2.0, 10_000, 4)
