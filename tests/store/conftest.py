"""The same tests on both databases, each on the migrated layout without rows."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from store.engine import build
from store.migrate import upgrade
from store.unit_of_work import SqlUnits
from tests.store import cluster


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    with cluster.cluster() as home:
        asyncio.run(cluster.run(home, "CREATE DATABASE layout"))
        asyncio.run(upgrade(cluster.url(home, "layout")))
        yield home


@pytest.fixture(scope="session")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest layout and no rows."""
    file = tmp_path_factory.mktemp("layout") / "layout.db"
    asyncio.run(upgrade(f"sqlite:///{file}"))
    return file


@pytest.fixture
async def sqlite_url(layout: Path, tmp_path: Path) -> str:
    shutil.copy(layout, tmp_path / "store.db")
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
async def postgresql_url(server: Path) -> str:
    await cluster.run(server, cluster.EMPTY, database="layout")
    return cluster.url(server, "layout")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    engine = build(url)
    yield engine
    await engine.dispose()


@pytest.fixture
def units(engine: AsyncEngine) -> SqlUnits:
    return SqlUnits(engine)


@pytest.fixture
async def postgresql_units(postgresql_url: str) -> AsyncIterator[SqlUnits]:
    """For what SQLite, with its single writer, cannot even be asked."""
    engine = build(postgresql_url)
    yield SqlUnits(engine)
    await engine.dispose()


@pytest.fixture
async def sqlite_units(sqlite_url: str) -> AsyncIterator[SqlUnits]:
    engine = build(sqlite_url)
    yield SqlUnits(engine)
    await engine.dispose()


@pytest.fixture
async def another() -> AsyncIterator[Callable[[str], SqlUnits]]:
    """More engines on the same database, as other processes have."""
    engines: list[AsyncEngine] = []

    def opened(url: str) -> SqlUnits:
        engines.append(build(url))
        return SqlUnits(engines[-1])

    yield opened
    for engine in engines:
        await engine.dispose()
