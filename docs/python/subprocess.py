"""Start external programs, write to them, read from them, and wait for their end."""

import asyncio
from asyncio.subprocess import PIPE


# snippet: lesson
async def run(program, *arguments, lines=(), patience=10):
    print("$", program, *arguments)
    try:
        process = await asyncio.create_subprocess_exec(program, *arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    except FileNotFoundError:
        print("  failed: there is no such program")
        return
    for line in lines:
        print(f"  > {line}")
    text = "".join(f"{line}\n" for line in lines).encode()
    try:
        out, err = await asyncio.wait_for(process.communicate(text), patience)
    except TimeoutError:
        process.kill()
        await process.wait()
        print(f"  given up on after {patience:.1f} s")
        return
    for line in out.decode().splitlines():
        print(f"  < {line}")
    for line in err.decode().splitlines():
        print(f"  ! {line}")
    print(f"  exit status {process.returncode}")


async def main():
    await run("sort", lines=["pear", "fig", "apple"])
    await run("sh", "-c", "echo out of paper >&2; exit 3")
    await run("tandem-no-such-program")
    await run("sleep", "3600", patience=1)
# end


asyncio.run(main())
