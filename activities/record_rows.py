"""What the activities need of the record itself: effects, papers, acts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from models.event import Event, EventKind, Stamp
from models.ids import Actor, PaperId


class Effects(Protocol):
    """What was already made true: (request hash, result) under a business key."""

    async def find(self, key: str) -> tuple[str, str] | None: ...
    async def add(self, key: str, request_hash: str, result: str) -> None: ...
    async def keys(self, stream: str) -> frozenset[str]:
        """Every key of a stream's own effects."""


class Papers(Protocol):
    """Texts and files by their SHA-256; putting the same twice is one paper."""

    async def put(self, content: bytes) -> PaperId: ...
    async def get(self, paper: PaperId) -> bytes: ...


class Events(Protocol):
    """The chained record. `append` locks the stream's head."""

    async def append(
        self,
        *,
        stream: str,
        kind: EventKind,
        actor: Actor,
        at: datetime,
        reason: str = "",
        body: dict[str, JsonValue] | None = None,
    ) -> Event: ...
    async def of(self, stream: str) -> Sequence[Event]: ...
    async def last(self, stream: str, kind: EventKind) -> Event | None: ...
    async def holds(self, stamp: Stamp) -> bool:
        """Whether this very act stands in its chain."""
        ...
