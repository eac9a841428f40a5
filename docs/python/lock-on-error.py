"""A missing file leaves a lock held, unless a guard gives it back."""

import threading
from pathlib import Path
from tempfile import TemporaryDirectory


# snippet: lesson
def read_v1(file, lock, patience):
    if not lock.acquire(timeout=patience):
        return "stuck, for the lock is still held"  # with lock.acquire() alone, for ever
    text = file.read_text()  # throws if there is no file,
    lock.release()  # and then this line is never reached
    return f'read "{text}"'


def read_v2(file, lock, patience):
    with lock:
        return f'read "{file.read_text()}"'


def read_twice(name, read, missing, present, patience):
    lock = threading.Lock()  # lets nobody in twice, not even the same thread
    try:
        read(missing, lock, patience)
    except FileNotFoundError:
        print(f"{name}: first caller: there is no {missing.name}")
    print(f"{name}: next caller: {read(present, lock, patience)}")


def main(missing, present, patience):
    read_twice("v1", read_v1, missing, present, patience)
    read_twice("v2", read_v2, missing, present, patience)
# end


with TemporaryDirectory() as folder:
    present = Path(folder, "present.txt")
    present.write_text("some data")
    main(Path(folder, "missing.txt"), present, 1)
