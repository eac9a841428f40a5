"""Run blocking code on the default pool, on a pool of one's own, and in another process."""

import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


# snippet: lesson
def blocking_io(file, count):
    with open(file, "rb") as source:
        return source.read(count).hex()


def cpu_bound(squares):
    return sum(i * i for i in range(squares))


async def main(file, count, squares):
    loop = asyncio.get_running_loop()
    result = await loop.run_in_executor(None, blocking_io, file, count)
    print(f"default thread pool {result}")

    with ThreadPoolExecutor() as threads:
        result = await loop.run_in_executor(threads, blocking_io, file, count)
        print(f"custom thread pool {result}")

    with ProcessPoolExecutor() as processes:
        result = await loop.run_in_executor(processes, cpu_bound, squares)
        print(f"custom process pool {result}")
# end


if __name__ == "__main__":
    asyncio.run(main("/dev/urandom", 100, 10**7))
