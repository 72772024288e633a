"""The seals as a file anybody may copy: seals.jsonl, only ever continued."""

import asyncio
import fcntl
import os
from pathlib import Path

from models.errors import DomainError


class PublishedOtherwiseError(DomainError):
    """What is published is not how the record begins."""


class SealFile:
    def __init__(self, file: Path) -> None:
        self._file = file

    async def publish(self, content: bytes) -> None:
        """Write what is missing; the whole, when there is no file.

        A crash in the middle leaves the beginning of a line: the next time it is
        continued where it broke off.

        Raises:
            PublishedOtherwiseError: the file does not agree with the record.
        """
        await asyncio.to_thread(self._continue, content)

    def _continue(self, content: bytes) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            standing = file.read()
            if standing.startswith(content):
                return  # another worker knew more
            if not content.startswith(standing):
                raise PublishedOtherwiseError(
                    f"{self._file.name} does not agree with the record, and is left as "
                    "it is: compare both with `starter.py seal verify`, and keep a "
                    "copy before anything is changed."
                )
            rest = memoryview(content)[len(standing) :]
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())


async def stands_in(file: Path, line: str) -> bool:
    """Whether a seal's line is in the published copy; without a copy it is not."""
    return await asyncio.to_thread(_stands_in, file, line)


def _stands_in(file: Path, line: str) -> bool:
    if not file.exists():
        return False
    with file.open(encoding="utf-8") as lines:
        return any(one.rstrip("\n") == line for one in lines)
