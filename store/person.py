"""What the chronicle keeps of people, and how it is destroyed."""

import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, select, update

from models.chronicle import Key, place_of
from models.erasure import Place, tells_of
from store.changes import PEOPLE, UNTOLD_PEOPLE
from store.chronicle import SqlChronicle
from store.chronicle_tables import PersonalTable
from store.columns import Base
from store.fixed import Fixed, Row
from store.sheet import locked, table_of
from store.transaction import Transaction

_TABLE = table_of(PersonalTable)
_COLUMNS = {**PEOPLE, **UNTOLD_PEOPLE}
_ERASE = Fixed(
    delete(PersonalTable)
    .where(PersonalTable.place == bindparam("place_"))
    .returning(PersonalTable.keyed)
)


class SqlPeople:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def places(self, person: re.Pattern[str]) -> Sequence[Place]:
        """Every row that tells of a person, or did in a version before."""
        found: dict[str, None] = {}
        async for one in SqlChronicle(self._transaction).people():
            if tells_of(_decoded(json.loads(one.value)), person):
                found[one.place] = None
        told = (json.loads(place) for place in found)
        return [
            *(Place(table=table, key=tuple(key)) for table, key in told),
            *[one async for one in self._untold(person)],
        ]

    async def _untold(self, person: re.Pattern[str]) -> AsyncIterator[Place]:
        """Rows of tables the chronicle leaves out; they are few."""
        for name, columns in UNTOLD_PEOPLE.items():
            for row in await self._transaction.rows(_whole(_named(name))):
                if any(tells_of(row[one], person) for one in columns):
                    key = [row[one.name] for one in _named(name).primary_key]
                    yield Place(table=name, key=tuple(key))

    async def erase(self, table: str, key: Key) -> Sequence[str]:
        """Destroy every version of what a row told of people.

        What this unit itself makes of the row is chronicled after it, and stays.
        The keyed hashes belong in the act, under `erased`: the scar.
        """
        self._transaction.refuse_reader()
        rows = await self._transaction.rows(
            _ERASE, {"place_": place_of(table, key)}, after=_TABLE
        )
        return sorted(row["keyed"] for row in rows)

    async def told(self, place: Place) -> dict[str, JsonValue] | None:
        """The columns that tell of people, as they stand; None: the row is gone."""
        row = await self._row(place)
        return row and {name: row[name] for name in _COLUMNS[place.table]}

    async def rewrite(self, place: Place, told: Mapping[str, JsonValue]) -> None:
        """Let the row say this of people from now on; it is chronicled whole."""
        table = _named(place.table)
        row = await self._row(place)
        if row is not None:
            self._transaction.later(table, _save(table), {**row, **told, **_at(place)})

    async def _row(self, place: Place) -> Row | None:
        """In a writing unit nobody changes it between: it is saved whole."""
        table = _named(place.table)
        asked = _lock(table) if self._transaction.locks else _find(table)
        return await self._transaction.row(asked, _at(place), after=table)


def _decoded(value: JsonValue) -> JsonValue:
    """A column that holds JSON is kept as its text: a line break is one again."""
    match value:
        case dict():
            return {name: _decoded(one) for name, one in value.items()}
        case str() if value[:1] in {"{", "["}:
            with suppress(ValueError):
                held: JsonValue = json.loads(value)
                return held
    return value


def _at(place: Place) -> dict[str, object]:
    names = [column.name for column in _named(place.table).primary_key]
    return {f"key_{name}": one for name, one in zip(names, place.key, strict=True)}


def _named(name: str) -> Table:
    return Base.metadata.tables[name]


@cache
def _whole(table: Table) -> Fixed:
    return Fixed(select(table).order_by(*table.primary_key))


@cache
def _find(table: Table) -> Fixed:
    return Fixed(select(table).where(_here(table)))


@cache
def _lock(table: Table) -> Fixed:
    return Fixed(locked(select(table).where(_here(table))))


@cache
def _save(table: Table) -> Fixed:
    others = [one.name for one in table.columns if not one.primary_key]
    values: dict[str, Any] = {name: bindparam(name) for name in others}
    return Fixed(update(table).where(_here(table)).values(values))


def _here(table: Table) -> ColumnElement[bool]:
    return and_(*(one == bindparam(f"key_{one.name}") for one in table.primary_key))
