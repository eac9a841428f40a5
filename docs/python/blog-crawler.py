"""Fetch 50 pages one after another, then at once."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen


# snippet: lesson
def craw(url, timeout):
    with urlopen(url, timeout=timeout) as answer:
        page = answer.read().decode()
    print(f"{url} {len(page)}\n", end="")  # in one go, as others print too


def main(urls, timeout):
    print("start sequential crawling...")
    start = time.monotonic()
    for url in urls:
        craw(url, timeout)
    print("end sequential crawling...")
    print(f"consume: {time.monotonic() - start:.2f} s")

    print("start concurrent crawling...")
    start = time.monotonic()
    with ThreadPoolExecutor(max_workers=len(urls)) as pool:  # a thread a page
        pages = [pool.submit(craw, url, timeout) for url in urls]
        for page in pages:
            page.result()  # waits for it
    print("end concurrent crawling...")
    print(f"consume: {time.monotonic() - start:.2f} s")
# end


main(sys.argv[1:], 5)
