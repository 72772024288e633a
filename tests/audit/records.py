"""Records that were lived in, sealed at the end: what the tampering is tried on."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, bindparam, insert, text

from runtime.verifying import verified
from store.chronicle import chronicle
from store.columns import Base, Instant
from store.engine import build, writing
from store.fixed import Fixed
from store.money_tables import Ratio
from store.transaction import Transaction
from store.unit_of_work import SqlUnits
from tests.flow.house import house
from tests.flow.plays import STORIES
from tests.flow.seal_stories import sealed

LIVED = (
    *("committed", "by-mail", "passports-deleted", "standing-still", "merged"),
    *("carried-over", "programme-dropped"),
)
"""Stories that between them write to most of the tables."""


async def lived_in(folder: Path) -> dict[str, Path]:
    """The record of each story, by its name."""
    found: dict[str, Path] = {}
    for name in LIVED:
        home = folder / name
        home.mkdir()
        async with house(home) as here:
            await here.furnish()
            await STORIES[name](here)
            await sealed(here)
            await here.nothing_waits()
        found[name] = home / "staffetta.db"
    await _fill(found[LIVED[0]])
    return found


async def _fill(record: Path) -> None:
    """A row of whatever the columns take, chronicled, in each table without any."""
    with closing(sqlite3.connect(record)) as there:
        empty = [
            table
            for table in Base.metadata.sorted_tables
            if table.name != "seal_stamp"  # tests/store/test_seal.py
            and there.execute(f'SELECT count(*) FROM "{table.name}"').fetchone() == (0,)  # noqa: S608
        ]
    engine = build(f"sqlite:///{record}", connections=1)
    async with engine.connect() as opened:
        await opened.execute(text("PRAGMA foreign_keys = OFF"))
        await opened.execute(text("PRAGMA ignore_check_constraints = ON"))
    async with writing(engine) as opened_to_write:
        transaction = Transaction(opened_to_write, writing=True)
        for table in empty:
            row = {column.name: _value(column) for column in table.columns}
            every: dict[str, Any] = {
                column.name: bindparam(column.name) for column in table.columns
            }
            transaction.later(table, Fixed(insert(table).values(every)), row)
        await transaction.flush()
        await chronicle(transaction, None)
    await engine.dispose()


def _value(column: Column[Any]) -> object:
    match column.type:
        case Instant():
            return datetime(2027, 3, 1, 9, tzinfo=UTC)
        case JSON():
            return {"some": "thing"}
        case Ratio():
            return Fraction(1, 2)
        case kind:
            some = {int: 1, bool: True, date: date(2027, 3, 1), bytes: b"some"}
            return some.get(kind.python_type, "some")


def wrong(record: Path) -> list[str]:
    """What a check of rows, chains, papers and seals finds."""
    return asyncio.run(_wrong(record))


async def _wrong(record: Path) -> list[str]:
    engine = build(f"sqlite:///{record}")
    try:
        found = await verified(SqlUnits(engine), (), None, lambda _: None)
    finally:
        await engine.dispose()
    return [finding.sentence for finding in found.findings]
