"""What the activities need of the record of the seals."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from activities.rows import Rows
from models.seal import Auditor, Head, Seal, SealKey, SealStamp


class Seals(Rows[Seal, int], Protocol):
    async def turn(self) -> None:
        """Wait until no other unit seals or changes the key."""

    async def last(self) -> Seal | None: ...
    async def last_day(self) -> date | None: ...
    async def all(self) -> Sequence[Seal]: ...
    async def heads(self) -> Sequence[Head]:
        """Where every chain ends now, in order of the names."""
        ...


class SealKeys(Rows[SealKey, int], Protocol):
    async def current(self) -> SealKey | None: ...
    async def all(self) -> Sequence[SealKey]: ...


class Auditors(Rows[Auditor, str], Protocol):
    async def all(self) -> Sequence[Auditor]: ...
    async def told(self) -> Sequence[Auditor]:
        """Those who are sent the seals now."""
        ...


class SealNouns(Protocol):
    """A part of UnitOfWork."""

    @property
    def seals(self) -> Seals: ...
    @property
    def seal_keys(self) -> SealKeys: ...
    @property
    def seal_stamps(self) -> Rows[SealStamp, int]: ...
    @property
    def auditors(self) -> Auditors: ...
