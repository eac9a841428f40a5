"""Reduce many numbers to one, in chunks side by side."""

import operator
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial, reduce


# snippet: lesson
def reduce_chunks(operator, chunks, pool):
    results = pool.map(partial(reduce, operator), chunks)  # in the order of the chunks
    return reduce(operator, results)


def timed(how, reduction):
    start = time.monotonic()
    result = reduction()
    print(f"{how}: {result} in {time.monotonic() - start:.3f} s")
    return result


def main(operator, numbers, chunks, workers):
    in_row = timed("one thread", lambda: reduce(operator, numbers))
    with ThreadPoolExecutor(workers) as threads, ProcessPoolExecutor(workers) as processes:
        if (timed("thread pool", lambda: reduce_chunks(operator, chunks, threads)) != in_row
                or timed("processes", lambda: reduce_chunks(operator, chunks, processes)) != in_row):
            raise ArithmeticError("not associative: chunks give another result")
    print(f"in chunks as in a row: {in_row}")
# end


if __name__ == "__main__":
    numbers = [int(n) for n in sys.argv[1:]] or [random.randrange(1, 1_000_000_007) for _ in range(1_000_000)]
    size = -(-len(numbers) // 8)
    chunks = [numbers[i : i + size] for i in range(0, len(numbers), size)]
    print(f"sum of {len(numbers)} numbers in {len(chunks)} chunks, 2 at once")
    main(operator.add, numbers, chunks, 2)
