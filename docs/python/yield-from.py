"""Two functions take turns: as generators, then as coroutines."""

import asyncio


# snippet: lesson
def first_generator():
    print(1)
    yield from second_generator()
    print(2)


def second_generator():
    print(3)
    yield
    print(4)


async def first():
    print(1)
    await asyncio.sleep(0)  # the other runs up to its own first wait
    print(2)


async def second():
    print(3)
    await asyncio.sleep(0)
    print(4)


async def main():
    await asyncio.gather(first(), second())
# end


asyncio.run(main())
