"""Release a permit once too often, and be told so."""

import threading


# snippet: lesson
def enter(semaphore):
    inside = 0
    while semaphore.acquire(blocking=False):  # takes a permit if there is one, and never waits
        inside += 1
    return inside


def main():
    plain = threading.Semaphore(1)
    plain.acquire()
    plain.release()
    plain.release()
    print("plain: released once too often")
    print(f"plain: lets {enter(plain)} in")

    bounded = threading.BoundedSemaphore(1)
    bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError:
        print("bounded: refuses to be released once too often")
    print(f"bounded: lets {enter(bounded)} in")
# end


main()
