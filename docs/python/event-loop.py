"""Hold many connections on one thread, then echo on all of them."""

import selectors
import socket
import sys


# snippet: lesson
class EventLoop:
    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.server = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.server.setblocking(False)
        self.selector.register(self.server, selectors.EVENT_READ, self.accept)

    def accept(self, server):
        connection, _ = server.accept()
        connection.setblocking(False)
        self.selector.register(connection, selectors.EVENT_READ, self.echo)

    def echo(self, connection):
        data = connection.recv(1024)
        if data:
            connection.send(data)  # short: the whole fits
        else:
            self.selector.unregister(connection)
            connection.close()

    def run_once(self):
        for key, _ in self.selector.select(timeout=0.1):
            key.data(key.fileobj)


def main(how_many):
    loop = EventLoop()
    clients = [socket.create_connection(loop.server.getsockname()) for _ in range(how_many)]
    for client in clients:
        client.send(b"hello")
        client.setblocking(False)
    echoed = set()
    while len(echoed) < how_many:
        loop.run_once()
        for i, client in enumerate(clients):
            try:
                if i not in echoed and client.recv(1024) == b"hello":
                    echoed.add(i)
            except BlockingIOError:
                pass
    print(f"{len(echoed)} connections, one thread")
# end


main(int((sys.argv[1:] or ["100"])[0]))
