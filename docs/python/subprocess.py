"""Start external programs, write to them, read from them, and wait for their end."""

import asyncio
import sys
from asyncio.subprocess import PIPE


# snippet: lesson
async def run(patience, lines, command):
    print("$", *command)
    program = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    for line in lines:
        print(f"  > {line}")
    text = "".join(f"{line}\n" for line in lines).encode()
    try:
        # writes the text, and reads both pipes meanwhile
        output, errors = await asyncio.wait_for(program.communicate(text), patience)
        for line in output.decode().splitlines():
            print(f"  < {line}")
        for line in errors.decode().splitlines():
            print(f"  ! {line}")
        print(f"  exit status {program.returncode}")
    except TimeoutError:
        print(f"  given up on after {patience:.1f} s")
        program.kill()
        await program.wait()


async def main(command, lines, patience):
    await run(60, lines, command)
    await run(60, [], ["sh", "-c", "echo out of paper >&2; exit 3"])
    try:
        await run(60, [], ["tandem-no-such-program"])
    except OSError as e:
        print(f"  failed: {e}")
    await run(patience, [], ["sleep", "3600"])
# end


asyncio.run(main(["sort"], ["pear", "fig", "apple"], float((sys.argv[1:] or [1])[0])))
