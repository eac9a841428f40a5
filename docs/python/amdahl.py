"""Predict a speed-up by Amdahl's law, then measure it."""

import time
from concurrent.futures import ThreadPoolExecutor


# snippet: lesson
def predicted_speed_up(serial, workers):
    return 1 / (serial + (1 - serial) / workers)  # Amdahl's law; its limit is 1 / serial


def seconds(serial, workers, do_part):
    with ThreadPoolExecutor(workers) as pool:
        start = time.monotonic()
        do_part(serial)  # nobody can help with this
        shares = []
        for _ in range(workers):
            shares.append(pool.submit(do_part, (1 - serial) / workers))
        for share in shares:
            share.result()
        return time.monotonic() - start
# end


def main(serial, most):
    alone = seconds(serial, 1, time.sleep)
    for workers in range(1, most + 1):
        measured = alone / seconds(serial, workers, time.sleep)
        print(f"{workers} workers: predicted {predicted_speed_up(serial, workers):.2f}, measured {measured:.2f}")
    print(f"limit: {1 / serial:.2f}")


main(0.4, 4)
