"""Fetch three files at once, from coroutines with a blocking HTTP client."""

import asyncio
import sys
from pathlib import Path
from urllib.request import urlopen


# snippet: lesson
def fetch(url):
    with urlopen(url) as answer:  # blocks its thread
        return answer.read()


async def download(url, folder):
    print(f"sent: {url}")
    content = await asyncio.get_running_loop().run_in_executor(None, fetch, url)
    (folder / url.rsplit("/", 1)[-1]).write_bytes(content)
    print(f"done: {url}")


async def main(urls, folder):
    await asyncio.gather(*(download(url, folder) for url in urls))
# end


site, directory = sys.argv[1], Path(sys.argv[2])
asyncio.run(main([f"{site}/{day}.html" for day in ["20240109", "20240110", "20240111"]], directory))
