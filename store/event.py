"""The chained record of what happened; it is only ever continued."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import JsonValue
from sqlalchemy import bindparam, select

from models.event import GENESIS, Event, EventKind, Stamp, chain_hash
from models.ids import Actor
from store.columns import storable, utc
from store.evidence_tables import REFUSED, EventTable, StreamTable
from store.fixed import Fixed
from store.sheet import Sheet, add_once, locked, table_of
from store.transaction import Transaction

SHEET = Sheet(Event, EventTable)
_HEADS = table_of(StreamTable)
_OPEN_STREAM = Fixed(add_once(_HEADS))
_OF_STREAM = select(StreamTable.seq, StreamTable.hash).where(
    StreamTable.stream == bindparam("stream")
)
_HEAD = Fixed(_OF_STREAM)
_LOCKED_HEAD = Fixed(locked(_OF_STREAM))
_OF = Fixed(
    SHEET.select.where(EventTable.stream == bindparam("of")).order_by(EventTable.seq)
)
_REFUSED = Fixed(
    SHEET.select.where(REFUSED).order_by(
        EventTable.at, EventTable.stream, EventTable.seq
    )
)
_LAST = Fixed(
    SHEET.select.where(
        EventTable.stream == bindparam("of"), EventTable.kind == bindparam("kind_")
    )
    .order_by(EventTable.seq.desc())
    .limit(1)
)
_HOLDS = Fixed(
    select(EventTable.seq).where(
        EventTable.stream == bindparam("of"),
        EventTable.seq == bindparam("place"),
        EventTable.hash == bindparam("hash_"),
    )
)


class _Head(NamedTuple):
    seq: int
    hash: str


class SqlEvents:
    """The head stays locked until the unit ends, so that numbers have no gaps."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._heads: dict[str, _Head] = {}
        self._latest: datetime | None = None

    async def append(
        self,
        *,
        stream: str,
        kind: EventKind,
        actor: Actor,
        at: datetime,
        reason: str = "",
        body: dict[str, JsonValue] | None = None,
    ) -> Event:
        head = self._heads.get(stream) or await self._head(stream)
        fields: dict[str, Any] = {
            "stream": stream,
            "seq": head.seq + 1,
            "kind": kind,
            "actor": actor,
            "at": utc(at),
            "reason": storable(reason),
            "body": body or {},
            "prev_hash": head.hash,
        }
        event = Event(**fields, hash=chain_hash(**fields))
        self._heads[stream] = _Head(event.seq, event.hash)
        self._transaction.later(SHEET.table, SHEET.add, dict(event))
        self._latest = self.latest(event.at)
        return event

    def latest(self, at: datetime | None) -> datetime | None:
        """The later one: this instant, or that of the latest act of this unit."""
        if at is None or self._latest is None:
            return at or self._latest
        return max(at, self._latest)

    async def of(self, stream: str) -> Sequence[Event]:
        rows = await self._transaction.rows(_OF, {"of": stream}, after=SHEET.table)
        return [SHEET.read(row) for row in rows]

    async def refused(self) -> Sequence[Event]:
        """Acts that were refused, of every stream, in order of time."""
        rows = await self._transaction.rows(_REFUSED, after=SHEET.table)
        return [SHEET.read(row) for row in rows]

    async def holds(self, stamp: Stamp) -> bool:
        """Whether this very act stands in its chain."""
        told = {"of": stamp.stream, "place": stamp.seq, "hash_": stamp.hash}
        return bool(await self._transaction.row(_HOLDS, told, after=SHEET.table))

    async def last(self, stream: str, kind: EventKind) -> Event | None:
        """The latest event of a kind."""
        row = await self._transaction.row(
            _LAST, {"of": stream, "kind_": kind}, after=SHEET.table
        )
        return None if row is None else SHEET.read(row)

    async def _head(self, stream: str) -> _Head:
        found = await self._locked(stream)
        if found is None and self._transaction.locks:
            # Two firsts: the second waits here, then finds the head of the first.
            genesis = {"stream": stream, "seq": 0, "hash": GENESIS}
            await self._transaction.now(_OPEN_STREAM, genesis, after=_HEADS)
            found = await self._locked(stream)
        return found or _Head(0, GENESIS)

    async def _locked(self, stream: str) -> _Head | None:
        statement = _LOCKED_HEAD if self._transaction.locks else _HEAD
        row = await self._transaction.row(statement, {"stream": stream}, after=_HEADS)
        return None if row is None else _Head(row["seq"], row["hash"])
