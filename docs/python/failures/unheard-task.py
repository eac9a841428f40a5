"""Start two tasks, and wait for one of them: what becomes of the other's failure?"""

import asyncio
import sys

sys.stdout.reconfigure(line_buffering=True)  # in one order with what goes to standard error


# snippet: program
async def charge(tried):
    tried.set()
    raise ValueError("the card is refused")


async def ship(tried):
    await tried.wait()
    print("shipped")


async def main():
    tried = asyncio.Event()
    shipping = asyncio.create_task(ship(tried))
    charging = asyncio.create_task(charge(tried))
    await shipping  # and nobody waits for charging
    print("the order is done")


asyncio.run(main())
# end

# Output:
# shipped
# the order is done
# Task exception was never retrieved
# future: <Task finished name='Task-…' coro=<charge() done, defined at …> exception=ValueError('the card is refused')>
# ValueError: the card is refused
