"""The web desk's process: `python desk.py`, one or several behind a proxy."""

import asyncio
import logging
import os
import signal
import sys

from models.errors import DomainError
from runtime.settings import from_environment
from web.serving import serve_desk


async def _main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await serve_desk(from_environment(os.environ), stop)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    code = 0
    try:
        asyncio.run(_main())
    except DomainError as error:
        sys.stderr.write(f"{error}\n")
        code = 1
    # The SDK's threads may abort an orderly exit: flush and leave.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
