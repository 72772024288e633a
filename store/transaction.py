"""One open transaction: reads at once, writes in one batch per table."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Executable, Insert, Table

from store.changes import Changes
from store.columns import Base
from store.engine import Opened
from store.errors import ReadOnlyUnitError
from store.fixed import Fixed, Row, Values


class Transaction:
    """Adds and saves wait until their table is read or the unit ends.

    A letter to fifty bodies is then three batches, not a hundred and fifty
    statements. Tables go in the order their foreign keys ask for, and within a
    table rows are added before they are saved.
    """

    def __init__(self, opened: Opened, *, writing: bool) -> None:
        self.writing = writing
        self.served = opened.connection.dialect.name == "postgresql"
        self.locks = writing and self.served
        self._connection, self._driver = opened
        self._dialect = opened.connection.dialect
        self.changes = Changes()
        self._pending: dict[Table, dict[Fixed, dict[object, Values]]] = {}

    async def rows(
        self,
        statement: Fixed | Executable,
        values: Values | None = None,
        *,
        after: Table | None = None,
    ) -> Sequence[Row]:
        """Read what stands, once all that waits was written.

        Args:
            statement: a select, or a write that answers with rows.
            values: its parameters.
            after: the only table that matters: what waits for others goes on waiting,
                unless something waits for this one.
        """
        if self._pending and (after is None or after in self._pending):
            await self.flush()
        if isinstance(statement, Fixed):
            prepared = statement.on(self._dialect)
            given = prepared.values(values or {})
            return list(
                map(prepared.row, await self._driver.fetch(prepared.text, given))
            )
        result = await self._connection.execute(statement, values)
        return [{**row} for row in result.mappings()]

    async def row(
        self,
        statement: Fixed | Executable,
        values: Values | None = None,
        *,
        after: Table | None = None,
    ) -> Row | None:
        found = await self.rows(statement, values, after=after)
        return found[0] if found else None

    def later(
        self,
        table: Table,
        statement: Fixed,
        values: Values,
        key: object = None,
        *,
        before: Values | None = None,
    ) -> None:
        """Write before the table is next read; of one key, the last one counts.

        `before` is the row as it was when this unit first read it; without it, the
        row is new.
        """
        self.refuse_reader()
        self.changes.put(table, values, before)
        waiting = self._pending.setdefault(table, {}).setdefault(statement, {})
        waiting[len(waiting) if key is None else key] = values

    async def now(self, statement: Fixed, values: Values, *, after: Table) -> None:
        """Write at once what cannot wait; `after` as for `rows`."""
        self.refuse_reader()
        await self.rows(statement, values, after=after)

    async def enter(
        self, table: Table, statement: Fixed, values: Values, *, after: Table
    ) -> Row | None:
        """Enter a row at once, for the sake of what the database adds to it.

        The statement answers with the row, or with none where it was there already.
        """
        self.refuse_reader()
        row = await self.row(statement, values, after=after)
        if row is not None:
            self.changes.put(table, row)
        return row

    async def remove(self, table: Table, statement: Fixed, values: Values) -> None:
        """Remove rows at once; the statement answers with their keys."""
        self.refuse_reader()
        for row in await self.rows(statement, values, after=table):
            self.changes.gone(table, row)

    async def fill(self, statement: Insert, rows: Sequence[Values]) -> None:
        """Enter rows that the chronicle among them tells of already."""
        self.refuse_reader()
        if rows:
            await self._connection.execute(statement, [{**row} for row in rows])

    async def settle(self, table: Table) -> None:
        """Write what waits, if anything waits for this table."""
        if table in self._pending:
            await self.flush()

    async def flush(self) -> None:
        pending, self._pending = self._pending, {}
        for table in sorted(pending, key=_place):
            for statement in sorted(pending[table], key=_additions_first):
                await self._write(statement, list(pending[table][statement].values()))

    async def _write(self, statement: Fixed, rows: Sequence[Values]) -> None:
        prepared = statement.on(self._dialect)
        given = [prepared.values(row) for row in rows]
        if len(given) == 1:
            await self._driver.fetch(prepared.text, given[0])
        else:
            await self._driver.repeat(prepared.text, given)

    def refuse_reader(self) -> None:
        if not self.writing:
            raise ReadOnlyUnitError("This unit was opened for reading; open `write`.")


def _additions_first(statement: Fixed) -> bool:
    return not statement.adds


def _place(table: Table) -> int:
    return _order()[table]


@cache
def _order() -> dict[Table, int]:
    return {table: place for place, table in enumerate(Base.metadata.sorted_tables)}
