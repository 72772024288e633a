"""The worker process: `python worker.py`, as many as the load asks for."""

import asyncio
import logging
import os
import signal
import sys

from models.errors import DomainError
from runtime.settings import from_environment
from runtime.staff import work
from web.serving import serve


async def _main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await work(from_environment(os.environ), stop, beside=serve)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    code = 0
    try:
        asyncio.run(_main())
    except DomainError as error:
        sys.stderr.write(f"{error}\n")
        code = 1
    except RuntimeError as error:  # what the SDK raises when nobody answers
        sys.stderr.write(f"The engine cannot be reached: {error}.\n")
        code = 1
    # The SDK's threads may abort an orderly exit: flush and leave.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
