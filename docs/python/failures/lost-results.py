"""One page of three fails, and the results of the others are lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

# snippet: program
under_way = threading.Barrier(3)  # all three have been asked for


def fetch(page):
    under_way.wait()
    if page == "b":
        raise OSError("b: connection refused")
    print(f"fetched {page}\n", end="")
    return f"the text of {page}"


def main():
    with ThreadPoolExecutor(max_workers=3) as pool:
        try:
            texts = list(pool.map(fetch, ["a", "b", "c"]))
            print(f"texts: {texts}\n", end="")
        except OSError as failure:
            print(f"no texts: {failure}\n", end="")
# end


main()
# Unordered output:
# fetched a
# fetched c
# no texts: b: connection refused
