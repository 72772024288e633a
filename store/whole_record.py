"""The whole record as it stands, for those who check it and trust nobody."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from models.chronicle import Columns, Key, Personal
from models.event import Event
from store.chronicle import Head, SqlChronicle
from store.columns import Base
from store.engine import is_sqlite, reading
from store.event import SqlEvents
from store.evidence_tables import EventTable, PaperTable, StreamTable
from store.fixed import Row
from store.offer_tables import DraftFileTable
from store.rows_told import rows_told, told_tables
from store.schema import carried
from store.sheet import table_of
from store.transaction import Transaction

_TRIGGERS = {
    True: "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    False: "SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal",
}
_HEADS = select(StreamTable.stream, StreamTable.seq, StreamTable.hash)
_AT_ONCE = 500  # papers: a year's letters are more than a process should hold


class Paper(NamedTuple):
    sha256: str
    content: bytes


class WholeRecord:
    """One moment of the record: what it reads while it is open belongs together."""

    def __init__(self, transaction: Transaction, *, sqlite: bool) -> None:
        self._transaction = transaction
        self._sqlite = sqlite

    async def rows(self) -> Mapping[str, Sequence[Row]]:
        """Every row by table, in the order of the keys; papers and files aside."""
        return {
            table.name: await self._transaction.rows(
                select(table).order_by(*table.primary_key)
            )
            for table in Base.metadata.sorted_tables
            if table not in (PaperTable.__table__, DraftFileTable.__table__)
        }

    async def papers(self) -> AsyncIterator[Paper]:
        """Every paper, a few hundred at a time."""
        last = ""
        while True:
            found = await self._transaction.rows(
                select(PaperTable.sha256, PaperTable.bytes)
                .where(PaperTable.sha256 > last)
                .order_by(PaperTable.sha256)
                .limit(_AT_ONCE)
            )
            for row in found:
                yield Paper(row["sha256"], row["bytes"])
            if len(found) < _AT_ONCE:
                return
            last = found[-1]["sha256"]

    async def heads(self, stream: str = "") -> dict[str, Head]:
        """Where each chain of acts ends, or one of them, as the record says."""
        asked = _HEADS.where(StreamTable.stream == stream) if stream else _HEADS
        return {
            row["stream"]: (row["seq"], row["hash"])
            for row in await self._transaction.rows(asked)
        }

    async def chronicle_head(self) -> Head | None:
        return await SqlChronicle(self._transaction).head()

    def whole(self, of: type[Base]) -> AsyncIterator[tuple[Key, Columns]]:
        """The rows of a table with every column, in the order of their keys."""
        return rows_told(self._transaction, table_of(of), whole=True)

    def carried(self) -> Iterator[tuple[str, AsyncIterator[tuple[Key, Columns]]]]:
        """Every table of a whole copy, with all columns; papers aside."""
        for table in carried():
            yield table.name, rows_told(self._transaction, table, whole=True)

    def chronicle(self) -> SqlChronicle:
        return SqlChronicle(self._transaction)

    def acts_told(self, stream: str) -> AsyncIterator[tuple[Key, Columns]]:
        """As `whole`, of one chain of acts."""
        events = table_of(EventTable)
        return rows_told(self._transaction, events, whole=True, under=stream)

    async def acts(self, stream: str) -> Sequence[Event]:
        return await SqlEvents(self._transaction).of(stream)

    def keys(self) -> Mapping[str, Sequence[str]]:
        """The names of the key columns, by table."""
        return {
            table.name: [column.name for column in table.primary_key]
            for table in told_tables()
        }

    def people(self) -> AsyncIterator[Personal]:
        return SqlChronicle(self._transaction).people()

    def told(self) -> Iterator[tuple[str, AsyncIterator[tuple[Key, Columns]]]]:
        """Every table the chronicle tells of, with its rows in the same spelling."""
        for table in told_tables():
            yield table.name, rows_told(self._transaction, table)

    async def triggers(self) -> frozenset[str]:
        """The guards that the database itself keeps, by name."""
        found = await self._transaction.rows(text(_TRIGGERS[self._sqlite]))
        return frozenset(row["name"] for row in found)


@asynccontextmanager
async def whole_record(engine: AsyncEngine) -> AsyncIterator[WholeRecord]:
    async with reading(engine) as opened:
        sqlite = is_sqlite(opened.connection.dialect.name)
        yield WholeRecord(Transaction(opened, writing=False), sqlite=sqlite)
