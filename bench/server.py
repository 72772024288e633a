"""The real Temporal dev server as a child of the bench, on its own file and ports."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

LOOPBACK = "127.0.0.1"
PATIENCE = 15.0


@dataclass(frozen=True)
class DevServer:
    address: str
    pid: int


def free_port() -> int:
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def dev_server(folder: Path) -> AsyncIterator[DevServer]:
    """Running until the block ends; nothing else on the machine is touched."""
    port = free_port()
    command = [
        *(str(Path(sys.executable).with_name("temporal")), "server", "start-dev"),
        *("--ip", LOOPBACK, "--port", str(port), "--headless"),
        *("--db-filename", str(folder / "temporal.db"), "--log-level", "never"),
    ]
    quiet = asyncio.subprocess.DEVNULL
    child = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
    try:
        address = f"{LOOPBACK}:{port}"
        await _answers(address)
        yield DevServer(address=address, pid=child.pid)
    finally:
        child.terminate()
        try:
            await asyncio.wait_for(child.wait(), PATIENCE)
        except TimeoutError:
            child.kill()
            await child.wait()


async def _answers(address: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                await Client.connect(address, data_converter=pydantic_data_converter)
            except RuntimeError:
                await asyncio.sleep(0.1)  # noqa: TID251  (not a workflow)
            else:
                return
