"""Wait for a future set by hand, and for one that nobody sets."""

import asyncio


# snippet: lesson
async def set_after(seconds, future, result):
    await asyncio.sleep(seconds)
    future.set_result(result)


async def main(result, seconds, patience):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    setter = asyncio.create_task(set_after(seconds, future, result))
    print(await future)
    await setter

    nobodys = loop.create_future()
    try:
        print(await asyncio.wait_for(nobodys, patience))
    except TimeoutError:
        print("gave up: nobody set the other future")
# end


asyncio.run(main("666", 2, 3))
