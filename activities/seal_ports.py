"""What the sealing needs of the world: keys, a public place, a trusted clock."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from models.ids import Actor
from models.seal import Head, Seal, SealKey


class TimeStamp(NamedTuple):
    """An authority's token, and the time it names."""

    token: bytes
    at: datetime


class Notary(Protocol):
    """Holds the private keys of the seals; no other part of the process sees one.

    Every method raises a DomainError when the key it needs is not at hand.
    """

    def seal(
        self,
        heads: Sequence[Head],
        *,
        after: Seal | None,
        day: date | None,
        at: datetime,
        by: Actor,
        key: SealKey,
    ) -> Seal: ...
    def first_key(self, *, at: datetime, by: Actor) -> SealKey: ...
    def next_key(
        self, before: SealKey, *, since: int, at: datetime, by: Actor
    ) -> SealKey:
        """Make the next key; until `use` the one before it stays where it is."""
        ...

    def use(self, key: str) -> None:
        """From now on; the private key before it is destroyed. Safe to repeat."""


class Publication(Protocol):
    async def publish(self, content: bytes) -> None:
        """Bring the published copy up to date, only ever continuing it.

        Raises DomainError when what is published says otherwise.
        """


class TimeStamper(Protocol):
    async def stamp(self, digest: bytes) -> TimeStamp:
        """Have a SHA-256 stamped. Raises DomainError when the answer is no stamp."""
        ...
