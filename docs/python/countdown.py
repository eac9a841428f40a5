"""Two workers count down side by side."""

import threading
import time


# snippet: lesson
def count_down(name, delay):
    print(f"Start thread:{name}")
    for count in range(5, 0, -1):
        time.sleep(delay)
        print(f"Thread{name} counting down:{count} ...")
    print(f"End thread:{name}")


def main():
    workers = [
        threading.Thread(target=count_down, args=("AAA", 0.5)),
        threading.Thread(target=count_down, args=("BBB", 1)),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("Finished.")
# end


main()
