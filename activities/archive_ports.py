"""What keeping the engine's histories needs of the engine and of the record."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from models.archive import ArchivedRun, ClosedRun
from models.memory import Memory


class History(NamedTuple):
    """All events of a run, as JSON in gzip, and what they say of its effects.

    `last`: no later run of the same procedure is known to the engine.
    """

    content: bytes
    events: int
    memory: Memory
    last: bool


class Histories(Protocol):
    """The engine's memory, asked and never told."""

    async def closed(self, after: str, limit: int) -> tuple[Sequence[ClosedRun], str]:
        """Runs of ours that have ended, and what to give for those after them.

        Nothing to give: these were the last, or the engine keeps no list.
        """

    async def history(self, run: ClosedRun) -> History | None:
        """None: the engine has forgotten it meanwhile."""


class Archive(Protocol):
    """The runs whose history is kept."""

    async def add(self, row: ArchivedRun, /) -> None: ...
    async def find(self, key: tuple[str, str], /) -> ArchivedRun | None:
        """By procedure and run."""


class ArchiveNouns(Protocol):
    """A part of UnitOfWork."""

    @property
    def archive(self) -> Archive: ...
