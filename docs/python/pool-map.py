"""Fetch pages ten at a time: answers in the order of the input."""

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.request import urlopen


# snippet: lesson
def craw(timeout, url):
    with urlopen(url, timeout=timeout) as answer:
        page = answer.read().decode()
    print(f"fetched {url}\n", end="")  # in one go, as others print too
    return len(page)


def main(urls, workers, timeout):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        lengths = pool.map(partial(craw, timeout), urls)
        for url, length in zip(urls, lengths):
            print(f"{url} {length}\n", end="")
    print("craw over")
# end


main(sys.argv[1:], 10, 5)
