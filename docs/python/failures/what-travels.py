"""An object with a lock cannot go to another process; one without goes there as a copy."""
# snippet: program
from concurrent.futures import ProcessPoolExecutor
from threading import Lock


class Counter:
    def __init__(self):
        self.count = 0

    def increment(self):
        self.count += 1
        return self.count


class LockedCounter(Counter):
    def __init__(self):
        super().__init__()
        self.lock = Lock()


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        for counter in [LockedCounter(), Counter()]:
            try:
                print("over there:", pool.submit(counter.increment).result())
            except TypeError as e:
                print("not sent:", e)
            print("here:", counter.count)
# end

# Output:
# not sent: cannot pickle '_thread.lock' object
# here: 0
# over there: 1
# here: 0
