"""Waits until a task has ended, and never asks how it ended."""

import asyncio
import sys

sys.stdout.reconfigure(line_buffering=True)  # in order with standard error


# snippet: program
async def save(letter):
    raise OSError(f"no room for {letter}")


async def main():
    saving = asyncio.create_task(save("Dear Ada"))
    await asyncio.wait([saving])  # until it has ended, in whatever way
    print("saved")


asyncio.run(main())
# end

# Output:
# saved
# Task exception was never retrieved
# future: <Task finished name='Task-2' coro=<save() done, defined at …> exception=OSError('no room for Dear Ada')>
# OSError: no room for Dear Ada
