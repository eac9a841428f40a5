"""Wait for a future set by hand, and for one that nobody sets."""

import asyncio


# snippet: lesson
async def set_after(future):
    await asyncio.sleep(2)
    future.set_result("666")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    setter = asyncio.create_task(set_after(future))
    print(await future)
    await setter

    nobodys = loop.create_future()
    try:
        await asyncio.wait_for(nobodys, timeout=1)
    except TimeoutError:
        print("gave up: nobody set the other future")
# end


asyncio.run(main())
