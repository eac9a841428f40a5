"""One release too many is an error."""

import asyncio


# snippet: lesson
async def main():
    plain = asyncio.Semaphore(1)
    await plain.acquire()
    plain.release()
    plain.release()  # nobody notices: from now on two may enter
    await plain.acquire()
    await plain.acquire()
    print("plain: two are inside, where one was allowed")

    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError:
        print("bounded: one release too many is refused")
    await bounded.acquire()
    print(f"bounded: one is inside, another may enter: {not bounded.locked()}")
# end


asyncio.run(main())
