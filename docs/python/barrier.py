"""Phases of several workers; one leaves, and all learn of it."""

import asyncio


# snippet: lesson
async def worker(name, barrier, phases):
    try:
        for phase in range(1, phases + 1):
            await barrier.wait()
            print(f"{name} begins phase {phase}")
        await barrier.wait()
        print(f"{name} is done")
    except asyncio.BrokenBarrierError:
        print(f"{name} learns that somebody left")


async def main():
    barrier = asyncio.Barrier(3)
    workers = [asyncio.create_task(worker(f"worker-{i}", barrier, 2)) for i in range(2)]
    leaver = asyncio.create_task(worker("worker-2", barrier, 2))
    await asyncio.gather(*workers, leaver)

    print("once more, and worker-2 leaves")
    workers = [asyncio.create_task(worker(f"worker-{i}", barrier, 1)) for i in range(2)]
    await asyncio.sleep(0.1)  # both wait
    await barrier.abort()
    await asyncio.gather(*workers)
# end


asyncio.run(main())
