"""Crawl and parse pages side by side, through two queues."""

import random
import re
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Queue
from urllib.request import urlopen


# snippet: lesson
def crawl(me, urls, html, rest):
    while True:
        try:
            url = urls.get_nowait()
        except Empty:
            return
        with urlopen(url) as answer:
            html.put(answer.read().decode())
        print(f"{me} craw {url} url_queue.size = {urls.qsize()}\n", end="")
        time.sleep(rest * random.uniform(1, 2))


def parse(me, html, out, rest):
    while (page := html.get()) is not None:
        titles = re.findall("<h2><a[^>]*>([^<]*)", page)
        with open(out, "a") as file:
            file.write("".join(title + "\n" for title in titles))
        print(f"{me} results.size {len(titles)} html_queue.size = {html.qsize()}\n", end="")
        time.sleep(rest * random.uniform(1, 2))


def main(addresses, crawlers, parsers, out, rest):
    urls, html = Queue(), Queue()
    for address in addresses:
        urls.put(address)
    with ThreadPoolExecutor(max_workers=len(crawlers) + len(parsers)) as pool:
        crawling = [pool.submit(crawl, me, urls, html, rest) for me in crawlers]
        parsing = [pool.submit(parse, me, html, out, rest) for me in parsers]
        try:
            for crawler in crawling:
                crawler.result()
        finally:
            for _ in parsers:
                html.put(None)  # no more pages come
        for parser in parsing:
            parser.result()
# end


site, pages = sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else 50
with tempfile.NamedTemporaryFile("r") as results:
    main(
        [f"{site}/pages/{page}" for page in range(1, pages + 1)],
        ["craw0", "craw1", "craw2"],
        ["parse0", "parse1"],
        results.name,
        float(sys.argv[3]) if sys.argv[3:] else 1,
    )
    print(f"{len(results.readlines())} results of {pages} pages")
