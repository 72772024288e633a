"""PostgreSQL through asyncpg: its transactions, and errors that name nobody."""

from collections.abc import Sequence
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it ships no types

from store.driver import Answer
from store.errors import DatabaseError, RivalError

_REFUSALS = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the connection was lost between two statements
)
_SWALLOWED = "The unit was refused before: nothing is committed."
_RIVALS = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)


class PostgresqlDriver:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def begin(self, *, writing: bool) -> None:
        # A reader sees one moment; a writer, after a wait, what the other committed.
        kind = "READ COMMITTED" if writing else "REPEATABLE READ, READ ONLY"
        await self._connection.execute(f"BEGIN ISOLATION LEVEL {kind}")

    async def commit(self) -> None:
        # After a refusal that somebody swallowed the server rolls back, and says so.
        if await self._connection.execute("COMMIT") != "COMMIT":
            raise DatabaseError(_SWALLOWED)

    async def rollback(self) -> None:
        try:
            await self._connection.execute("ROLLBACK")
        except Exception:  # noqa: BLE001  (what went wrong before is what matters)
            self._connection.terminate()  # nobody there: the server rolls back
        except BaseException:
            self._connection.terminate()
            raise

    async def fetch(self, text: str, values: Sequence[Any]) -> Answer:
        try:
            answer: Answer = await self._connection.fetch(text, *values)
        except _REFUSALS as error:
            raise _refused(error) from None
        return answer

    async def repeat(self, text: str, values: Sequence[Sequence[Any]]) -> None:
        try:
            await self._connection.executemany(text, values)
        except _REFUSALS as error:
            raise _refused(error) from None

    def closed(self) -> bool:
        return bool(self._connection.is_closed())


def _refused(error: Exception) -> DatabaseError:
    """The server's first line names the constraint; its detail quotes the row."""
    if isinstance(error, asyncpg.InFailedSQLTransactionError):
        return DatabaseError(_SWALLOWED)
    quoted = not isinstance(error, asyncpg.PostgresError)  # may quote what was given
    kind = RivalError if isinstance(error, _RIVALS) else DatabaseError
    return kind(type(error).__name__ + ("" if quoted else f": {error.args[0]}"))
