"""Fetch 50 pages one after another, then at once."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen


# snippet: lesson
def fetch(url):
    with urlopen(url) as page:
        return len(page.read())


def one_by_one(urls):
    return [fetch(url) for url in urls]


def at_once(urls):
    with ThreadPoolExecutor(max_workers=len(urls)) as pool:
        return list(pool.map(fetch, urls))


def main(urls):
    for title, crawl in [("single", one_by_one), ("multi", at_once)]:
        print(f"start {title} thread crawling...")
        start = time.monotonic()
        lengths = crawl(urls)
        print(f"end {title} thread crawling: {len(lengths)} pages")
        print(f"consume: {time.monotonic() - start:.2f} s")
# end


main([f"{sys.argv[1]}/pages/{page}" for page in range(1, 51)])
