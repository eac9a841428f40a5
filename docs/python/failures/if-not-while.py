"""Two wait for a letter, one letter comes, both are woken, and neither looks again."""

import asyncio
import collections
import sys

sys.stdout.reconfigure(line_buffering=True)  # in one order with what goes to standard error


# snippet: program
async def taker(name, letters, changed):
    async with changed:
        if not letters:  # should be: while
            await changed.wait()
        print(f"{name} has {letters.popleft()}")


async def main():
    letters, changed = collections.deque(), asyncio.Condition()
    takers = [asyncio.create_task(taker(f"taker-{i}", letters, changed)) for i in range(2)]
    await asyncio.sleep(0)  # both begin, and wait
    async with changed:
        letters.append("a letter")
        changed.notify_all()
    await asyncio.gather(*takers)
    print("done")


asyncio.run(main())
# end

# Output:
# taker-0 has a letter
# IndexError: pop from an empty deque
# Exit: 1
