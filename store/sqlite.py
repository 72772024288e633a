"""SQLite in the event loop: no thread between a statement and its file."""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from typing import Any, Self

from store.driver import Answer
from store.errors import DatabaseError

PATIENCE = 60.0  # seconds to wait while another process writes
PACE = 0.005  # seconds between two tries


async def connect(file: str, **options: Any) -> "SqliteConnection":
    connection = sqlite3.connect(
        file, isolation_level=None, timeout=PATIENCE, **options
    )
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return SqliteConnection(connection)


class SqliteConnection:
    """The driver, and the part of aiosqlite's connection that SQLAlchemy calls.

    A statement takes microseconds and a change of thread far longer, so statements
    run where they are called. A commit waits for the disk right there too: shorter
    than the change of thread it saves, and never half cancelled. Only the wait for
    another process leaves the loop free.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._refused = False

    async def begin(self, *, writing: bool) -> None:
        """Begin; a writer takes the file's lock at once, or fails when it commits."""
        self._refused = False
        if not writing:
            self._connection.execute("BEGIN")
            return
        limit = time.monotonic() + PATIENCE
        while not self._begun():
            if time.monotonic() > limit:
                raise DatabaseError("Another process writes for too long: try again.")
            await asyncio.sleep(PACE)  # noqa: TID251  (another process writes)

    def _begun(self) -> bool:
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
        return self._connection.in_transaction

    async def commit(self) -> None:
        # PostgreSQL would not commit either after a refusal that somebody swallowed.
        if self._refused:
            raise DatabaseError("The unit was refused before: nothing is committed.")
        self._connection.commit()

    async def rollback(self) -> None:
        self._connection.rollback()

    async def fetch(self, text: str, values: Sequence[Any]) -> Answer:
        try:
            return self._connection.execute(text, values).fetchall()
        except sqlite3.Error as error:
            raise self._told(error) from None

    async def repeat(self, text: str, values: Sequence[Sequence[Any]]) -> None:
        try:
            self._connection.executemany(text, values)
        except sqlite3.Error as error:
            raise self._told(error) from None

    def _told(self, error: sqlite3.Error) -> DatabaseError:
        self._refused = True
        return DatabaseError(f"{type(error).__name__}: {error}")

    def closed(self) -> bool:
        return False

    def cursor(self) -> "SqliteCursor":
        return SqliteCursor(self._connection.cursor())

    async def close(self) -> None:
        self._connection.close()

    def stop(self) -> None:
        self._connection.close()

    async def create_function(self, *arguments: Any, **options: Any) -> None:
        self._connection.create_function(*arguments, **options)


class SqliteCursor:
    """The part of aiosqlite's cursor that SQLAlchemy calls."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    async def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        self._cursor.execute(statement, values)

    async def executemany(self, statement: str, values: Sequence[Any]) -> None:
        self._cursor.executemany(statement, values)

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()
