from pathlib import Path

import pytest
from sqlalchemy import text

from store.engine import build, reading, writing

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "busy_timeout": 60_000,
}


async def test_sqlite_keeps_what_it_committed(tmp_path: Path) -> None:
    engine = build(f"sqlite:///{tmp_path / 'store.db'}")

    async with writing(engine) as (connection, _):
        found = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in PRAGMAS
        }

    await engine.dispose()
    assert found == PRAGMAS


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("sqlite:///var/store.db", "sqlite+aiosqlite:///var/store.db"),
        ("sqlite+aiosqlite:////var/store.db", "sqlite+aiosqlite:////var/store.db"),
        ("postgresql://a@b/c", "postgresql+asyncpg://a@b/c"),
        ("postgres://a@b/c", "postgresql+asyncpg://a@b/c"),
        ("postgresql+asyncpg://a@b/c", "postgresql+asyncpg://a@b/c"),
    ],
)
async def test_url_may_leave_the_driver_out(url: str, full: str) -> None:
    engine = build(url)

    assert str(engine.url) == full
    await engine.dispose()


async def test_waiting_for_another_process_has_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.sqlite.PATIENCE", 0.05)
    first, second = (build(f"sqlite:///{tmp_path / 'store.db'}") for _ in range(2))

    async with writing(first) as (connection, _):
        await connection.execute(text("CREATE TABLE one (two integer)"))
        with pytest.raises(Exception, match="writes for too long"):
            async with writing(second):
                raise AssertionError("Two writers at once.")
        async with reading(second) as (other, _):
            assert (await other.execute(text("SELECT 1"))).scalar_one() == 1

    async with writing(second) as (connection, _):
        await connection.execute(text("INSERT INTO one VALUES (2)"))
    await first.dispose()
    await second.dispose()
