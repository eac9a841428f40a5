"""A missing file leaves a lock held, unless a guard gives it back."""

import threading
from pathlib import Path
from tempfile import TemporaryDirectory


# snippet: lesson
def read_v1(file, lock):
    if not lock.acquire(timeout=1):
        return "stuck, for the lock is still held"
    text = file.read_text()  # throws if there is no file, and then ...
    lock.release()  # ... this line is never reached
    return f'read "{text}"'


def read_v2(file, lock):
    with lock:
        return f'read "{file.read_text()}"'


def main(missing, there):
    for title, read in [("v1", read_v1), ("v2", read_v2)]:
        lock = threading.Lock()
        try:
            read(missing, lock)
        except FileNotFoundError:
            print(f"{title}: first caller: there is no {missing.name}")
        print(f"{title}: next caller: {read(there, lock)}")
# end


with TemporaryDirectory() as folder:
    data = Path(folder, "data.txt")
    data.write_text("some data")
    main(Path(folder, "missing.txt"), data)
