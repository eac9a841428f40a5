"""A handler that blocks the loop keeps all other clients waiting."""

import asyncio
import threading
from urllib.request import urlopen

# snippet: program
health_was_answered = threading.Event()


async def handle(reader, writer, report_runs):
    request = (await reader.readuntil(b"\r\n\r\n")).decode()
    if request.startswith("GET /report "):
        report_runs.set()
        answered = health_was_answered.wait(timeout=1)  # as a call of a database blocks
        print(f"while the report ran, another client was answered: {answered}")
    else:
        health_was_answered.set()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    await writer.drain()
    writer.close()


async def main():
    report_runs = asyncio.Event()
    server = await asyncio.start_server(lambda r, w: handle(r, w, report_runs), "127.0.0.1", 0)
    url = "http://127.0.0.1:%d" % server.sockets[0].getsockname()[1]
    report = asyncio.create_task(asyncio.to_thread(urlopen, url + "/report"))
    await report_runs.wait()
    health = await asyncio.to_thread(urlopen, url + "/health")
    print(f"/health: {health.status}, /report: {(await report).status}")
# end


asyncio.run(main())
# Output:
# while the report ran, another client was answered: False
# /health: 200, /report: 200
