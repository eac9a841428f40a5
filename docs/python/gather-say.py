"""Two greetings after the same delay, gathered."""

import asyncio


# snippet: lesson
async def say(name, delay):
    await asyncio.sleep(delay)
    print(f"Hello from {name}")


async def main():
    print("start")
    await asyncio.gather(say(1, delay=1), say(2, delay=1))
    print("exit")
# end


asyncio.run(main())
