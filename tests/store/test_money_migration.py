"""Money that was booked before its days were kept, and the rights of the role."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, text

from models.acts import CofinancingChoice
from store.engine import build, writing
from store.migrate import config, upgrade
from store.unit_of_work import SqlUnits
from tests.store import cluster
from tests.store.money_world import HALF, Treasury
from tests.store.samples import AGREEMENT

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SCENES = (
    ("money.reserved", [("reserved", "available")]),
    ("money.reserved", [("reserved", "available")]),
    ("money.released", [("released", "reserved"), ("available", "released")]),
    ("money.committed", [("committed", "reserved")]),
)
"""What stood in a year before 0006: each event with its entries, a day apart."""
HASH = "0" * 64
FRAME: dict[str, dict[str, object]] = {
    "corridor": {
        "code": "IT-RU",
        "side_a": "IT",
        "side_b": "RU",
        "legal_status": "simulation",
        "language_a": "it",
        "language_b": "ru",
        "zone_a": "Europe/Rome",
        "zone_b": "Europe/Moscow",
        "policy": '{"terms": {"reservation": {"amount": 60, "unit": "wd"}}}',
    },
    "body": {
        "code": "IT-21",
        "corridor": "IT-RU",
        "kind": "region",
        "name": "Regione",
        "country": "IT",
        "region": "IT-21",
        "sectors": "[]",
        "language": "it",
        "email": "a@b.example",
        "health": "good",
        "mailbox": "a@b.example",
    },
    "agreement": {
        "number": AGREEMENT,
        "corridor": "IT-RU",
        "kind": "programme",
        "body": "IT-21",
        "valid_from": "2025-01-01",
        "valid_to": "2027-12-31",
        "sectors": "[]",
    },
    "agreement_year": {"agreement": AGREEMENT, "year": 2026, "budget": 1000},
}


@pytest.fixture(params=["sqlite", "postgresql"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database as it was before money had days."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if request.param == "postgresql":
        server: Path = request.getfixturevalue("server")
        asyncio.run(cluster.run(server, "CREATE DATABASE before_money"))
        url = cluster.url(server, "before_money")
    asyncio.run(_run(url, lambda there: command.upgrade(config(there), "0005")))
    asyncio.run(_run(url, _fill))
    return url


async def _run(url: str, work: Callable[[Connection], None]) -> None:
    engine = build(url)
    try:
        async with writing(engine) as opened:
            await opened.connection.run_sync(work)
    finally:
        await engine.dispose()


def _fill(there: Connection) -> None:
    postgresql = there.dialect.name == "postgresql"
    days = {"valid_from": date(2025, 1, 1), "valid_to": date(2027, 12, 31)}
    for table, given in FRAME.items():
        row = {**given, **(days if postgresql and table == "agreement" else {})}
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        there.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)  # noqa: S608
    event = text(
        'INSERT INTO event (stream, seq, kind, actor, "at", reason, body, prev_hash,'
        " hash) VALUES (:stream, :seq, :kind, 'system', :at, '', '{}', :prev, :hash)"
    )
    entry = text(
        "INSERT INTO entry (agreement, year, debit, credit, cents, cause) VALUES"
        " (:agreement, 2026, :debit, :credit, 10, 'old')"
    )
    for seq, (kind, moves) in enumerate(SCENES, start=1):
        at = MONDAY + timedelta(days=seq)
        told = {
            "stream": f"agreement/{AGREEMENT}/2026",
            "seq": seq,
            "kind": kind,
            "at": at if postgresql else f"{at:%Y-%m-%d %H:%M:%S.%f}",
            "prev": HASH if seq == 1 else str(seq - 1) * 64,
            "hash": str(seq) * 64,
        }
        there.execute(event, told)
        for debit, credit in moves:
            there.execute(
                entry, {"agreement": AGREEMENT, "debit": debit, "credit": credit}
            )


async def test_entries_get_the_days_of_their_events(old_url: str) -> None:
    await upgrade(old_url)

    found: dict[str, list[str]] = {}

    def look(there: Connection) -> None:
        for name, read in (
            ("days", 'SELECT "at" FROM entry ORDER BY id'),
            ("policy", "SELECT policy FROM corridor"),
        ):
            found[name] = [str(one) for one in there.execute(text(read)).scalars()]

    await _run(old_url, look)
    with pytest.raises(Exception, match="entry is insert only"):
        await _tamper(old_url)

    days = [one[:10] for one in found["days"]]
    assert days == [
        "2026-03-03",
        "2026-03-04",
        "2026-03-05",
        "2026-03-05",
        "2026-03-06",
    ]
    assert "reservation_reminder_1" in found["policy"][0]


async def _tamper(url: str) -> None:
    def change(there: Connection) -> None:
        there.execute(text("UPDATE entry SET cents = 1"))

    await _run(url, change)


async def test_role_may_let_claims_go_but_keep_what_was_booked(
    server: Path, postgresql_url: str, another: Callable[[str], SqlUnits]
) -> None:
    await cluster.run(
        server,
        'DO $$ BEGIN CREATE ROLE "money-role" LOGIN; EXCEPTION WHEN OTHERS THEN NULL;'
        " END $$",
    )
    await upgrade(postgresql_url, role="money-role")
    own = another(postgresql_url.replace("postgres@", "money-role@"))
    treasury = Treasury(own)
    await treasury.furnish(budget=HALF)
    await treasury.reserved(1)
    waiting = await treasury.file(2)
    await treasury.wait(waiting)

    await treasury.decide(waiting, CofinancingChoice.GO_WITHOUT)

    async with own.read() as unit:
        assert await unit.claims.of(waiting) == []
    with pytest.raises(Exception, match="permission denied"):
        await _tamper(postgresql_url.replace("postgres@", "money-role@"))
