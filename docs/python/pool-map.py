"""Fetch pages ten at a time: answers in the order of the input."""

import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen


# snippet: lesson
def craw(url):
    with urlopen(url) as page:
        return len(page.read())


def main(urls):
    with ThreadPoolExecutor(max_workers=10) as pool:
        for url, length in zip(urls, pool.map(craw, urls)):
            print(url, length)
    print("craw over")
# end


main([f"{sys.argv[1]}/pages/{page}" for page in range(50, 0, -1)])
