"""Ask for a lock without waiting, and do something else if it is held."""

import threading
import time


# snippet: lesson
def second(seconds, lock):
    while not lock.acquire(blocking=False):
        print("second does something else")
        time.sleep(seconds)
    try:
        print("second has the lock")
    finally:
        lock.release()


def main(hold, other):
    lock = threading.Lock()
    thread = threading.Thread(target=second, args=(other, lock))
    with lock:
        print("first has the lock")
        thread.start()
        time.sleep(hold)
        print("first gives the lock back")
    thread.join()
# end


main(1.5, 1)
