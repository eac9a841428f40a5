"""Start, name and join child processes, then pool them; some crash."""

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


# snippet: lesson
def work(dies):
    if dies:
        os._exit(7)  # ends this process on the spot, as a crash does
    return f"ran in process {os.getpid()}"


# Each target puts who it is into its queue; all but delta end, one way or another.
def main(targets, workers, tasks, fatal):
    print(f"parent: process {os.getpid()}")
    words = {name: multiprocessing.Queue() for name in targets}
    children = {}
    for name, target in targets.items():
        children[name] = multiprocessing.Process(name=name, target=target, args=(words[name],))
        children[name].start()
    for name in children:
        print(words[name].get())
    delta = children.pop("delta")
    for name, child in children.items():
        child.join()
        print(f"{name} ended with exit code {child.exitcode}")
    print(f"delta is {'alive' if delta.is_alive() else 'dead'}")
    delta.terminate()
    delta.join()
    print(f"delta was terminated, and ended with exit code {delta.exitcode}")

    print(f"pool: {tasks} tasks for {workers} processes")
    pool = ProcessPoolExecutor(workers)
    for task in range(1, tasks + 1):
        try:
            print(f"task {task} {pool.submit(work, task == fatal).result()}")
        except BrokenProcessPool:
            print(f"task {task} failed: its process died")
            pool = ProcessPoolExecutor(workers)  # one death breaks the whole pool
# end


def introduce(words):
    name = multiprocessing.current_process().name
    words.put(f"{name}: process {os.getpid()}, child of {os.getppid()}")


def exits(words):
    introduce(words)
    sys.exit(3)


def crashes(words):
    introduce(words)
    raise RuntimeError("gamma has crashed")


def never_ends(words):
    introduce(words)
    time.sleep(3600)


if __name__ == "__main__":
    main({"alpha": introduce, "beta": exits, "gamma": crashes, "delta": never_ends}, 2, 5, 3)
