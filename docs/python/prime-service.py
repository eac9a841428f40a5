"""Serve which numbers are prime, computed on a pool of processes."""

import json
import math
import threading
from concurrent.futures import ProcessPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import urlopen


# snippet: lesson
def is_prime(number):
    if number < 2 or (number > 2 and number % 2 == 0):
        return False
    return all(number % i for i in range(3, math.isqrt(number) + 1, 2))


class PrimeService(BaseHTTPRequestHandler):
    def do_GET(self):
        numbers = self.path.removeprefix("/is_prime/").split(",")
        if not all(number.isdecimal() for number in numbers):
            self.reply(400, {"error": "not a list of whole numbers"})
            return
        primes = self.server.pool.map(is_prime, map(int, numbers))
        self.reply(200, dict(zip(numbers, primes)))

    def reply(self, status, answer):
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
# end

    def log_message(self, *_):
        pass


def ask(url):
    try:
        with urlopen(url) as answer:
            print(answer.status, answer.read().decode())
    except HTTPError as answer:
        print(answer.code, answer.read().decode())


def main():
    with ProcessPoolExecutor() as pool, ThreadingHTTPServer(("127.0.0.1", 0), PrimeService) as server:
        server.pool = pool
        threading.Thread(target=server.serve_forever).start()
        ask(f"http://127.0.0.1:{server.server_port}/is_prime/1,2,3,4")
        ask(f"http://127.0.0.1:{server.server_port}/is_prime/abc")
        server.shutdown()


if __name__ == "__main__":
    main()
