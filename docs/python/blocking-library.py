"""Fetch three files at once, from coroutines with a blocking HTTP client."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen


# snippet: lesson
def fetch(url):
    with urlopen(url) as answer:  # blocks its thread
        return answer.read()


async def download(pool, url, folder):
    print(f"sent: {url}")
    content = await asyncio.get_running_loop().run_in_executor(pool, fetch, url)
    print(f"done: {url}")
    (folder / url.rsplit("/", 1)[-1]).write_bytes(content)


async def main(urls, folder):
    with ThreadPoolExecutor(len(urls)) as pool:
        await asyncio.gather(*(download(pool, url, folder) for url in urls))
    print(f"saved in {folder}")
# end


site, directory = sys.argv[1], Path(sys.argv[2])
directory.mkdir(parents=True, exist_ok=True)
asyncio.run(main([f"{site}/{name}.html" for name in ["20240109", "20240110", "20240111"]], directory))
