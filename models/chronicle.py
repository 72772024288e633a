"""The chronicle: what every committed unit of work changed, in one chain."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from pydantic import JsonValue

from models.event import canonical, instant
from models.frozen import Frozen

Key = tuple[JsonValue, ...]
Columns = dict[str, JsonValue]


class Change(NamedTuple):
    """What became of one row.

    `columns` are those that changed, all of them when the row is new; none at all,
    not even an empty dictionary, when it was removed. `keyed` stands for the columns
    that tell of people: the keyed hash of what table `personal` holds.
    """

    table: str
    key: Key
    columns: Columns | None
    keyed: str | None = None

    def plain(self) -> JsonValue:
        said: list[JsonValue] = [self.table, [*self.key], self.columns]
        return said if self.keyed is None else [*said, self.keyed]


class Record(Frozen):
    """One unit of work, in the order of the commits.

    `at` is the instant of the latest act it holds, in UTC, and never before that of
    the record before it. `changes` is the canonical JSON (RFC 8785) of its changes.
    """

    number: int
    at: datetime
    changes: str
    prev_hash: str
    hash: str

    @property
    def content(self) -> tuple[Change, ...]:
        return content(self.changes)


class Personal(Frozen):
    """Columns of one change that tell of people; erasing the row leaves the scar.

    `place` is the canonical JSON of table and key, `value` that of the columns.
    """

    keyed: str
    place: str
    secret: str
    value: str


def record_hash(number: int, at: datetime, changes: str, prev_hash: str) -> str:
    """SHA-256 (hex) over the record and the hash before it.

    The changes enter by their own hash, so that whoever may not see them can still
    follow the chain.
    """
    return link_hash(number, instant(at), digest(changes), prev_hash)


def link_hash(number: int, at: str, changes_hash: str, prev_hash: str) -> str:
    """The same of a record whose changes are known by their hash alone."""
    linked: dict[str, JsonValue] = {
        "number": number,
        "at": at,
        "changes": changes_hash,
        "prev_hash": prev_hash,
    }
    return hashlib.sha256(canonical(linked)).hexdigest()


def digest(changes: str) -> str:
    return hashlib.sha256(changes.encode()).hexdigest()


def written(changes: Iterable[Change]) -> str:
    """The one spelling of these changes."""
    return canonical([one.plain() for one in changes]).decode()


def place_of(table: str, key: Key) -> str:
    return canonical([table, [*key]]).decode()


def personal(table: str, key: Key, columns: Columns, secret: bytes) -> Personal:
    """The erasable half of a change; `secret` is random, and used once."""
    value = canonical(columns).decode()
    return Personal(
        keyed=keyed_hash(secret.hex(), value),
        place=place_of(table, key),
        secret=secret.hex(),
        value=value,
    )


def keyed_hash(secret: str, value: str) -> str:
    """HMAC-SHA256 (hex) of a value under a secret given in hex (RFC 2104)."""
    return hmac.new(bytes.fromhex(secret), value.encode(), "sha256").hexdigest()


def content(changes: str) -> tuple[Change, ...]:
    """The changes as they were written.

    Raises:
        ValueError: nobody wrote this with `written`.
    """
    said = json.loads(changes)
    if not isinstance(said, list) or canonical(said).decode() != changes:
        raise ValueError("These changes are not in their one spelling.")
    return tuple(map(_change, said))


def _change(said: list[JsonValue]) -> Change:
    match said:
        case [str(table), list(key), None | dict() as columns, *keyed]:
            return Change(table, tuple(key), columns, str(keyed[0]) if keyed else None)
    raise ValueError("A change is a table, a key and columns.")
