"""The chain of all units of work, and the erasable part of it."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import bindparam, select

from models.chronicle import (
    Change,
    Personal,
    Record,
    record_hash,
    written,
)
from models.event import GENESIS
from store.chronicle_tables import (
    ChronicleHeadTable,
    ChronicleTable,
    PersonalTable,
)
from store.fixed import Fixed, Row
from store.sheet import Sheet, add_once, locked, table_of
from store.transaction import Transaction

Head = tuple[int, str]
SHEET = Sheet(Record, ChronicleTable)
PEOPLE = Sheet(Personal, PersonalTable)
_STREAM = "all"
_AT_ONCE = 1000  # records read by one statement
_HEADS = table_of(ChronicleHeadTable)
_HEAD = select(ChronicleHeadTable.seq, ChronicleHeadTable.hash).where(
    ChronicleHeadTable.stream == _STREAM
)
_OPEN = Fixed(add_once(_HEADS))
_PLAIN_HEAD = Fixed(_HEAD)
_LOCKED_HEAD = Fixed(locked(_HEAD))
_AT = Fixed(
    select(ChronicleTable.at).where(ChronicleTable.number == bindparam("number_"))
)
_LAST_BY = Fixed(
    select(ChronicleTable.number, ChronicleTable.at)
    .where(ChronicleTable.at <= bindparam("at_"))
    .order_by(ChronicleTable.at.desc(), ChronicleTable.number.desc())
    .limit(1)
)
_PEOPLE_AFTER = Fixed(
    PEOPLE.select.where(PersonalTable.keyed > bindparam("after"))
    .order_by(PersonalTable.keyed)
    .limit(_AT_ONCE)
)
_AFTER = Fixed(
    SHEET.select.where(
        ChronicleTable.number > bindparam("after"),
        ChronicleTable.number <= bindparam("until"),
    )
    .order_by(ChronicleTable.number)
    .limit(_AT_ONCE)
)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


async def chronicle(transaction: Transaction, at: datetime | None) -> None:
    """Tell what this unit changed, if anything."""
    changes, people = transaction.changes.take()
    if changes:
        await SqlChronicle(transaction).append(changes, people, at)


class SqlChronicle:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def append(
        self, changes: Sequence[Change], people: Sequence[Personal], at: datetime | None
    ) -> None:
        """Last in a unit: the head stays locked until it is committed.

        Nobody waits for another lock while holding this one, so none wait in a ring.
        """
        last, prev_hash = await self._head()
        number, moment = last + 1, await self._moment(last, at)
        told = written(changes)
        record = Record(
            number=number,
            at=moment,
            changes=told,
            prev_hash=prev_hash,
            hash=record_hash(number, moment, told, prev_hash),
        )
        self._transaction.later(SHEET.table, SHEET.add, dict(record))
        for person in people:
            self._transaction.later(PEOPLE.table, PEOPLE.add, dict(person))
        await self._transaction.flush()

    async def records(
        self, *, after: int = 0, until: int | None = None
    ) -> AsyncIterator[Record]:
        """In order, from the one after `after` to `until` itself, or to the last."""
        last = 2**31 - 1 if until is None else until
        while after < last:
            asked = {"after": after, "until": last}
            rows = await self._transaction.rows(_AFTER, asked)
            for row in rows:
                yield SHEET.read(row)
            if len(rows) < _AT_ONCE:
                return
            after = rows[-1]["number"]

    async def _head(self) -> tuple[int, str]:
        found = await self._standing_head()
        if found is None and self._transaction.locks:
            # Two firsts: the second waits here, then finds the head of the first.
            genesis = {"stream": _STREAM, "seq": 0, "hash": GENESIS}
            await self._transaction.now(_OPEN, genesis, after=_HEADS)
            found = await self._standing_head()
        return (0, GENESIS) if found is None else (found["seq"], found["hash"])

    async def _standing_head(self) -> Row | None:
        statement = _LOCKED_HEAD if self._transaction.locks else _PLAIN_HEAD
        return await self._transaction.row(statement, after=_HEADS)

    async def head(self) -> Head | None:
        """Number and hash of the last record."""
        found = await self._transaction.row(_PLAIN_HEAD, after=_HEADS)
        return None if found is None else (found["seq"], found["hash"])

    async def last_by(self, at: datetime) -> tuple[int, datetime | None]:
        """The last record that is not younger, and its instant; 0 before the first."""
        row = await self._transaction.row(_LAST_BY, {"at_": at}, after=SHEET.table)
        return (0, None) if row is None else (row["number"], row["at"])

    async def people_of(self, keyed: Sequence[str]) -> dict[str, str]:
        """What is still kept under these hashes: JSON by hash."""
        found: dict[str, str] = {}
        for start in range(0, len(keyed), _AT_ONCE):
            some = keyed[start : start + _AT_ONCE]
            rows = await self._transaction.rows(
                PEOPLE.select.where(PersonalTable.keyed.in_(some))
            )
            found |= {row["keyed"]: row["value"] for row in rows}
        return found

    async def people(self) -> AsyncIterator[Personal]:
        """What is kept of people, in the order of the hashes."""
        last = ""
        while True:
            rows = await self._transaction.rows(_PEOPLE_AFTER, {"after": last})
            for row in rows:
                yield PEOPLE.read(row)
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1]["keyed"]

    async def _moment(self, last: int, at: datetime | None) -> datetime:
        """Never before the record before it."""
        row = await self._transaction.row(_AT, {"number_": last}, after=SHEET.table)
        if row is None:
            return at or _BEGINNING
        before: datetime = row["at"]
        return before if at is None else max(before, at)
