"""Serve answers gathered from a file, a database and an API."""

import asyncio
import json
import time


# snippet: lesson
async def read_file():
    await asyncio.sleep(0.1)
    return "read_file"


async def read_db():
    await asyncio.sleep(0.2)
    return "read_db"


async def read_api():
    await asyncio.sleep(0.3)
    return "read_api"


async def one_by_one():
    return [await read_file(), await read_db(), await read_api()]


async def at_once():
    return await asyncio.gather(read_file(), read_db(), read_api())


async def answer(read_all, reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    results = await read_all()
    body = json.dumps(dict(zip(["result_file", "result_db", "result_api"], results))).encode()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body))
    await writer.drain()
    writer.close()
# end


async def get(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    text = await reader.read()
    writer.close()
    return text.decode().split("\r\n\r\n")[1]


async def main():
    for title, read_all in [("sequential", one_by_one), ("concurrent", at_once)]:
        server = await asyncio.start_server(lambda r, w: answer(read_all, r, w), "127.0.0.1", 0)
        async with server:
            start = time.monotonic()
            print(f"{title}: {await get(server.sockets[0].getsockname()[1])}")
            print(f"{title}: took {time.monotonic() - start:.2f} s")


asyncio.run(main())
