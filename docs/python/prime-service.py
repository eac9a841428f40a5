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
    if number < 2 or number % 2 == 0:
        return number == 2
    for divisor in range(3, math.isqrt(number) + 1, 2):
        if number % divisor == 0:
            return False
    return True


class PrimeService(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            numbers = [whole_number(text) for text in self.path.removeprefix("/is_prime/").split(",")]
            primes = self.server.pool.map(is_prime, numbers)  # this thread waits; the others go on
            self.answer(200, dict(zip(numbers, primes)))
        except ValueError as mistake:
            self.answer(400, {"error": str(mistake)})

    def answer(self, status, answer):
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
# end

    def log_message(self, *_):
        pass


def whole_number(text):
    try:
        number = int(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a whole number") from None
    if not -(2**63) <= number < 2**63:
        raise ValueError(f"{number} does not fit 64 bits; ask for {-2**63} to {2**63 - 1}")
    return number


def ask(server, question):
    url = f"http://127.0.0.1:{server.server_port}/is_prime/{question}"
    try:
        with urlopen(url) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as answer:
        return answer.code, answer.read().decode()


def main():
    with ProcessPoolExecutor() as pool, ThreadingHTTPServer(("127.0.0.1", 0), PrimeService) as server:
        server.pool = pool
        threading.Thread(target=server.serve_forever).start()
        for question in ["1,2,3,4", "abc", "9223372036854775808"]:
            status, answer = ask(server, question)
            print(f"/is_prime/{question}: {status} {answer}")
        server.shutdown()


if __name__ == "__main__":
    main()
