"""A table and its frozen model, with the statements they need, built once."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar, TypeVarTuple

from pydantic import BaseModel
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Insert,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql

from store.columns import Base
from store.fixed import Fixed, Row

T = TypeVar("T", bound=BaseModel)
Ts = TypeVarTuple("Ts")


class Sheet(Generic[T]):
    """Columns beyond the model's fields are there to search by, never read back."""

    def __init__(self, model: type[T], of: type[Base]) -> None:
        table = table_of(of)
        self.model = model
        self.table = table
        self.keys = tuple(column.name for column in table.primary_key)
        self.select: Select[Any] = select(*(table.c[f] for f in model.model_fields))
        here = and_(*(table.c[k] == bindparam(f"key_{k}") for k in self.keys))
        others = [c.name for c in table.c if c.name not in self.keys]
        self.find = Fixed(self.select.where(here))
        self.lock = Fixed(locked(self.select.where(here)))
        self.add = Fixed(add(table))
        self.save = Fixed(
            update(table).where(here).values({name: bindparam(name) for name in others})
        )

    def read(self, row: Row) -> T:
        return self.model.model_validate(row)

    def key(self, row: T) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in self.keys)

    def at(self, key: Sequence[object]) -> dict[str, object]:
        """The parameters of `find`, `lock` and `save` for a key."""
        return {
            f"key_{name}": value for name, value in zip(self.keys, key, strict=True)
        }


class Asked:
    """A select of a table's rows, built once: as it is, and with its rows locked."""

    def __init__(self, statement: Select[Any], *, skip_locked: bool = False) -> None:
        self.plain = Fixed(statement)
        self.locking = Fixed(locked(statement, skip_locked=skip_locked))


def table_of(of: type[Base]) -> Table:
    table = of.__table__
    assert isinstance(table, Table)  # noqa: S101  (a mapped class has a table)
    return table


def locked(statement: Select[*Ts], *, skip_locked: bool = False) -> Select[*Ts]:
    """Keys never change, so rows that refer to these need not wait for them."""
    return statement.with_for_update(key_share=True, skip_locked=skip_locked)


def add(table: Table) -> Insert:
    """An insert of every column that the database does not number itself."""
    return insert(table).values(_given(table))


def add_once(table: Table) -> Insert:
    """An insert that leaves the row alone when it is already there."""
    # SQLite has taken over this clause, and its compiler reads PostgreSQL's insert.
    return postgresql.insert(table).values(_given(table)).on_conflict_do_nothing()


def removal(of: type[Base], *where: ColumnElement[bool]) -> Fixed:
    """A delete that answers with the keys of the rows it removed."""
    table = table_of(of)
    return Fixed(delete(table).where(*where).returning(*table.primary_key))


def _given(table: Table) -> dict[str, BindParameter[Any]]:
    return {
        column.name: bindparam(column.name)
        for column in table.columns
        if column is not table.autoincrement_column
    }
