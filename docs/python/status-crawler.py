"""Ask for six HTTP status codes at once."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import urlopen


# snippet: lesson
CLASSES = {
    1: "1xx: received, still at work",
    2: "2xx: success",
    3: "3xx: more requests are needed",
    4: "4xx: the client's mistake",
    5: "5xx: the server's mistake",
}


def ask(url, timeout):
    try:
        return urlopen(url, timeout=timeout)
    except HTTPError as answer:  # to urllib, 400 and above are errors; they are answers too
        return answer


def print_answer(url, answer):
    print(f"{url}: {answer.status}, {CLASSES.get(answer.status // 100)}")
    for name, value in sorted((name.lower(), value) for name, value in answer.headers.items()):
        print(f"    {name}: {value}")
    print(f"{url}:{answer.read().decode()}")


def main(urls, timeout):
    start = time.monotonic()
    with ThreadPoolExecutor(max_workers=len(urls)) as pool:  # a thread an address
        answers = [pool.submit(ask, url, timeout) for url in urls]
        for url, answer in zip(urls, answers):
            with answer.result() as received:
                print_answer(url, received)
    print(f"Took {time.monotonic() - start:.2f} seconds")
    print("Done.")
# end


main([f"{sys.argv[1]}/{code}" for code in [200, 400, 404, 408, 500, 524]], 10)
