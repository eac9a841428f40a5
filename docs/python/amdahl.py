"""Predict a speed-up by Amdahl's law, then measure it."""

import time
from concurrent.futures import ThreadPoolExecutor


# snippet: lesson
def speed_up(serial, workers):
    return 1 / (serial + (1 - serial) / workers)


def job(serial, parts, workers):
    time.sleep(serial)  # nobody can share this part
    with ThreadPoolExecutor(max_workers=workers) as pool:
        list(pool.map(time.sleep, [(1 - serial) / parts] * parts))


def main():
    serial = 0.4
    for workers in [1, 2, 4, 8]:
        start = time.monotonic()
        job(serial, 8, workers)
        measured = 1 / (time.monotonic() - start)
        print(f"{workers} workers: predicted {speed_up(serial, workers):.2f}, measured {measured:.2f}")
    print(f"limit: {1 / serial:.2f}")
# end


main()
