"""The rows as they stand, spelled as the chronicle would tell them."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from pydantic import JsonValue
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Select,
    Table,
    Text,
    and_,
    cast,
    or_,
    select,
    true,
    type_coerce,
    types,
)

from models.chronicle import Columns, Key
from models.event import instant
from store.changes import EXEMPT, plain, told_columns
from store.columns import Base, Instant
from store.fixed import Fixed, Row
from store.transaction import Transaction

_AT_ONCE: Final = 2000  # rows read by one statement


def told_tables() -> Iterator[Table]:
    """Every table the chronicle tells of."""
    return (table for table in Base.metadata.sorted_tables if table.name not in EXEMPT)


async def rows_told(
    transaction: Transaction, table: Table, *, whole: bool = False, under: str = ""
) -> AsyncIterator[tuple[Key, Columns]]:
    """Every row under its key, in the order of the keys.

    JSON comes as the text that is stored, so that not a blank of it can change unseen;
    and what somebody put there that the column cannot hold comes as it is, so that it
    can be named. `whole`: with the columns that the row's own hash covers. `under`:
    those alone whose key begins with it.
    """
    columns = _others(table) if whole else told_columns(table)
    first, *_ = table.primary_key
    here = _raw(first) == under if under else true()
    page = _page(table, whole=whole).where(here)
    rows = await transaction.rows(page if under else _first_page(table, whole=whole))
    while True:
        for row in rows:
            yield (
                tuple(_spelled(one, row[one.name]) for one in table.primary_key),
                {one.name: _spelled(one, row[one.name]) for one in columns},
            )
        if len(rows) < _AT_ONCE:
            return
        rows = await transaction.rows(page.where(_after(table, rows[-1])))


@cache
def _first_page(table: Table, *, whole: bool) -> Fixed:
    """Most tables have no other: it is compiled once."""
    return Fixed(_page(table, whole=whole))


def _page(table: Table, *, whole: bool) -> Select[*tuple[Any, ...]]:
    columns = _others(table) if whole else told_columns(table)
    asked = _as_stored([*table.primary_key, *columns])
    return asked.order_by(*table.primary_key).limit(_AT_ONCE)


def _others(table: Table) -> tuple[Column[Any], ...]:
    return tuple(column for column in table.columns if not column.primary_key)


def _as_stored(columns: Sequence[Column[Any]]) -> Select[*tuple[Any, ...]]:
    return select(
        *(
            (
                cast(column, Text)
                if isinstance(column.type, JSON)
                else type_coerce(column, types.NullType())
            ).label(column.name)
            for column in columns
        )
    )


def _spelled(column: Column[Any], stored: Any) -> JsonValue:
    """As `store.changes.spell`, of what the driver gave: SQLite keeps digits only."""
    if isinstance(column.type, Instant) and isinstance(stored, str):
        return _instant(stored)
    if isinstance(column.type, Boolean) and stored in (0, 1):
        return bool(stored)
    try:
        return plain(stored)
    except TypeError:
        return repr(stored)  # no column holds such a thing: it is named


def _instant(stored: str) -> str:
    try:
        return instant(datetime.fromisoformat(stored).replace(tzinfo=UTC))
    except ValueError:
        return stored


def _after(table: Table, last: Row) -> ColumnElement[bool]:
    keys: Sequence[Column[Any]] = tuple(table.primary_key)
    return or_(
        *(
            and_(
                *(_raw(one) == last[one.name] for one in keys[:place]),
                _raw(keys[place]) > last[keys[place].name],
            )
            for place in range(len(keys))
        )
    )


def _raw(column: Column[Any]) -> ColumnElement[Any]:
    return type_coerce(column, types.NullType())
