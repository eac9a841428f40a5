"""Give an hour's sleep one second, then end it."""

import asyncio


# snippet: lesson
async def eternity(seconds, asleep):
    asleep.add("eternity")
    try:
        await asyncio.sleep(seconds)
        print("yay!")
    finally:
        asleep.remove("eternity")


async def main(seconds, timeout):
    asleep = set()
    try:
        await asyncio.wait_for(eternity(seconds, asleep), timeout)
    except TimeoutError:
        print("timeout!")  # by now the sleeper was cancelled, and has ended
    print(f"still asleep: {len(asleep)}")
# end


asyncio.run(main(3600, 1))
