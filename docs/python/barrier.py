"""Work in phases behind a barrier; one leaves, and all learn of it."""

import asyncio


# snippet: lesson
async def worker(name, phases, barrier, seconds):
    try:
        for phase in range(1, phases + 1):
            await barrier.wait()
            print(f"{name} begins phase {phase}")
            await asyncio.sleep(seconds)
        print(f"{name} leaves")
        await barrier.abort()
    except asyncio.BrokenBarrierError:
        print(f"{name} learns that somebody left")


async def main(count, phases, seconds):
    barrier = asyncio.Barrier(count)
    workers = []
    for i in range(count):
        own = phases if i == count - 1 else phases + 1  # the last worker has one phase less
        workers.append(asyncio.create_task(worker(f"worker-{i}", own, barrier, seconds)))
    await asyncio.gather(*workers)
# end


asyncio.run(main(3, 2, 0.1))
