"""Opens the database behind a URL, and transactions in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, cast

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from store.columns import read, written
from store.driver import Driver
from store.postgresql import PostgresqlDriver
from store.sqlite import PATIENCE, SqliteConnection, connect

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


class Opened(NamedTuple):
    """An open transaction, to be asked through SQLAlchemy or through the driver."""

    connection: AsyncConnection
    driver: Driver


def build(url: str, *, connections: int = 20) -> AsyncEngine:
    """An engine for `sqlite:///file` or `postgresql://…`, with or without driver.

    Transactions are opened with `reading` and `writing`; it begins none itself.
    """
    target = make_url(url)
    target = target.set(drivername=_DRIVERS.get(target.drivername, target.drivername))
    options: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}
    if is_sqlite(target.get_backend_name()):
        options = {"connect_args": {"async_creator_fn": connect}}
    return create_async_engine(
        target,
        json_serializer=written,
        json_deserializer=read,
        hide_parameters=True,  # they hold people, and errors are logged
        pool_size=connections,
        max_overflow=0,
        pool_timeout=PATIENCE,
        pool_use_lifo=True,
        **options,
    )


def is_sqlite(dialect: str) -> bool:
    return dialect == "sqlite"


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[Opened]:
    """A transaction that sees one moment from its first statement to its last."""
    async with _opened(engine, writing=False) as opened:
        yield opened


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[Opened]:
    """A transaction that may write; on SQLite it is the only one from the start."""
    async with _opened(engine, writing=True) as opened:
        yield opened


@asynccontextmanager
async def _opened(engine: AsyncEngine, *, writing: bool) -> AsyncIterator[Opened]:
    async with engine.connect() as connection:
        driver = await _driver(connection)
        if not await _begun(driver, writing=writing):
            await connection.invalidate()
            driver = await _driver(connection)
            await driver.begin(writing=writing)
        try:
            yield Opened(connection, driver)
            await driver.commit()
        except BaseException:
            await driver.rollback()
            raise


async def _begun(driver: Driver, *, writing: bool) -> bool:
    """Begin; False when the server went away while the connection lay in the pool."""
    try:
        await driver.begin(writing=writing)
    except Exception:
        if driver.closed():
            return False
        raise
    except BaseException:  # cancelled: it may have begun all the same
        await driver.rollback()
        raise
    return True


async def _driver(connection: AsyncConnection) -> Driver:
    raw = (await connection.get_raw_connection()).driver_connection
    if is_sqlite(connection.dialect.name):
        return cast("SqliteConnection", raw)
    return PostgresqlDriver(raw)
