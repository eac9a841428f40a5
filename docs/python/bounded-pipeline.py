"""A full queue holds producers back, an empty one consumers."""

import asyncio


# snippet: lesson
async def produce(queue, sizes):
    for item in range(8):
        if queue.full():
            print(f"full: the producer waits with {item}")
        await queue.put(item)
        sizes.append(queue.qsize())


async def consume(queue, sizes):
    for _ in range(8):
        await asyncio.sleep(0.2)  # slower than the producer
        await queue.get()
        sizes.append(queue.qsize())


async def main():
    queue = asyncio.Queue(maxsize=3)
    sizes = []
    await asyncio.gather(produce(queue, sizes), consume(queue, sizes))
    print(f"never more than {max(sizes)} inside, {sizes[-1]} in the end")
# end


asyncio.run(main())
