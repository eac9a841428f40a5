"""Plays scenarios on asyncio: reads them from stdin, prints what happened. AsyncioOracleTest explains the language."""

import asyncio
import sys

QUEUES = {"fifo": asyncio.Queue, "lifo": asyncio.LifoQueue, "priority": asyncio.PriorityQueue}
BROKEN = getattr(asyncio, "BrokenBarrierError", ())
SHUT_DOWN = getattr(asyncio, "QueueShutDown", ())


class Stage:
    def __init__(self):
        self.log = []
        self.tasks = {}
        self.queue = asyncio.Queue()
        self.event = asyncio.Event()
        self.condition = asyncio.Condition()
        self.semaphore = asyncio.BoundedSemaphore(1)
        self.make_barrier(2)

    def make_barrier(self, parties):
        self.barrier = asyncio.Barrier(parties) if hasattr(asyncio, "Barrier") else None

    async def play(self, lines):
        for line in lines:
            for part in line.split("; "):
                name, colon, steps = part.partition(": ")
                if colon:
                    self.tasks[name] = asyncio.create_task(self.run(name, steps.split(", ")))
                else:
                    self.given(*part.split())
            await self.quiet()
        for name, task in self.tasks.items():
            if not task.done():
                self.log.append(f"{name} waits")
            elif not task.cancelled():
                task.result()  # fails if the script did
        log = [*self.log, self.ending()]
        for task in self.tasks.values():
            task.cancel()
        await self.quiet()
        return log

    def given(self, kind, *arguments):
        if kind == "queue":
            self.queue = QUEUES[arguments[0]](*map(int, arguments[1:]))
        elif kind == "semaphore":
            self.semaphore = asyncio.BoundedSemaphore(int(arguments[0]))
        elif kind == "barrier":
            self.make_barrier(int(arguments[0]))
        else:
            raise ValueError(kind)

    async def quiet(self):
        for _ in range(30):
            await asyncio.sleep(0)

    def ending(self):
        ending = [f"size {self.queue.qsize()}", f"unfinished {self.queue._unfinished_tasks}"]
        ending += [f"left {self.queue.get_nowait()}" for _ in range(self.queue.qsize())]
        ending += [f"permits {self.semaphore._value}"]
        ending += ["set"] * self.event.is_set() + ["locked"] * self.condition.locked()
        if self.barrier:
            ending += [f"at the barrier {self.barrier.n_waiting}"] + ["broken"] * self.barrier.broken
        return ", ".join(ending)

    async def run(self, name, steps):
        held = False
        try:
            for step in steps:
                try:
                    result = await self.perform(*step.split())
                except asyncio.CancelledError:
                    result = "cancelled"
                except BROKEN:
                    result = "broken"
                except SHUT_DOWN:
                    result = "shut down"
                except (ValueError, RuntimeError):
                    result = "refused"
                self.log.append(f"{name} {step}" if result is None else f"{name} {step}: {result}")
                if result in ("cancelled", "broken", "shut down", "refused"):
                    return
                held = {"lock": True, "unlock": False}.get(step, held)
        finally:
            if held:
                self.condition.release()

    async def perform(self, step, *arguments):
        queue, event, condition = self.queue, self.event, self.condition
        if step == "put":
            await queue.put(int(arguments[0]))
        elif step == "take":
            return await queue.get()
        elif step == "offer":
            try:
                queue.put_nowait(int(arguments[0]))
            except asyncio.QueueFull:
                return "full"
        elif step == "poll":
            try:
                return queue.get_nowait()
            except asyncio.QueueEmpty:
                return "empty"
        elif step == "done":
            queue.task_done()
        elif step == "join":
            await queue.join()
        elif step == "shutdown":
            queue.shutdown(immediate=arguments == ("now",))
        elif step == "set":
            event.set()
        elif step == "clear":
            event.clear()
        elif step == "await":
            await event.wait()
        elif step == "lock":
            await condition.acquire()
        elif step == "unlock":
            condition.release()
        elif step == "wait":
            await condition.wait()
        elif step == "notify":
            condition.notify_all() if arguments[0] == "all" else condition.notify(int(arguments[0]))
        elif step == "acquire":
            await self.semaphore.acquire()
        elif step == "release":
            self.semaphore.release()
        elif step == "arrive":
            return f"number {await self.barrier.wait() + 1}"
        elif step == "abort":
            await self.barrier.abort()
        elif step == "reset":
            await self.barrier.reset()
        elif step == "cancel":
            self.tasks[arguments[0]].cancel()
        elif step == "yield":
            await asyncio.sleep(0)
        else:
            raise LookupError(step)


async def main():
    probe = await Stage().play(["a: lock, wait", "b: lock, wait", "c: lock, notify 1, cancel a"])
    able = {
        "barrier": hasattr(asyncio, "Barrier"),
        "shutdown": hasattr(asyncio.Queue, "shutdown"),
        "notify-handed-on": "b wait" in probe,
    }
    print("asyncio", *(word for word in able if able[word]))
    for scenario in sys.stdin.read().split("\n\n"):
        lines = scenario.strip().split("\n")
        if "barrier" in scenario and not able["barrier"] or "shutdown" in scenario and not able["shutdown"]:
            log = ["skipped"]
        else:
            log = await Stage().play(lines)
        print("", *log, sep="\n")


asyncio.run(main())
