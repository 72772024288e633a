import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from store import (
    body_tables,
    evidence_tables,
    likeness_tables,
    mail_tables,
    money_tables,
    programme_tables,
    screening_tables,
    seal_tables,
    tables,
)
from store.columns import Base
from store.engine import reading, writing
from store.migrate import upgrade
from store.unit_of_work import SqlUnits
from tests.store import cluster
from tests.store.samples import CASE, change_case, world
from tests.store.test_event import append

TABLES = (
    tables,
    mail_tables,
    money_tables,
    evidence_tables,
    programme_tables,
    screening_tables,
    body_tables,
    likeness_tables,
    seal_tables,
)  # so that Base knows them all


def differences(connection: Connection) -> object:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_migrations_give_what_the_tables_say(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_constraints_are_named(engine: AsyncEngine) -> None:
    """The comparison does not look at checks, nor at names on SQLite."""
    catalogue = "SELECT conname FROM pg_constraint"
    if engine.dialect.name == "sqlite":
        catalogue = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
    async with reading(engine) as (connection, _):
        found = "\n".join((await connection.execute(text(catalogue))).scalars())

    for table in Base.metadata.sorted_tables:
        for constraint in table.constraints - {table.primary_key}:
            assert str(constraint.name) in found


async def test_upgrade_may_be_repeated(url: str, units: SqlUnits) -> None:
    await world(units)

    await upgrade(url)
    await asyncio.gather(*(upgrade(url) for _ in range(5)))

    async with units.read() as unit:
        assert await unit.cases.find(CASE)


async def test_new_database_may_be_laid_out_by_several(
    server: Path, tmp_path: Path, another: Callable[[str], SqlUnits]
) -> None:
    await cluster.run(server, "CREATE DATABASE unwritten")
    for url in (f"sqlite:///{tmp_path / 'new.db'}", cluster.url(server, "unwritten")):
        await asyncio.gather(*(upgrade(url) for _ in range(5)))

        await world(another(url))


REFUSED = (
    "UPDATE event SET reason = 'other'",
    "DELETE FROM event",
    "TRUNCATE event",
    "DELETE FROM proposal",
    "DELETE FROM paper",
    "UPDATE entry SET cents = 1",
    "ALTER TABLE event DISABLE TRIGGER ALL",
    "DROP TABLE event",
)


async def test_role_may_work_but_not_rewrite(
    server: Path, postgresql_url: str, another: Callable[[str], SqlUnits]
) -> None:
    await cluster.run(
        server,
        'DO $$ BEGIN CREATE ROLE "app-role" LOGIN; EXCEPTION WHEN OTHERS THEN NULL;'
        " END $$",
    )
    for _ in range(2):
        await upgrade(postgresql_url, role="app-role")
    own = postgresql_url.replace("postgres@", "app-role@")
    units = another(own)

    await upgrade(own)
    await world(units)
    await change_case(units, score=3)
    await append(units, 2)
    for act in REFUSED:
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            await attempt(units, act)


async def attempt(units: SqlUnits, act: str) -> None:
    async with writing(units.engine) as (connection, _):
        await connection.execute(text(act))
