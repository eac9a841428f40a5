"""Test numbers for primes in turns, each giving way to the next."""

import asyncio
import math
import sys


# snippet: lesson
async def is_prime(number):
    if number < 2 or number % 2 == 0:
        return number == 2
    for divisor in range(3, math.isqrt(number) + 1, 2):
        if number % divisor == 0:
            return False
        if divisor % 100_000 == 1:
            await asyncio.sleep(0)  # the others go on here
    return True


async def process(number):
    print(f"Processing {number}...")
    verdict = "a prime number" if await is_prime(number) else "not a prime number"
    print(f"{number} is {verdict}.")


async def main(numbers):
    await asyncio.gather(*(process(number) for number in numbers))
# end


asyncio.run(main([int(n) for n in sys.argv[1:]] or [9637529763296797, 427920331, 157]))
