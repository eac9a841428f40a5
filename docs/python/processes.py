"""Start, name and join child processes, then pool them; some crash."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor


# snippet: lesson
def work(status):
    print(f"{multiprocessing.current_process().name} runs in a process of its own: {os.getpid() != os.getppid()}")
    raise SystemExit(status)


def square(number):
    return number * number


def main():
    workers = [
        multiprocessing.Process(name="worker-0", target=work, args=(0,)),
        multiprocessing.Process(name="worker-1", target=work, args=(3,)),
    ]
    for worker in workers:
        worker.start()
        worker.join()
        print(f"{worker.name} ended with exit code {worker.exitcode}")

    with ProcessPoolExecutor(max_workers=2) as pool:
        print(f"squares: {list(pool.map(square, range(5)))}")
# end


if __name__ == "__main__":
    main()
