"""The layout of the record, told to those who read it without us."""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import JsonValue
from sqlalchemy import Column, Table

from store.columns import Base
from store.evidence_tables import PaperTable
from store.sheet import table_of

DERIVED: Final[Mapping[str, str]] = {
    "stream": "the head of each chain of acts, which a trigger keeps",
    "chronicle_head": "the head of the chronicle, likewise",
    "pulse": "the heartbeat of a worker",
}
"""Tables that no copy needs: what they are."""

PAPERS: Final = table_of(PaperTable)


def carried() -> Iterator[Table]:
    """The tables of a whole copy, each after those it refers to; papers aside."""
    return (
        table
        for table in Base.metadata.sorted_tables
        if table.name not in DERIVED and table is not PAPERS
    )


def schema() -> dict[str, JsonValue]:
    """Tables by name: what a row is, its columns with type, key and reference."""
    meant = {
        mapper.local_table: (mapper.class_.__doc__ or "").strip()
        for mapper in Base.registry.mappers
    }
    return {
        table.name: {
            "row": " ".join(meant[table].split()),
            "columns": [_column(one) for one in table.columns],
        }
        for table in carried()
    }


def _column(column: Column[object]) -> JsonValue:
    said: dict[str, JsonValue] = {
        "name": column.name,
        "type": _type(column),
        "key": column.primary_key,
        "empty": bool(column.nullable),
    }
    refers: list[JsonValue] = [
        f"{one.column.table.name}.{one.column.name}" for one in column.foreign_keys
    ]
    return said | {"refers": refers} if refers else said


def _type(column: Column[object]) -> str:
    """As a row of the export spells it."""
    name = column.type.__class__.__name__
    return _TYPES.get(name, name.lower())


_TYPES: Final = {
    "Words": "text",
    "Text": "text",
    "Instant": "instant, UTC, RFC 3339 with microseconds",
    "Date": "day, ISO 8601",
    "JSON": "JSON, as the text that is stored",
    "Integer": "whole number",
    "BigInteger": "whole number; of money, cents",
    "Boolean": "true or false",
}
