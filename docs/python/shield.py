"""Cancel a caller, and let its work go on."""

import asyncio


# snippet: lesson
async def store(seconds):
    print("storing ...")
    await asyncio.sleep(seconds)
    print("... stored")


async def shielded(storing):
    await asyncio.shield(storing)


async def main(seconds):
    print("without a shield")
    caller = asyncio.create_task(store(seconds))
    await asyncio.sleep(seconds / 2)
    caller.cancel()
    await asyncio.wait([caller])
    print("the caller is cancelled")

    print("with a shield")
    storing = asyncio.create_task(store(seconds))  # runs beside the caller
    caller = asyncio.create_task(shielded(storing))
    await asyncio.sleep(seconds / 2)
    caller.cancel()
    await asyncio.wait([caller])
    print("the caller is cancelled")
    await storing
# end


asyncio.run(main(1))
