"""Wake one waiter, several, or all; wait for a predicate."""

import asyncio


# snippet: lesson
class Room:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.bell = asyncio.Condition(self.lock)
        self.moved = asyncio.Condition(self.lock)
        self.waiting = []


async def waiter(name, room):
    async with room.lock:
        room.waiting.append(name)
        room.moved.notify()
        await room.bell.wait()  # others may have the lock meanwhile
        print(f"{name} wakes up")
        room.waiting.remove(name)
        room.moved.notify()


async def main(count, several):
    room = Room()
    async with asyncio.TaskGroup() as tasks, room.lock:  # leaves the lock first, then waits for the tasks
        for i in range(count):
            name = f"waiter-{i}"
            tasks.create_task(waiter(name, room))
            await room.moved.wait_for(lambda: name in room.waiting)
        print(f"{count} waiting")
        print("wake one")
        room.bell.notify()
        await room.moved.wait_for(lambda: len(room.waiting) == count - 1)
        print(f"wake {several}")
        room.bell.notify(several)
        await room.moved.wait_for(lambda: len(room.waiting) == max(0, count - 1 - several))
        print("wake all")
        room.bell.notify_all()
        await room.moved.wait_for(lambda: not room.waiting)
# end


asyncio.run(main(6, 2))
