"""Newton's iteration: each step needs the last, so workers gain nothing."""

from concurrent.futures import ThreadPoolExecutor


# snippet: lesson
def step(x, a):
    return (x + a / x) / 2


def alone(a):
    x = a
    while abs(x * x - a) > 1e-9:
        x = step(x, a)
    return x


def by_workers(a):
    x, most = a, 0
    with ThreadPoolExecutor(max_workers=4) as pool:
        while abs(x * x - a) > 1e-9:
            future = pool.submit(step, x, a)
            most = max(most, 1)  # nothing else can be submitted before this is done
            x = future.result()
    return x, most


def main():
    print(f"alone: {alone(2.0):.6f}")
    root, busy = by_workers(2.0)
    print(f"4 workers: {root:.6f}")
    print(f"busy at once: {busy}")
# end


main()
