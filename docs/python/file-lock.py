"""Two writers to one file, without a lock and behind one."""

import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from fcntl import LOCK_EX, flock
from pathlib import Path
from tempfile import TemporaryDirectory


# snippet: lesson
def add_one(file, seconds):
    count = int(Path(file).read_text())
    time.sleep(seconds)  # the other writer reads the same count meanwhile
    with open(file, "r+") as f:
        f.write(f"{count + 1:04}")  # over the old one


# this file lock belongs to whoever has opened the file, and so keeps threads apart as well
def add_one_guarded(file, seconds):
    with open(f"{file}.lock", "w") as held:
        flock(held, LOCK_EX)  # given back when the file is closed
        add_one(file, seconds)


def add_ten(who, two, add_one, file, seconds):
    Path(file).write_text("0000")
    for addition in [two.submit(add_one, file, seconds) for _ in range(10)]:
        addition.result()
    print(f"{who} count to {int(Path(file).read_text())}")


def main(file, seconds):
    with ProcessPoolExecutor(2) as processes, ThreadPoolExecutor(2) as threads:
        add_ten("unguarded, two threads", threads, add_one, file, seconds)
        add_ten("guarded, two threads", threads, add_one_guarded, file, seconds)
        add_ten("unguarded, two processes", processes, add_one, file, seconds)
        add_ten("guarded, two processes", processes, add_one_guarded, file, seconds)
# end


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        main(f"{folder}/count.txt", 0.1)
