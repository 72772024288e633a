"""Corridors and their programmes."""

from collections.abc import Sequence

from models.corridor import Corridor, Programme
from models.ids import CorridorCode
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import CorridorTable, ProgrammeTable
from store.transaction import Transaction


class SqlProgrammes(SqlRows[Programme, tuple[CorridorCode, str]]):
    sheet = Sheet(Programme, ProgrammeTable)
    thing = "programme"

    async def of(self, corridor: CorridorCode) -> Sequence[Programme]:
        """In order of time."""
        return await self._all(
            self.sheet.select.where(ProgrammeTable.corridor == corridor).order_by(
                ProgrammeTable.start
            )
        )


class SqlCorridors(SqlRows[Corridor, CorridorCode]):
    sheet = Sheet(Corridor, CorridorTable)
    thing = "corridor"
    shared = True

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._programmes = SqlProgrammes(transaction)

    async def held(self, code: CorridorCode) -> Corridor:
        """The corridor, locked: who adds a programme waits for whoever adds one."""
        return self._found(await self._lock((code,)), (code,))

    async def all(self) -> Sequence[Corridor]:
        return await self._all(self.sheet.select.order_by(CorridorTable.code))

    async def programme(self, corridor: CorridorCode, code: str) -> Programme:
        return await self._programmes.get((corridor, code))

    async def add_programme(self, programme: Programme) -> None:
        await self._programmes.add(programme)

    async def programmes(self, corridor: CorridorCode) -> Sequence[Programme]:
        return await self._programmes.of(corridor)
