"""Two workers count down side by side."""

import threading
import time


# snippet: lesson
def count_down(name, seconds, start):
    print(f"Start thread:{name}")
    for count in range(start, 0, -1):
        time.sleep(seconds)
        print(f"Thread{name} counting down:{count} ...")
    print(f"End thread:{name}")


def main(workers, start):
    threads = []
    for name, seconds in workers.items():
        threads.append(threading.Thread(target=count_down, args=(name, seconds, start)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("Finished.")
# end


main({"AAA": 0.5, "BBB": 1}, 5)
