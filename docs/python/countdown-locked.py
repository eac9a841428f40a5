"""Two workers count down one after the other, behind one lock."""

import threading
import time


# snippet: lesson
def count_down(name, delay, lock):
    with lock:
        print(f"Start thread:{name}")
        for count in range(5, 0, -1):
            time.sleep(delay)
            print(f"Thread{name} counting down:{count} ...")
        print(f"End thread:{name}")


def main():
    lock = threading.Lock()
    workers = [
        threading.Thread(target=count_down, args=("AAA", 0.5, lock)),
        threading.Thread(target=count_down, args=("BBB", 1, lock)),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(f"number of live workers -> {threading.active_count()}")
    print(f"current worker -> {threading.current_thread().name}")
    print(f"all live workers -> {[t.name for t in threading.enumerate()]}")
    print("Finished.")
# end


main()
