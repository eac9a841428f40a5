"""Fetch three files at once and save them."""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from urllib.request import urlopen


# snippet: lesson
def download(url, folder):
    with urlopen(url) as answer:
        content = answer.read()
    name = url.rsplit("/")[-1]
    (folder / name).write_bytes(content)
    return url


def main(urls, folder):
    with ThreadPoolExecutor(max_workers=len(urls)) as pool:
        downloads = []
        for url in urls:
            print(f"sent: {url}")
            downloads.append(pool.submit(download, url, folder))
        for done in as_completed(downloads):
            print(f"done: {done.result()}")
    print(f"saved in {folder}")
# end


with tempfile.TemporaryDirectory() as directory:
    names = ["20240109.html", "20240112.html", "20240113.html"]
    main([f"{sys.argv[1]}/{name}" for name in names], Path(directory))
