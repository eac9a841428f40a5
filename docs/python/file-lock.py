"""Two writers to one file, without a lock and behind one."""

import threading
import time
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory


# snippet: lesson
def add_one(file, lock):
    for _ in range(5):
        with lock:
            count = int(file.read_text())
            time.sleep(0.02)  # the other writer reads the same count meanwhile
            file.write_text(str(count + 1))


def two_writers(file, lock):
    file.write_text("0")
    writers = [threading.Thread(target=add_one, args=(file, lock)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return int(file.read_text())


def main(file):
    print(f"unguarded: {'some of 10 additions are lost' if two_writers(file, nullcontext()) < 10 else '10'}")
    print(f"guarded: {two_writers(file, threading.Lock())}")
# end


with TemporaryDirectory() as folder:
    main(Path(folder, "count.txt"))
