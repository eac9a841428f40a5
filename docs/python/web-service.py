"""Serve answers gathered from a file, a database and an API."""

import asyncio
import json
import time


# snippet: lesson
async def read_file(second):
    await asyncio.sleep(0.1 * second)
    return "read_file"


async def read_db(second):
    await asyncio.sleep(0.2 * second)
    return "read_db"


async def read_api(second):
    await asyncio.sleep(0.3 * second)
    return "read_api"


async def in_turn(second):
    return [await read_file(second), await read_db(second), await read_api(second)]


async def at_once(second):
    return await asyncio.gather(read_file(second), read_db(second), read_api(second))


async def answer(reader, writer, second):
    request = (await reader.readuntil(b"\r\n\r\n")).decode()
    if request.startswith("GET /sequential "):
        writer.write(page(await in_turn(second)))
    else:
        writer.write(page(await at_once(second)))  # as long as the slowest takes
    await writer.drain()
    writer.close()
# end


def page(read):
    body = json.dumps(dict(zip(["result_file", "result_db", "result_api"], read))).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body)


async def get(port, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    text = await reader.read()
    writer.close()
    return text.decode().split("\r\n\r\n")[1]


async def main():
    server = await asyncio.start_server(lambda r, w: answer(r, w, 1.0), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        for title, path in [("sequential", "/sequential"), ("concurrent", "/")]:
            start = time.monotonic()
            print(f"{title}: {await get(port, path)}")
            print(f"{title}: took {time.monotonic() - start:.2f} s")


asyncio.run(main())
