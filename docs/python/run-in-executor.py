"""Run blocking code on the default pool, on a pool of one's own, and in another process."""

import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


# snippet: lesson
def blocking_io():
    with open("/dev/urandom", "rb") as source:
        return source.read(100)


def cpu_bound():
    return sum(i * i for i in range(10**7))


async def main():
    loop = asyncio.get_running_loop()
    result = await loop.run_in_executor(None, blocking_io)
    print("default thread pool", result.hex())
    with ThreadPoolExecutor() as pool:
        result = await loop.run_in_executor(pool, blocking_io)
        print("custom thread pool", result.hex())
    with ProcessPoolExecutor() as pool:
        result = await loop.run_in_executor(pool, cpu_bound)
        print("custom process pool", result)
# end


if __name__ == "__main__":
    asyncio.run(main())
