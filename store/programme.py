"""What became of each programme, and which guideline a proposal belongs to."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from models.case import RESULTS, SIGNED, Case, Phase
from models.ids import CaseId, CorridorCode
from models.programme_record import Placement, ProgrammeLife
from store.case import SqlCases
from store.programme_tables import PlacementTable, ProgrammeLifeTable
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import ProposalTable

_CASES = SqlCases.sheet
_PRESENTED = or_(
    ProposalTable.phase == Phase.PRESENTED,
    ProposalTable.outcome.in_(RESULTS | SIGNED),
)


class SqlProgrammeLives(SqlRows[ProgrammeLife, tuple[CorridorCode, str]]):
    sheet = Sheet(ProgrammeLife, ProgrammeLifeTable)
    thing = "state of a programme"

    async def of(self, corridor: CorridorCode) -> Sequence[ProgrammeLife]:
        return await self._all(
            self.sheet.select.where(ProgrammeLifeTable.corridor == corridor).order_by(
                ProgrammeLifeTable.code
            )
        )


class SqlPlacements(SqlRows[Placement, CaseId]):
    sheet = Sheet(Placement, PlacementTable)
    thing = "placement"

    async def of(self, corridor: CorridorCode, programme: str) -> Sequence[Placement]:
        """Of proposals that belong to the programme, or were opened in it."""
        opened = select(ProposalTable.case).where(
            ProposalTable.corridor == corridor, ProposalTable.programme == programme
        )
        return await self._all(
            self.sheet.select.where(
                PlacementTable.corridor == corridor,
                or_(
                    PlacementTable.programme == programme,
                    PlacementTable.case.in_(opened),
                ),
            ).order_by(PlacementTable.case)
        )

    async def cases(
        self, corridor: CorridorCode, programme: str, *, presented: bool = False
    ) -> Sequence[Case]:
        """The proposals opened in a programme, or placed in it since.

        `presented`: only those that came so far, whatever was signed of them.
        """
        placed = select(PlacementTable.case).where(
            PlacementTable.corridor == corridor, PlacementTable.programme == programme
        )
        rows = await self._transaction.rows(
            _CASES.select.where(
                ProposalTable.corridor == corridor,
                or_(
                    ProposalTable.programme == programme, ProposalTable.case.in_(placed)
                ),
                *([_PRESENTED] if presented else []),
            ).order_by(ProposalTable.case)
        )
        return [_CASES.read(row) for row in rows]
