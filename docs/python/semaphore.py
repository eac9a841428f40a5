"""Share ten permits among many tasks."""

import asyncio
import time


# snippet: lesson
class Room:
    def __init__(self, permits):
        self.permits = permits
        self.inside = 0
        self.most = 0


async def work(name, room, seconds):
    async with room.permits:
        room.inside += 1
        room.most = max(room.most, room.inside)
        print(f"{name} works, {room.inside} inside")
        await asyncio.sleep(seconds)
        room.inside -= 1


async def main(permits, count, seconds):
    room = Room(asyncio.Semaphore(permits))
    start = time.monotonic()
    await asyncio.gather(*(work(f"task-{i}", room, seconds) for i in range(count)))
    took = time.monotonic() - start
    print(f"{count} tasks, never more than {room.most} inside, took {took:.2f} s")
# end


asyncio.run(main(10, 30, 1))
