"""Statements that never change but for their values: compiled once, run as text."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Insert
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase

Values = Mapping[str, object]
Row = dict[str, Any]
Processor = Callable[[Any], Any] | None


class Fixed:
    """A statement that SQLAlchemy writes and types, and the driver then runs.

    Executing through SQLAlchemy costs many times what SQLite needs to answer; an
    effect has a dozen statements, and these are nearly always the same few.
    """

    def __init__(self, statement: SelectBase | UpdateBase) -> None:
        self.adds = isinstance(statement, Insert)
        self._statement = statement
        self._prepared: dict[str, Prepared] = {}

    def on(self, dialect: Dialect) -> "Prepared":
        found = self._prepared.get(dialect.name)
        if found is None:
            found = self._prepared[dialect.name] = Prepared(self._statement, dialect)
        return found


class Prepared:
    """A statement in the words of one database, and how values cross over."""

    def __init__(self, statement: SelectBase | UpdateBase, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text = compiled.string
        self._constants = {
            name: value for name, value in compiled.params.items() if value is not None
        }
        self._given = [
            (name, _binder(compiled.binds[name], dialect))
            for name in compiled.positiontup or ()
        ]
        self._answered = [
            (str(name), _reader(column, dialect))
            for name, column in statement.exported_columns.items()
        ]

    def values(self, given: Values) -> tuple[Any, ...]:
        known = {**self._constants, **given}
        return tuple(
            known[name] if bind is None else bind(known[name])
            for name, bind in self._given
        )

    def row(self, answer: Sequence[Any]) -> Row:
        return {
            name: value if read is None else read(value)
            for (name, read), value in zip(self._answered, answer, strict=True)
        }


def _binder(parameter: ColumnElement[Any], dialect: Dialect) -> Processor:
    return parameter.type.dialect_impl(dialect).bind_processor(dialect)


def _reader(column: ColumnElement[Any], dialect: Dialect) -> Processor:
    return column.type.dialect_impl(dialect).result_processor(dialect, None)
