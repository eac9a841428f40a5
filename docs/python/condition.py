"""Wake one waiter, several, or all; wait for a predicate."""

import asyncio


# snippet: lesson
async def waiter(name, condition):
    async with condition:
        await condition.wait()
        print(f"{name} wakes up")


async def reader(condition, letters):
    async with condition:
        print("reader waits for 3 letters")
        await condition.wait_for(lambda: len(letters) >= 3)
        print(f"reader has [{', '.join(letters)}]")


async def main():
    condition = asyncio.Condition()
    waiters = [asyncio.create_task(waiter(f"waiter-{i}", condition)) for i in range(6)]
    await asyncio.sleep(0.1)  # all of them wait
    print(f"{len(waiters)} waiting")
    for how_many in [1, 2, 6]:
        print("wake one" if how_many == 1 else "wake 2" if how_many == 2 else "wake all")
        async with condition:
            condition.notify(how_many)
        await asyncio.sleep(0.1)
    letters = []
    reading = asyncio.create_task(reader(condition, letters))
    await asyncio.sleep(0.1)
    for letter in "abc":
        async with condition:
            print(f"letter {letter}")
            letters.append(letter)
            condition.notify_all()
    await reading
# end


asyncio.run(main())
