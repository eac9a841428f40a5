"""Hold thousands of connections on one thread, then echo on all of them."""

import asyncio
import collections
import heapq
import itertools
import sys
import threading
import time


# snippet: lesson
class Loop:
    def __init__(self):
        self.ready = collections.deque()
        self.timers = []  # a heap: the first is the one that is due first
        self.numbers = itertools.count()  # of two that are due at once, the one that was set first

    def call_later(self, seconds, callback):
        heapq.heappush(self.timers, (time.monotonic() + seconds, next(self.numbers), callback))

    def run(self):
        while self.ready or self.timers:
            if not self.ready:  # one that serves sockets waits here for any of them, too
                time.sleep(max(0, self.timers[0][0] - time.monotonic()))
            while self.timers and self.timers[0][0] <= time.monotonic():
                self.ready.append(heapq.heappop(self.timers)[2])
            for _ in range(len(self.ready)):
                self.ready.popleft()()


def count_down(loop, name, seconds, count):
    print(f"{name} {count}")
    if count > 1:
        loop.call_later(seconds, lambda: count_down(loop, name, seconds, count - 1))


def main(seconds):
    loop = Loop()
    loop.ready.append(lambda: count_down(loop, "A", seconds, 3))
    loop.ready.append(lambda: count_down(loop, "B", 1.5 * seconds, 3))
    loop.run()
# end


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


async def serve(how_many, seconds):
    """The same on asyncio's own loop, which serves sockets."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0, backlog=1024)
    start = time.monotonic()
    address = server.sockets[0].getsockname()
    clients = [await asyncio.open_connection(*address) for _ in range(how_many)]
    print(f"{len(clients)} connections are open, after {time.monotonic() - start:.2f} s")
    start = time.monotonic()
    await asyncio.sleep(seconds)
    print(f"{len(clients)} connections were held for {time.monotonic() - start:.2f} s")
    start = time.monotonic()
    for _, writer in clients:
        writer.write(b"hello")
    echoes = [await reader.readexactly(5) for reader, _ in clients]
    print(f"{len(echoes)} echoes came back in {time.monotonic() - start:.2f} s")
    for _, writer in clients:
        writer.close()
        await writer.wait_closed()
    print(f"one thread served them all: {threading.current_thread().name}")


connections, seconds = sys.argv[1:] or ["100", "1"]
main(float(seconds))
asyncio.run(serve(int(connections), float(seconds)))
