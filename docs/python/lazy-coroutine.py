"""Call a function that runs nothing until it is started."""

import asyncio


# snippet: lesson
async def function():
    print(1)


async def main():
    result = function()
    forgotten = function()
    await asyncio.sleep(0)  # whatever has been started runs now
    print("called twice: nothing has run")
    await result  # starts it
    print("started once: it has run once")
    forgotten.close()  # or Python warns that it never ran
# end


asyncio.run(main())
