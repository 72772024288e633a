"""Databases copied while they are written, and brought back."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.copying import CopyError, copy_file, dump, load
from store.engine import build
from store.unit_of_work import SqlUnits
from tests.store import cluster
from tests.store.samples import STREAM, task


async def write(units: SqlUnits, number: int) -> None:
    """Two rows that belong together."""
    async with units.write() as unit:
        await unit.tasks.add(task(f"task {number}"))
        await unit.effects.add(f"{STREAM}/once/{number}", "asked", "told")


async def found(url: str) -> tuple[int, int]:
    engine = build(url)
    try:
        async with SqlUnits(engine).read() as unit:
            tasks = await unit.tasks.open_of(STREAM)
            return len(tasks), len(await unit.effects.keys(STREAM))
    finally:
        await engine.dispose()


async def test_copy_of_a_file_is_one_moment_of_it(
    sqlite_url: str, sqlite_units: SqlUnits, tmp_path: Path
) -> None:
    for number in range(20):
        await write(sqlite_units, number)
    stop = asyncio.Event()

    async def writing() -> int:
        number = 20
        while not stop.is_set():
            await write(sqlite_units, number)
            number += 1
        return number

    others = asyncio.create_task(writing())
    await asyncio.sleep(0.05)
    source = Path(sqlite_url.partition(":///")[2])
    copy = tmp_path / "copy.db"
    await asyncio.to_thread(copy_file, source, copy, lambda _: None)
    stop.set()
    written = await others

    tasks, effects = await found(f"sqlite:///{copy}")
    assert tasks == effects
    assert 20 <= tasks <= written
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_copy_of_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database at all" * 100)

    with pytest.raises(CopyError, match="cannot be copied"):
        copy_file(tmp_path / "x.db", tmp_path / "copy.db", lambda _: None)


async def test_dump_of_a_server_fills_an_empty_database(
    server: Path,
    postgresql_url: str,
    postgresql_units: SqlUnits,
    tmp_path: Path,
    client_tools: None,
) -> None:
    await write(postgresql_units, 1)
    await cluster.run(server, "DROP DATABASE IF EXISTS again", "CREATE DATABASE again")

    dump(postgresql_url, tmp_path / "staffetta.dump")
    load(cluster.url(server, "again"), tmp_path / "staffetta.dump")

    assert await found(cluster.url(server, "again")) == (1, 1)
    with pytest.raises(CopyError, match="pg_restore failed"):
        load(cluster.url(server, "again"), tmp_path / "staffetta.dump")


@pytest.fixture
def client_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the server the tests run: older ones refuse it."""
    monkeypatch.setenv("PATH", str(cluster.binaries()), prepend=":")


def test_dump_without_client_tools_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CopyError, match="pg_dump is not installed here"):
        dump("postgresql://nobody@nowhere.example/x", tmp_path / "x.dump")
