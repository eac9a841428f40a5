"""Fetch pages, whose URLs are the arguments, ten at a time: answers in the order of completion."""

import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.request import urlopen


# snippet: lesson
def posts(url, timeout):
    with urlopen(url, timeout=timeout) as answer:
        page = answer.read().decode()
    return f"{url} {page.count('<h2>')} posts"


def main(urls, workers, timeout):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(posts, url, timeout) for url in urls]
        print("in order of submission")
        for future in futures:
            print(future.result())
        futures = [pool.submit(posts, url, timeout) for url in urls]
        # whichever is done first; the loop above waits for the first submitted
        print("in order of completion")
        for future in as_completed(futures):
            print(future.result())
# end


main(sys.argv[1:], 10, 5)
