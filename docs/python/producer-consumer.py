"""Crawl and parse pages side by side, through two queues."""

import queue
import re
import sys
import threading
from urllib.request import urlopen


# snippet: lesson
def crawl(urls, pages):
    while True:
        url = urls.get()
        try:
            with urlopen(url) as answer:
                pages.put(answer.read().decode())
        finally:
            urls.task_done()


def parse(pages, results):
    while True:
        page = pages.get()
        try:
            titles = re.findall('class="post-item-title"[^>]*>([^<]*)<', page)
            results.extend(titles)
            print(f"{threading.current_thread().name} results.size {len(titles)} html_queue.size = {pages.qsize()}")
        finally:
            pages.task_done()


def main(addresses):
    urls, pages, results = queue.Queue(), queue.Queue(), []
    for address in addresses:
        urls.put(address)
    for i in range(3):
        threading.Thread(name=f"craw{i}", target=crawl, args=(urls, pages), daemon=True).start()
    for i in range(2):
        threading.Thread(name=f"parse{i}", target=parse, args=(pages, results), daemon=True).start()
    urls.join()  # all is fetched, and in the other queue
    pages.join()  # all is parsed
    print(f"{len(results)} results of {len(addresses)} pages")
# end


main([f"{sys.argv[1]}/pages/{page}" for page in range(1, 51)])
