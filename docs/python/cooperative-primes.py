"""Test numbers for primes in turns, each giving way to the next."""

import asyncio
import math


# snippet: lesson
async def is_prime(number):
    print(f"Processing {number}...")
    if number < 2:  # the document's program begins at 2 as well, and says that 2 is none
        return False
    for i in range(2, math.isqrt(number) + 1):
        if number % i == 0:
            return False
        if i % 100_000 == 1:
            await asyncio.sleep(0)  # let the others go on
    return True


async def show(number):
    answer = "is" if await is_prime(number) else "is not"
    print(f"{number} {answer} a prime number.")


async def main():
    await asyncio.gather(*(show(n) for n in [9637529763296797, 427920331, 157]))
# end


asyncio.run(main())
