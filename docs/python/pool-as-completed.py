"""Fetch pages ten at a time: answers in the order of completion."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.request import urlopen


# snippet: lesson
def posts(url):
    with urlopen(url) as page:
        return len(re.findall('class="post-item-title"', page.read().decode()))


def main(urls):
    with ThreadPoolExecutor(max_workers=10) as pool:
        futures = {pool.submit(posts, url): url for url in urls}
        print("in order of submission")
        for future, url in futures.items():
            print(url, future.result(), "posts")

        futures = {pool.submit(posts, url): url for url in urls}
        print("in order of completion")
        for future in as_completed(futures):
            print(futures[future], future.result(), "posts")
# end


main([f"{sys.argv[1]}/pages/{page}" for page in range(1, 51)])
