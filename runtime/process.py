"""Child processes of one machine: ports, readiness, one instance, an orderly end."""

import asyncio
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Self

from models.errors import DomainError
from runtime.folder import make_folder

LOOPBACK = "127.0.0.1"
Say = Callable[[str], None]

_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 15.0
_LIVED = 30.0  # a child that worked this long starts with a clean sheet
_MOST_DEATHS = 8
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)  # loaded here: between fork and exec nothing may be loaded


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def claimed(port: int, *, option: str) -> int:
    """The port asked for, or a free one for 0.

    Raises:
        DomainError: somebody listens there.
    """
    if not port:
        return free_port()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise DomainError(
                f"Port {port} is in use or not allowed: give another one with "
                f"{option}, or leave it out and a free one is taken."
            ) from error
    return port


def steady_port(kept: Path, port: int, *, option: str) -> int:
    """The port asked for; for 0 the one of the last start, that links still lead to.

    Raises:
        DomainError: somebody listens on the one asked for.
    """
    before = kept.read_text().strip() if kept.exists() else ""
    if not port and before.isdecimal():
        with suppress(DomainError):
            port = claimed(int(before), option=option)
    found = claimed(port, option=option)
    kept.write_text(f"{found}\n")
    return found


async def listens(port: int, host: str = LOOPBACK) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True


class FolderLock:
    """One system at a time on a data folder.

    Children inherit the lock, so that it also holds while one of them outlives its
    parent.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._fd: int | None = None

    @property
    def fd(self) -> int:
        if self._fd is None:
            raise RuntimeError("the folder is not locked")
        return self._fd

    def __enter__(self) -> Self:
        make_folder(self._path.parent)
        fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = self._path.read_text().strip() or "unknown"
            os.close(fd)
            raise DomainError(
                f"Staffetta already runs on {self._path.parent} (process {holder}): "
                "stop it first, or give another folder with --folder."
            ) from error
        os.ftruncate(fd, 0)
        os.write(fd, str(os.getpid()).encode())
        self._fd = fd
        return self

    def __exit__(self, *_: object) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


@dataclass(frozen=True, kw_only=True)
class Program:
    """What to run; its words go to a log file."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    keeps_open: tuple[int, ...] = ()

    def start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as words:
            return subprocess.Popen(  # noqa: S603  (our own programs)
                [*self.command],
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                env={**os.environ, **self.environment},
                cwd=self.folder,
                pass_fds=self.keeps_open,
                start_new_session=True,  # Ctrl-C is for the parent, who stops us
                preexec_fn=_die_with_parent,  # noqa: PLW1509  (no threads hold locks)
            )


class Kept:
    """A child that is started again when it dies, more slowly each time."""

    def __init__(
        self, program: Program, ready: Callable[[], Awaitable[bool]], *, say: Say
    ) -> None:
        self.program = program
        self.starts = 0
        self.given_up: asyncio.Future[DomainError] = (
            asyncio.get_running_loop().create_future()
        )
        self._ready = ready
        self._say = say
        self._child: subprocess.Popen[bytes] | None = None
        self._keeper: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        alive = self._child is not None and self._child.poll() is None
        return self._child.pid if alive and self._child else None

    async def start(self, within: float = 30) -> None:
        """Returns once it is ready.

        Raises:
            DomainError: it ended at once, or was not ready in time.
        """
        self._spawn()
        try:
            await self._until_ready(within)
        except DomainError:
            await self.stop()
            raise
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self, patience: float = 15) -> None:
        """End it in order; past patience, at once."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
            self._keeper = None
        if self.pid is None or self._child is None:
            return
        self._child.send_signal(signal.SIGTERM)
        if not await _ended(self._child, patience):
            self._child.kill()
            await _ended(self._child, patience)

    def _spawn(self) -> None:
        self.starts += 1
        self._child = self.program.start()

    async def _until_ready(self, within: float) -> None:
        end = monotonic() + within
        while not await self._ready():
            if self.pid is None:
                raise DomainError(
                    f"The {self.program.name} ended while starting: "
                    f"{self._last_words()} See {self.program.log}."
                )
            if monotonic() > end:
                raise DomainError(
                    f"The {self.program.name} was not ready within {within:.0f} s: "
                    f"see {self.program.log}."
                )
            await _pause(0.05)

    async def _keep(self) -> None:
        pause, deaths, began = _FIRST_PAUSE, 0, monotonic()
        while self._child is not None:
            await _ended(self._child)
            if monotonic() - began > _LIVED:
                pause, deaths = _FIRST_PAUSE, 0
            deaths += 1
            if deaths > _MOST_DEATHS:
                self.given_up.set_result(
                    DomainError(
                        f"The {self.program.name} ended {deaths} times in a row: see "
                        f"{self.program.log}."
                    )
                )
                return
            self._say(
                f"The {self.program.name} ended ({_why(self._child.returncode)}) and "
                "is started again."
            )
            await _pause(pause)
            pause, began = min(pause * 2, _LONGEST_PAUSE), monotonic()
            self._spawn()

    def _last_words(self) -> str:
        lines = self.program.log.read_text(errors="replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        return said[-1][:300] if said else ""


def python(program: str) -> tuple[str, ...]:
    """One of our own programs, under this interpreter."""
    return (sys.executable, "-u", program)


async def _ended(child: subprocess.Popen[bytes], within: float | None = None) -> bool:
    end = None if within is None else monotonic() + within
    while child.poll() is None:
        if end is not None and monotonic() > end:
            return False
        await _pause(0.05)
    return True


async def _pause(seconds: float) -> None:
    await asyncio.sleep(seconds)  # noqa: TID251  (a process, not a workflow)


def _why(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _die_with_parent() -> None:
    """On Linux a child follows a killed parent; elsewhere the lock gives it away."""
    if sys.platform == "linux":
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
