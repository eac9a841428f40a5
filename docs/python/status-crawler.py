"""Ask for six HTTP status codes at once."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import urlopen


# snippet: lesson
CLASSES = {1: "informational", 2: "success", 3: "redirection", 4: "client error", 5: "server error"}


def ask(url):
    try:
        with urlopen(url) as answer:
            return answer.status
    except HTTPError as answer:
        return answer.code


def main(site):
    start = time.monotonic()
    urls = [f"{site}/{code}" for code in [200, 400, 404, 408, 500, 524]]
    with ThreadPoolExecutor() as pool:
        for url, code in zip(urls, pool.map(ask, urls)):
            print(f"{url}: {code} {CLASSES[code // 100]}")
    print(f"Took {time.monotonic() - start:.2f} seconds")
    print("Done.")
# end


main(sys.argv[1])
