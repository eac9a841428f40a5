"""Reduce many numbers to one, in chunks side by side."""

import operator
from concurrent.futures import ThreadPoolExecutor
from functools import partial, reduce


# snippet: lesson
def chunks(numbers, size):
    return [numbers[i : i + size] for i in range(0, len(numbers), size)]


def reduce_in_chunks(operator, numbers, pool):
    partial_results = pool.map(partial(reduce, operator), chunks(numbers, 1_000))
    return reduce(operator, partial_results)


def main():
    numbers = list(range(1, 10_001))
    with ThreadPoolExecutor(max_workers=4) as pool:
        for name, op in [("sum", operator.add), ("max", max), ("minus", operator.sub)]:
            one_by_one = reduce(op, numbers)
            in_chunks = reduce_in_chunks(op, numbers, pool)
            verdict = "the same" if one_by_one == in_chunks else "not the same: the operator is not associative"
            print(f"{name}: {one_by_one}, in chunks {in_chunks}: {verdict}")
# end


main()
