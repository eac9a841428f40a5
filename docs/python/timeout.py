"""Give an hour's sleep one second, then end it."""

import asyncio


# snippet: lesson
async def eternity():
    await asyncio.sleep(3600)
    print("yay!")


async def main():
    sleeper = asyncio.create_task(eternity())
    try:
        await asyncio.wait_for(sleeper, timeout=1)
    except TimeoutError:
        print("timeout!")
    print(f"still asleep: {sum(not task.done() for task in [sleeper])}")
# end


asyncio.run(main())
