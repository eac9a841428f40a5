"""Two functions take turns, and print 1 3 2 4."""

import heapq
import sys
import time


# snippet: lesson
def sleep(seconds):
    yield seconds  # gives way, and tells the scheduler when to go on


def func1(seconds):
    print(1)
    yield from sleep(seconds)
    print(2)


def func2(seconds):
    print(3)
    yield from sleep(seconds)
    print(4)


def main(seconds):
    tasks = [(0, 1, func1(seconds)), (0, 2, func2(seconds))]  # when to go on, which, and what
    while tasks:
        due, number, task = heapq.heappop(tasks)
        time.sleep(max(0, due - time.monotonic()))
        try:
            asleep = next(task)  # goes on until it gives way
            heapq.heappush(tasks, (time.monotonic() + asleep, number, task))
        except StopIteration:
            pass  # it is done
# end


main(float((sys.argv[1:] or [2])[0]))
