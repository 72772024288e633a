"""Slots from before there were tables: one after the other in a plenary."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection, MetaData, Table, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from store.engine import build, writing
from store.migrate import config, upgrade
from store.unit_of_work import SqlUnits
from tests.store import cluster
from tests.store.samples import SESSION, case, corridor, programme, session

BEGINS = datetime(2026, 12, 10, 9, 30, tzinfo=UTC)
SLOTS = (
    ("it-ru/15", "it-ru/15/0002", 1, 20),
    ("it-ru/15", "it-ru/15/0001", 2, 15),
    ("it-ru/16", "it-ru/15/0003", 1, 15),
)


def _old(connection: Connection) -> None:
    """What a system of revision 0006 had: an agenda, and one without a date."""
    command.upgrade(config(connection), "0006")
    _add(connection, "corridor", corridor().model_dump(mode="json"))
    _add(connection, "programme", programme().model_dump())
    for ordinal, begins in ((15, BEGINS), (16, None)):
        old = session(ordinal).model_dump() | {"postponed_from": []}
        _add(connection, "session", old | {"starts_at": begins, "plan": None})
    _add(connection, "paper", {"sha256": case().form, "bytes": b"{}"})
    for serial in (1, 2, 3):
        opened = {"opened_in": SESSION, "serial": serial}
        _add(connection, "proposal", case(serial).model_dump() | opened)
    for of, name, position, minutes in SLOTS:
        slot = {"session": of, "case": name, "position": position, "minutes": minutes}
        _add(connection, "slot", slot | {"why": "Place 1", "frozen": True})


def _add(connection: Connection, name: str, values: dict[str, Any]) -> None:
    table = Table(name, MetaData(), autoload_with=connection)
    known = {one.name: values[one.name] for one in table.c if one.name in values}
    connection.execute(insert(table).values(known))


async def old(url: str) -> None:
    engine: AsyncEngine = build(url)
    async with writing(engine) as opened:
        await opened.connection.run_sync(_old)
    await engine.dispose()


async def test_old_slots_follow_each_other_from_the_sessions_start(
    server: Path, tmp_path: Path, another: Callable[[str], SqlUnits]
) -> None:
    await cluster.run(server, "CREATE DATABASE before_tables")
    for url in (
        f"sqlite:///{tmp_path / 'old.db'}",
        cluster.url(server, "before_tables"),
    ):
        await old(url)

        await upgrade(url)

        async with another(url).read() as unit:
            found = await unit.agendas.slots(SESSION)
            undated = await unit.agendas.slots(session(16).session)
        assert [(one.case, one.position, one.starts_at) for one in found] == [
            ("it-ru/15/0002", 1, BEGINS),
            ("it-ru/15/0001", 2, BEGINS.replace(minute=50)),
        ]
        assert {(one.table, one.day, one.frozen) for one in found} == {
            ("plenary", date(2026, 12, 10), True)
        }
        assert undated == []
