"""Rows of another record put into an empty one as they were, its chains included."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from pydantic import JsonValue
from sqlalchemy import (
    JSON,
    Column,
    Dialect,
    Insert,
    Table,
    bindparam,
    func,
    insert,
    select,
    text,
    types,
)

from models.errors import DomainError
from store.columns import Base, Instant
from store.schema import PAPERS
from store.transaction import Transaction
from store.whole_record import Paper, WholeRecord


class NotEmptyError(DomainError):
    """There is something already where a record was to be put."""


class _AsStored(types.TypeDecorator[str]):
    """JSON that is text already: not a blank of it may change."""

    impl = JSON
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:  # noqa: ARG002
        return None


class SqlFilling:
    """A part of a unit that fills an empty record; the chronicle in it tells of all."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def refuse_unless_empty(self) -> None:
        """Raises NotEmptyError and names a table with rows."""
        for table in Base.metadata.sorted_tables:
            rows = await self._transaction.rows(select(table).limit(1))
            if rows:
                raise NotEmptyError(
                    f"There is a record already (table {table.name} has rows): name a "
                    "new folder with --folder, or an empty database."
                )

    async def layout(self) -> str:
        """The version of the layout, as the migrations number it."""
        [row] = await self._transaction.rows(
            text("SELECT version_num AS version FROM alembic_version")
        )
        return str(row["version"])

    async def rows(self, table: Table, told: Sequence[Mapping[str, JsonValue]]) -> None:
        """Rows as the export spells them, in the order of their keys."""
        made = [
            {column.name: _value(column, row[column.name]) for column in table.columns}
            for row in told
        ]
        await self._transaction.fill(_insert(table), made)

    async def papers(self, papers: Sequence[Paper]) -> None:
        made = [{"sha256": one.sha256, "bytes": one.content} for one in papers]
        await self._transaction.fill(insert(PAPERS), made)

    async def number_on(self) -> None:
        """What the database numbers itself goes on after the last that came in."""
        if not self._transaction.served:
            return
        for table in Base.metadata.sorted_tables:
            column = table.autoincrement_column
            if column is None:
                continue
            last = select(func.max(column)).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            await self._transaction.rows(select(func.setval(sequence, last)))

    def whole(self) -> WholeRecord:
        """The record with all that was put in, before anybody else sees it."""
        return WholeRecord(self._transaction, sqlite=not self._transaction.served)


def _insert(table: Table) -> Insert:
    return insert(table).values(
        {
            column.name: bindparam(column.name, type_=_stored(column.type))
            for column in table.columns
        }
    )


def _stored(kind: types.TypeEngine[Any]) -> types.TypeEngine[Any]:
    """What the database holds, below what we make of it."""
    if isinstance(kind, JSON):
        return _AsStored()
    return kind.impl_instance if isinstance(kind, types.TypeDecorator) else kind


def _value(column: Column[Any], told: JsonValue) -> object:
    if told is None:
        return None
    for kind, read in _READ.items():
        if isinstance(column.type, kind):
            return read(str(told))
    return told


_READ: Final[Mapping[type[types.TypeEngine[Any]], Callable[[str], object]]] = {
    Instant: datetime.fromisoformat,
    types.Date: date.fromisoformat,
}
