"""A table of frozen models under their key."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import Select

from store.errors import NotFoundError, StaleRowError
from store.fixed import Fixed, Values
from store.sheet import Asked, Sheet, locked
from store.transaction import Transaction

T = TypeVar("T", bound=BaseModel)
K_contra = TypeVar("K_contra", contravariant=True)


class SqlRows(Generic[T, K_contra]):
    """In a writing unit, what was read may be saved.

    `get` locks the row. What was read without a lock is locked when it is saved,
    and refused when somebody changed it between.
    """

    sheet: Sheet[T]
    thing: str  # what a clerk calls it
    shared = False  # everybody reads it, hardly anybody changes it: `get` never locks

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._held: set[tuple[object, ...]] = set()
        self._seen: dict[tuple[object, ...], T] = {}

    async def find(self, key: K_contra, /) -> T | None:
        return await self._one(self.sheet.find, _parts(key))

    async def get(self, key: K_contra, /) -> T:
        parts = _parts(key)
        read = self._one(self.sheet.find, parts) if self.shared else self._lock(parts)
        return self._found(await read, parts)

    async def add(self, row: T, /) -> None:
        self._held.add(self.sheet.key(row))
        self._transaction.later(self.sheet.table, self.sheet.add, self._values(row))

    async def save(self, row: T, /) -> None:
        key = self.sheet.key(row)
        if key not in self._held:
            seen = self._seen.get(key)
            standing = self._found(await self._lock(key), key)
            if seen is not None and seen != standing:
                raise StaleRowError(f"The {self.thing} changed meanwhile: try again.")
        before = self._seen.get(key)
        values = self._values(row) | self.sheet.at(key)
        self._transaction.later(
            self.sheet.table,
            self.sheet.save,
            values,
            key,
            before=None if before is None else self._values(before),
        )

    def _values(self, row: T) -> dict[str, Any]:
        """The columns of a row; a table with columns to search by adds them."""
        return dict(row)

    def _found(self, row: T | None, key: tuple[object, ...]) -> T:
        if row is None:
            named = " / ".join(map(str, key))
            raise NotFoundError(f"There is no {self.thing} {named}; check the name.")
        return row

    async def _lock(self, key: tuple[object, ...]) -> T | None:
        locks = self._transaction.locks
        row = await self._one(self.sheet.lock if locks else self.sheet.find, key)
        if row is not None:
            self._held.add(key)
        return row

    async def _one(self, statement: Fixed, key: tuple[object, ...]) -> T | None:
        row = await self._transaction.row(
            statement, self.sheet.at(key), after=self.sheet.table
        )
        return None if row is None else self._noted(self.sheet.read(row))

    async def _some(self, statement: Fixed, values: Values) -> Sequence[T]:
        """The rows of a statement that asks this table alone."""
        rows = await self._transaction.rows(statement, values, after=self.sheet.table)
        return [self._noted(self.sheet.read(row)) for row in rows]

    async def _some_locked(self, asked: Asked, values: Values) -> Sequence[T]:
        locks = self._transaction.locks
        found = await self._some(asked.locking if locks else asked.plain, values)
        self._held.update(map(self.sheet.key, found))
        return found

    async def _all(self, statement: Select[Any]) -> Sequence[T]:
        rows = await self._transaction.rows(statement)
        return [self._noted(self.sheet.read(row)) for row in rows]

    async def _all_locked(
        self, statement: Select[Any], *, skip_locked: bool = False
    ) -> Sequence[T]:
        if self._transaction.locks:
            statement = locked(statement, skip_locked=skip_locked)
        found = await self._all(statement)
        self._held.update(map(self.sheet.key, found))
        return found

    def _noted(self, row: T) -> T:
        if self._transaction.writing:
            key = self.sheet.key(row)
            self._seen.setdefault(key, row)
            if not self._transaction.locks:  # SQLite: one writer, nobody between
                self._held.add(key)
        return row


def _parts(key: object) -> tuple[object, ...]:
    return key if isinstance(key, tuple) else (key,)
