"""Starts to save a letter, and does not wait until it is saved."""

import asyncio


# snippet: program
async def save(letter, begun):
    try:
        begun.set()
        await asyncio.sleep(60)  # a slow disk
        print(f"saved: {letter}")
    finally:
        print("the file is closed")


async def main():
    begun = asyncio.Event()
    saving = asyncio.create_task(save("Dear Ada", begun))
    await begun.wait()
    print("good night")  # and nobody has waited for `saving`


asyncio.run(main())
# end

# Output:
# good night
# the file is closed
