"""Call a function that runs nothing until it is started."""

import asyncio


# snippet: lesson
runs = 0


async def function():
    global runs
    runs += 1
    print(1)


async def main():
    first, second = function(), function()
    print("called twice: nothing has run" if runs == 0 else "called twice: it has run")
    await first
    second.close()  # never started: say so, or Python warns of it
    print(f"started once: it has run {'once' if runs == 1 else 'more than once'}")
# end


asyncio.run(main())
