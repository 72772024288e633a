"""The worker of the scenario, in a process of its own as on a real machine.

Started as `python -m scenario.hand` with its settings, as JSON, on the first line; the
end of its input is its end.
"""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from runtime.settings import Settings
from runtime.wiring import connect, wire


class HandError(Exception):
    """The worker's process ended before it worked."""


@asynccontextmanager
async def hand(settings: Settings) -> AsyncIterator[None]:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "scenario.hand"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    if child.stdin is None or child.stdout is None:
        raise HandError
    try:
        child.stdin.write(f"{settings.model_dump_json()}\n".encode())
        if not await child.stdout.readline():
            raise HandError("The worker did not start; see its words.")
        yield
    finally:
        child.stdin.close()
        await child.wait()


async def _main() -> None:
    loop = asyncio.get_running_loop()
    said = await loop.run_in_executor(None, sys.stdin.readline)
    settings = Settings.model_validate_json(said)
    wired = await wire(settings, await connect(settings))
    async with wired.worker():
        sys.stdout.write("works\n")
        sys.stdout.flush()
        await loop.run_in_executor(None, sys.stdin.readline)
    await wired.close()


if __name__ == "__main__":
    # A refusal is an answer here: the engine's worker would print each at length.
    logging.getLogger("temporalio").setLevel(logging.ERROR)
    asyncio.run(_main())
    os._exit(0)  # the SDK's threads may abort an orderly exit
