"""Children, ports and locks, with real processes."""

import asyncio
import os
import signal
import socket
import sys
from functools import partial
from pathlib import Path

import pytest

from models.errors import DomainError
from runtime.process import (
    FolderLock,
    Kept,
    Program,
    claimed,
    free_port,
    listens,
)

LISTEN = (
    "import socket, sys, time;"
    "s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(60)"
)


def program(folder: Path, *words: str, lock: FolderLock | None = None) -> Program:
    return Program(
        name="sleeper",
        command=(sys.executable, "-c", *words),
        log=folder / "sleeper.log",
        keeps_open=(lock.fd,) if lock else (),
    )


def sleeper(folder: Path, said: list[str], lock: FolderLock | None = None) -> Kept:
    port = free_port()
    child = program(folder, LISTEN, str(port), lock=lock)
    return Kept(child, partial(listens, port), say=said.append)


async def test_child_is_ready_when_started_and_gone_when_stopped(tmp_path):
    said: list[str] = []
    kept = sleeper(tmp_path, said)

    await kept.start()
    pid = kept.pid
    await kept.stop()

    assert pid is not None
    assert kept.pid is None
    assert said == []
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_killed_child_is_started_again(tmp_path):
    said: list[str] = []
    kept = sleeper(tmp_path, said)
    await kept.start()
    first = kept.pid
    assert first is not None

    os.kill(first, signal.SIGKILL)
    async with asyncio.timeout(10):
        while kept.pid in {first, None}:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await kept.stop()

    assert kept.starts == 2
    assert said == ["The sleeper ended (SIGKILL) and is started again."]


async def test_child_that_ends_while_starting_is_a_refusal(tmp_path):
    child = program(tmp_path, "import sys; sys.exit('no room')")
    kept = Kept(child, partial(listens, free_port()), say=lambda _: None)

    with pytest.raises(DomainError, match="ended while starting: no room"):
        await kept.start()


async def test_child_that_is_never_ready_is_a_refusal(tmp_path):
    child = program(tmp_path, "import time; time.sleep(60)")
    kept = Kept(child, partial(listens, free_port()), say=lambda _: None)

    with pytest.raises(DomainError, match="was not ready within"):
        await kept.start(within=0.3)
    assert kept.pid is None


def test_folder_is_locked_once(tmp_path):
    with (
        FolderLock(tmp_path),
        pytest.raises(DomainError, match=f"already runs on .*process {os.getpid()}"),
        FolderLock(tmp_path),
    ):
        pass

    with FolderLock(tmp_path):
        pass


async def test_folder_stays_locked_while_a_child_lives(tmp_path):
    lock = FolderLock(tmp_path)
    with lock:
        kept = sleeper(tmp_path, [], lock)
        await kept.start()

    with pytest.raises(DomainError, match="already runs"), FolderLock(tmp_path):
        pass
    await kept.stop()

    with FolderLock(tmp_path):
        pass


def test_port_in_use_is_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(DomainError, match=f"Port {port} is in use.*--port"):
            claimed(port, option="--port")

    assert claimed(port, option="--port") == port
    assert claimed(0, option="--port") != 0
