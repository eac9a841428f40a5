"""Two greetings after the same delay, gathered."""

import asyncio


# snippet: lesson
async def say(speaker, seconds):
    await asyncio.sleep(seconds)
    print(f"Hello from {speaker}")


async def main(speakers, seconds):
    print("start")
    # a call of say runs nothing yet; gather runs them all
    await asyncio.gather(*[say(speaker, seconds) for speaker in speakers])
    print("exit")
# end


asyncio.run(main(["1", "2"], 1))
