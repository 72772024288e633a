"""Whether the record still is what its chains tell. Trusts no row."""

import hashlib
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Final

from pydantic import JsonValue
from pydantic_core import to_json

from audit.fold import Fold, Place, Told
from audit.verify_seal import Finding
from models.chronicle import (
    Columns,
    Key,
    Personal,
    content,
    digest,
    keyed_hash,
    link_hash,
    place_of,
)
from models.event import GENESIS, canonical

Head = tuple[int, str]
Rows = AsyncIterator[tuple[Key, Columns]]
ERASED: Final = "erased"
"""In the body of an act: the keyed hashes of what it erased of people."""


class ChronicleCheck:
    """Reads the chronicle once, from its first record to its last."""

    def __init__(self) -> None:
        self.fold = Fold()
        self.findings: list[Finding] = []
        self.named: dict[str, str] = {}
        self._last: Head = (0, GENESIS)
        self._at = ""

    async def read(self, records: Rows, head: Head | None) -> None:
        async for (number,), columns in records:
            said = {name: str(value) for name, value in columns.items()}
            self.findings += self._link(int(str(number)), said)
        if head != (self._last if self._last[0] else None):
            told = "it is the last record, but not where the head is"
            self.findings.append(_record(self._last[0], told))

    def _link(self, number: int, said: Mapping[str, str]) -> Iterator[Finding]:
        last, prev_hash = self._last
        if number != last + 1 or said["prev_hash"] != prev_hash:
            yield _record(number, f"it does not follow record {last}")
        told = link_hash(number, said["at"], digest(said["changes"]), said["prev_hash"])
        if said["hash"] != told:
            yield _record(number, "its content is not what its hash stands for")
        if said["at"] < self._at:
            yield _record(number, "it is older than the record before it")
        self._last, self._at = (number, said["hash"]), said["at"]
        try:
            changes = content(said["changes"])
        except ValueError:
            yield _record(number, "its changes cannot be read")
            return
        self.fold.take(number, changes)
        self.named |= {
            one.keyed: place_of(one.table, one.key) for one in changes if one.keyed
        }


class PeopleCheck:
    """What table `personal` holds, against what the chronicle names."""

    def __init__(self, named: Mapping[str, str], erased: frozenset[str]) -> None:
        self._named = named
        self._erased = erased
        self._values: dict[str, Columns] = {}

    @property
    def seen(self) -> int:
        return len(self._values)

    async def read(self, people: AsyncIterator[Personal]) -> list[Finding]:
        findings: list[Finding] = []
        async for person in people:
            findings += self._one(person)
        gone = set(self._named) - set(self._values) - self._erased
        told = "it is gone, and no act erased it"
        findings += [_personal(keyed, told) for keyed in sorted(gone)]
        return findings

    def value(self, row: Told) -> Columns:
        """What the row says of people, without what was erased."""
        found: Columns = {}
        for keyed in row.keyed:
            found |= self._values.get(keyed, {})
        return found

    def scarred(self, row: Told) -> bool:
        """Something of the row was erased by an act."""
        return any(keyed in self._erased for keyed in row.keyed)

    def _one(self, person: Personal) -> Iterator[Finding]:
        if self._named.get(person.keyed) != person.place:
            yield _personal(person.keyed, "the chronicle does not tell of it there")
        try:
            holds = keyed_hash(person.secret, person.value) == person.keyed
            value = json.loads(person.value)
        except ValueError:
            holds, value = False, {}
        self._values[person.keyed] = value if isinstance(value, dict) else {}
        if not holds:
            yield _personal(person.keyed, "its value is not what its hash stands for")


class RowsCheck:
    """Each row against what was told of it; what is left in the end is missing."""

    def __init__(self, fold: Fold, people: PeopleCheck) -> None:
        self._left: dict[Place, Told] = dict(fold.rows)
        self._people = people
        self.seen = 0

    async def read(self, table: str, rows: Rows) -> list[Finding]:
        findings: list[Finding] = []
        async for key, columns in rows:
            self.seen += 1
            findings += self._row(table, key, columns)
        return findings

    def missing(self) -> list[Finding]:
        return [
            _row(table, key, "it is gone; the chronicle tells of it")
            for table, key in self._left
        ]

    def _row(self, table: str, key: Key, columns: Columns) -> Iterator[Finding]:
        told = self._left.pop((table, key), None)
        if told is None:
            yield _row(table, key, "the chronicle does not tell of it")
            return
        known = told.columns | self._people.value(told)
        for name, value in columns.items():
            if name not in known and self._people.scarred(told):
                continue  # an act says that it was erased: nothing is left to compare
            if name not in known or known[name] != value:
                yield _row(table, key, f"column {name} is not what the chronicle tells")


class EventsCheck:
    """The chains of acts, read stream by stream in the order of their numbers."""

    def __init__(self, heads: Mapping[str, Head]) -> None:
        self.seen = 0
        self.erased: set[str] = set()
        self._heads = heads
        self._last: dict[str, Head] = {}

    async def read(self, events: Rows) -> list[Finding]:
        findings: list[Finding] = []
        async for (stream, seq), columns in events:
            findings += self._one(str(stream), int(str(seq)), columns)
            self.seen += 1
        for stream in sorted({*self._last, *self._heads}):
            last = self._last.get(stream)
            if self._heads.get(stream) != last:
                told = "it is the last act, but not where the head is"
                findings.append(_act(stream, last[0] if last else 0, told))
        return findings

    def _one(self, stream: str, seq: int, columns: Columns) -> Iterator[Finding]:
        number, prev_hash = self._last.get(stream, (0, GENESIS))
        if seq != number + 1 or columns["prev_hash"] != prev_hash:
            yield _act(stream, seq, f"it does not follow act {number}")
        hash_ = columns.pop("hash")
        try:
            body = json.loads(str(columns["body"]))
            told = {"stream": stream, "seq": seq, **columns, "body": body}
            holds = hash_ == hashlib.sha256(canonical(told)).hexdigest()
            holds &= to_json(body).decode() == columns["body"]
            self.erased |= erased_by(body)
        except ValueError:
            holds = False
        if not holds:
            yield _act(stream, seq, "its content is not what its hash stands for")
        self._last[stream] = (seq, str(hash_))


def erased_by(body: JsonValue) -> frozenset[str]:
    """The keyed hashes of what an act erased of people, by its body."""
    keyed = body.get(ERASED) if isinstance(body, dict) else None
    return frozenset(map(str, keyed)) if isinstance(keyed, list) else frozenset()


def paper_finding(paper: str) -> Finding:
    return Finding(name=f"paper/{paper}", told="its bytes are not what its name says")


def _act(stream: str, seq: int, told: str) -> Finding:
    return Finding(name=f"event/{stream}", seq=seq, told=told)


def _record(number: int, told: str) -> Finding:
    return Finding(name="chronicle", seq=number, told=told)


def _personal(keyed: str, told: str) -> Finding:
    return Finding(name=f"personal/{keyed}", told=told)


def _row(table: str, key: Key, told: str) -> Finding:
    named = canonical([*key]).decode()
    return Finding(name=f"{table} {named}", told=told)
