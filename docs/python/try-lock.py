"""Acquire a lock without blocking, and do something else if it is held."""

import threading


# snippet: lesson
def try_it(name, lock):
    if lock.acquire(blocking=False):
        try:
            print(f"{name} has the lock")
        finally:
            lock.release()
    else:
        print(f"{name} does something else")


def main():
    lock = threading.Lock()
    with lock:
        second = threading.Thread(target=try_it, args=("second", lock))
        second.start()
        second.join()
    third = threading.Thread(target=try_it, args=("third", lock))
    third.start()
    third.join()
# end


main()
