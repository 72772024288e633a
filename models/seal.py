"""The seal of a day: one signed line that holds every chain of the record."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from pydantic import JsonValue

from models.errors import DomainError
from models.event import canonical, instant
from models.frozen import Frozen
from models.ids import SYSTEM, Actor, PaperId

SEAL_HOUR: Final = 2
"""UTC: the day before is over in every zone of the corridors west of it."""
SEAL_FORM: Final = "staffetta.seal/1"
KEY_FORM: Final = "staffetta.seal-key/1"
SEAL_LATE: Final = timedelta(days=2)
CHRONICLE_CHAIN: Final = "chronicle/all"


class Head(Frozen):
    """The last record of a chain. `name` is the kind of chain and its stream."""

    name: str
    seq: int
    hash: str

    @property
    def leaf(self) -> bytes:
        """Its line on the sheet of leaves, and what the Merkle tree hashes."""
        return canonical([self.name, self.seq, self.hash])


class Seal(Frozen):
    """Seals are numbered from 1; each names the one before it.

    `day` is the UTC day whose seal it is, None for one made by hand in between. `at`
    is when it was made: later than 02:00 of its day when it was made up. `leaves` is
    the paper with the heads, `root` their Merkle root (RFC 6962), `key` the Ed25519
    key (RFC 8032) that signed. `hash` is the SHA-256 of the statement, `signature`
    is over the statement itself. Everything is in hex.
    """

    number: int
    day: date | None
    at: datetime
    by: Actor
    size: int
    leaves: PaperId
    root: str
    prev_hash: str
    key: str
    hash: str
    signature: str

    @property
    def statement(self) -> bytes:
        """What is signed: every field but the hash and the signature."""
        return canonical(self._stated())

    @property
    def line(self) -> bytes:
        """As it is published: the statement with its hash and signature."""
        last = {"hash": self.hash, "signature": self.signature}
        return canonical({**self._stated(), **last})

    @property
    def named(self) -> str:
        return f"SEAL/{self.number}"

    def _stated(self) -> dict[str, JsonValue]:
        return {
            "form": SEAL_FORM,
            "number": self.number,
            "day": self.day.isoformat() if self.day else None,
            "at": instant(self.at),
            "by": self.by,
            "size": self.size,
            "leaves": self.leaves,
            "root": self.root,
            "prev_hash": self.prev_hash,
            "key": self.key,
        }


class SealKey(Frozen):
    """A key that signs seals, from the seal `since` on until the next key does.

    The key before it signs the statement, and so does the key itself; the first one
    vouches for itself alone (`prev_key` and `old_signature` are empty).
    """

    number: int
    key: str
    since: int
    at: datetime
    by: Actor
    prev_key: str
    old_signature: str
    new_signature: str

    @property
    def statement(self) -> bytes:
        return canonical(self._stated())

    @property
    def line(self) -> bytes:
        signed = {
            "old_signature": self.old_signature,
            "new_signature": self.new_signature,
        }
        return canonical({**self._stated(), **signed})

    def _stated(self) -> dict[str, JsonValue]:
        return {
            "form": KEY_FORM,
            "number": self.number,
            "key": self.key,
            "since": self.since,
            "at": instant(self.at),
            "by": self.by,
            "prev_key": self.prev_key,
        }


class SealStamp(Frozen):
    """An authority's word that a seal was there; `token` is the paper (RFC 3161)."""

    seal: int
    at: datetime
    token: PaperId


class Unsealed(Frozen):
    """What no seal is over yet: `records` of the chronicle, since the seal `seal`.

    Those of the sealing itself are among them. Before the first seal `seal` is 0 and
    `since` when the record began; None where it has not.
    """

    seal: int
    since: datetime | None
    records: int

    def late(self, now: datetime) -> bool:
        """Whether more than two days have passed without a seal."""
        return self.since is not None and now - self.since > SEAL_LATE


class Auditor(Frozen):
    """Who is sent every seal. `conversation` is the thread of those letters."""

    auditor: str
    name: str
    email: str
    language: str
    conversation: int
    since: datetime
    until: datetime | None = None


class SealVerb(StrEnum):
    DAILY = "daily"
    BY_HAND = "by-hand"
    ROTATE = "rotate"


class SealAsked(Frozen):
    """What a run of the sealing is for; `act` names a person's wish."""

    verb: SealVerb = SealVerb.DAILY
    act: str = ""
    actor: Actor = SYSTEM
    reason: PaperId | None = None


class SealRun(Frozen):
    """What a run came to: the newest seal, and the key that is in use."""

    made: tuple[int, ...] = ()
    hash: str = ""
    key: str = ""
    troubles: int = 0


class LeavesError(DomainError):
    """A sheet of leaves that nobody can have written so."""


def sheet_of(heads: Sequence[Head]) -> bytes:
    """The leaves as they are kept: one line for each chain, in order of the names."""
    return b"\n".join(head.leaf for head in heads)


def heads_on(sheet: bytes) -> list[Head]:
    """The chains that a sheet names.

    Raises:
        LeavesError: it is no sheet of leaves.
    """
    return [_read(line) for line in leaves_on(sheet)]


def leaves_on(sheet: bytes) -> list[bytes]:
    return sheet.split(b"\n") if sheet else []


@lru_cache(maxsize=1 << 16)
def _read(line: bytes) -> Head:
    """From day to day most chains stand where they stood."""
    try:
        name, seq, digest = json.loads(line)
        head = Head(name=name, seq=seq, hash=digest)
    except (ValueError, TypeError) as error:
        raise LeavesError(
            "A line of its leaves names no chain: the paper is not as it was sealed."
        ) from error
    if head.leaf != line:
        raise LeavesError("A line of its leaves is not in the one form they have.")
    return head


def days_due(last: date | None, at: datetime) -> tuple[date, ...]:
    """The days that have no seal yet at an instant, the latest last.

    Before the first seal nothing is owed but the day itself.
    """
    today = (at - timedelta(hours=SEAL_HOUR)).date()
    if last is None:
        return (today,)
    missed = range(1, (today - last).days + 1)
    return tuple(last + timedelta(days=one) for one in missed)


def signer_of(number: int, keys: Iterable[SealKey]) -> SealKey | None:
    """The key that has to have signed a seal: the latest that was in use by then."""
    in_use = (key for key in keys if key.since <= number)
    return max(in_use, key=lambda key: key.number, default=None)


def published(seals: Sequence[Seal], keys: Sequence[SealKey]) -> bytes:
    """The whole of seals.jsonl: each key stands before the first seal it signed."""
    lines: list[tuple[int, int, int, bytes]] = [
        *((key.since, 0, key.number, key.line) for key in keys),
        *((seal.number, 1, 0, seal.line) for seal in seals),
    ]
    return b"".join(line + b"\n" for *_, line in sorted(lines))
