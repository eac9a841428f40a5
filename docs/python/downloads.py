"""Fetch three files at once and save them."""

import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from urllib.request import urlopen


# snippet: lesson
def download(url, folder):
    with urlopen(url) as answer:
        (folder / url.rsplit("/", 1)[-1]).write_bytes(answer.read())
    return url


def main(urls, folder):
    with ThreadPoolExecutor() as pool:
        downloads = []
        for url in urls:
            print(f"sent: {url}")
            downloads.append(pool.submit(download, url, folder))
        for done in as_completed(downloads):
            print(f"done: {done.result()}")
# end


site, directory = sys.argv[1], Path(sys.argv[2])
main([f"{site}/{day}.html" for day in ["20240109", "20240112", "20240113"]], directory)
