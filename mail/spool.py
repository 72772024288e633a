"""Mail on disk: a queue that survives a crash, and the mailboxes it ends in."""

import fcntl
import hashlib
import json
import os
import re
import threading
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Self
from urllib.parse import quote

from models.errors import DomainError

_LONGEST_NAME = 200
_SAFE = "@+-_="
_NUMBERED = re.compile(r"(\d+)-[0-9a-f]+\.eml")


@dataclass(frozen=True)
class Parcel:
    """One queued mail and those who have not got it yet."""

    mail_from: str
    rcpt_to: tuple[str, ...]
    raw: bytes

    def to_bytes(self) -> bytes:
        head = {"mail_from": self.mail_from, "rcpt_to": self.rcpt_to}
        return json.dumps(head).encode() + b"\n" + self.raw

    @classmethod
    def of_bytes(cls, content: bytes) -> Self:
        head, _, raw = content.partition(b"\n")
        envelope = json.loads(head)
        return cls(envelope["mail_from"], tuple(envelope["rcpt_to"]), raw)


class Spool:
    """A folder of parcels; one process at a time. What `put` named is on disk."""

    def __init__(self, root: Path) -> None:
        self._queue = root / "queue"
        self._dead = root / "dead"
        self._lock = root / "lock"
        self._held: int | None = None
        self._numbers = count()

    def open(self) -> list[str]:
        """Take the folder; returns what an earlier run left, oldest first."""
        self._queue.mkdir(parents=True, exist_ok=True)
        self._dead.mkdir(exist_ok=True)
        held = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(held)
            raise DomainError(
                f"Another mail host already works on {self._lock.parent}; stop it, or"
                " choose another folder."
            ) from error
        self._held = held
        for half in self._queue.glob(".*"):
            half.unlink()
        return sorted(path.name for path in self._queue.iterdir())

    def close(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def put(self, parcel: Parcel) -> str:
        name = f"{time.time_ns():020d}-{next(self._numbers):06d}"
        self._write(name, parcel)
        return name

    def get(self, name: str) -> Parcel:
        return Parcel.of_bytes((self._queue / name).read_bytes())

    def replace(self, name: str, parcel: Parcel) -> None:
        self._write(name, parcel)

    def remove(self, name: str) -> None:
        (self._queue / name).unlink()

    def bury(self, name: str) -> None:
        """Nobody takes it, and nobody can be told: kept for a person."""
        (self._queue / name).rename(self._dead / name)

    def _write(self, name: str, parcel: Parcel) -> None:
        path, half = self._queue / name, self._queue / f".{name}"
        with half.open("wb") as file:
            file.write(parcel.to_bytes())
            file.flush()
            os.fsync(file.fileno())
        half.rename(path)
        folder = os.open(self._queue, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Mailboxes:
    """A folder per address; its mails are numbered in the order they came."""

    def __init__(self, root: Path) -> None:
        self._root = root / "mailboxes"
        self._next: dict[Path, int] = {}
        self._numbering = threading.Lock()

    def deliver(self, mail_from: str, address: str, raw: bytes) -> Path:
        folder = self._folder(address)
        head = f"Return-Path: <{mail_from}>\r\nDelivered-To: {address}\r\n"
        content = head.encode() + raw
        digest = hashlib.sha256(raw).hexdigest()[:12]
        with self._numbering:
            number = self._next.get(folder) or self._last(folder) + 1
            self._next[folder] = number + 1
        name = f"{number:06d}-{digest}.eml"
        half = folder / f".{name}"
        half.write_bytes(content)
        return half.rename(folder / name)

    def of(self, address: str) -> list[Path]:
        folder = self._folder(address)
        found = folder.glob("[!.]*.eml") if folder.is_dir() else ()
        return sorted(found)  # a name with a dot is still being written

    def addresses(self) -> list[str]:
        found = self._root.iterdir() if self._root.is_dir() else ()
        return sorted(folder.name for folder in found if folder.is_dir())

    def _folder(self, address: str) -> Path:
        """A name that is one folder, whatever stands in the address."""
        name = quote(address.lower(), safe=_SAFE)
        if name.startswith("."):
            name = f"%2E{name[1:]}"
        if len(name) > _LONGEST_NAME:
            digest = hashlib.sha256(name.encode()).hexdigest()
            name = f"{name[: _LONGEST_NAME - len(digest)]}{digest}"
        return self._root / name

    def _last(self, folder: Path) -> int:
        folder.mkdir(parents=True, exist_ok=True)
        found = (_NUMBERED.fullmatch(path.name) for path in folder.iterdir())
        return max((int(match[1]) for match in found if match), default=0)
