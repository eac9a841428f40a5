"""A cancelled caller, and work that goes on."""

import asyncio


# snippet: lesson
async def store():
    await asyncio.sleep(1)
    print("stored")


async def save(storing):
    try:
        await asyncio.shield(storing)
    except asyncio.CancelledError:
        print("the caller is cancelled")
        raise


async def main():
    storing = asyncio.create_task(store())
    caller = asyncio.create_task(save(storing))
    await asyncio.sleep(0.1)
    caller.cancel()
    await asyncio.wait([caller])
    print(f"cancelled: {caller.cancelled()}, still storing: {not storing.done()}".replace("True", "true"))
    await storing
# end


asyncio.run(main())
