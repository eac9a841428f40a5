"""Two workers count down one after the other, behind one lock."""

import threading
import time


# snippet: lesson
def count_down(name, seconds, start, lock, locked):
    print(f"Start thread:{name}")
    with lock:
        locked.set()
        for count in range(start, 0, -1):
            time.sleep(seconds)
            print(f"Thread{name} counting down:{count} ...")
    print(f"End thread:{name}")


def main(workers, start):
    lock = threading.Lock()
    locked = threading.Event()
    threads = []
    for name, seconds in workers.items():
        thread = threading.Thread(target=count_down, args=(name, seconds, start, lock, locked))
        thread.start()
        locked.wait()  # the first to start is to be the first to have the lock
        threads.append(thread)
    for thread in threads:
        thread.join()
    print(f"number of live workers -> {threading.active_count()}")
    print(f"current worker -> {threading.current_thread().name}")
    print(f"all live workers -> {[thread.name for thread in threading.enumerate()]}")
    print("Finished.")
# end


main({"AAA": 0.5, "BBB": 1}, 5)
