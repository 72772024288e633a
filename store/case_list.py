"""The list of the files: filtered, counted, and one page of it at a time."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, cast, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from models.case import Phase
from models.case_filter import PAGE, CaseFilter
from models.frozen import Frozen
from store.columns import Words
from store.engine import reading
from store.read_models import CaseRow
from store.reading import CASES, case_row
from store.tables import DeliveryTable, ProposalTable
from store.transaction import Transaction


class CasePage(Frozen):
    """`total`: how many fit, on all pages."""

    rows: tuple[CaseRow, ...]
    total: int
    number: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


class Lane(Frozen):
    """A stage of the board: its most urgent files, and how many it has in all."""

    phase: Phase
    rows: tuple[CaseRow, ...]
    total: int


class Choices(Frozen):
    """What the files have, to choose a filter from."""

    regions: tuple[str, ...]
    sectors: tuple[str, ...]


class SqlCaseList:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def page(self, wanted: CaseFilter, number: int = 1) -> CasePage:
        """By number; a page that is not there is the last one."""
        where = [*_fitting(wanted)]
        async with reading(self._engine) as opened:
            transaction = Transaction(opened, writing=False)
            counted = await transaction.rows(
                select(func.count().label("n")).select_from(ProposalTable).where(*where)
            )
            total = counted[0]["n"]
            shown = min(max(number, 1), max(1, -(-total // PAGE)))
            asked = CASES.where(*where).order_by(ProposalTable.case)
            rows = await transaction.rows(asked.limit(PAGE).offset((shown - 1) * PAGE))
        return CasePage(rows=tuple(map(case_row, rows)), total=total, number=shown)

    async def every(self, wanted: CaseFilter) -> Sequence[CaseRow]:
        """All that fit, for a file to take away."""
        asked = CASES.where(*_fitting(wanted)).order_by(ProposalTable.case)
        async with reading(self._engine) as opened:
            rows = await Transaction(opened, writing=False).rows(asked)
        return [case_row(row) for row in rows]

    async def board(self, wanted: CaseFilter, most: int) -> Sequence[Lane]:
        """Each stage before the last with those whose term ends soonest.

        A closed file is not urgent: of these there is only the number.
        """
        where = [*_fitting(wanted)]
        order = (ProposalTable.due_at.is_(None), ProposalTable.due_at)
        place = func.row_number().over(
            partition_by=ProposalTable.phase, order_by=(*order, ProposalTable.case)
        )
        ranked = (
            select(ProposalTable.case, place.label("place"))
            .where(*where, ProposalTable.phase != Phase.CLOSED)
            .subquery()
        )
        first = select(ranked.c.case).where(ranked.c.place <= most)
        counted = select(ProposalTable.phase, func.count().label("n")).where(*where)
        async with reading(self._engine) as opened:
            transaction = Transaction(opened, writing=False)
            totals = await transaction.rows(counted.group_by(ProposalTable.phase))
            rows = await transaction.rows(
                CASES.where(ProposalTable.case.in_(first)).order_by(
                    *order, ProposalTable.case
                )
            )
        found = [case_row(row) for row in rows]
        number = {Phase(row["phase"]): row["n"] for row in totals}
        return [
            Lane(
                phase=phase,
                rows=tuple(one for one in found if one.phase is phase),
                total=number.get(phase, 0),
            )
            for phase in wanted.phases or Phase
        ]

    async def by_phase(self) -> dict[Phase, int]:
        asked = select(ProposalTable.phase, func.count().label("n"))
        async with reading(self._engine) as opened:
            rows = await Transaction(opened, writing=False).rows(
                asked.group_by(ProposalTable.phase)
            )
        return {Phase(row["phase"]): row["n"] for row in rows}

    async def choices(self) -> Choices:
        regions = select(ProposalTable.region).distinct()
        sectors = select(ProposalTable.sectors).distinct()
        async with reading(self._engine) as opened:
            transaction = Transaction(opened, writing=False)
            named = await transaction.rows(regions)
            held = await transaction.rows(sectors)
        return Choices(
            regions=tuple(sorted(row["region"] for row in named)),
            sectors=tuple(sorted({one for row in held for one in row["sectors"]})),
        )


def _fitting(wanted: CaseFilter) -> Iterator[ColumnElement[bool]]:
    for column, value in (
        (ProposalTable.outcome, wanted.outcome),
        (ProposalTable.session, wanted.session),
        (ProposalTable.region, wanted.region),
    ):
        if value is not None:
            yield column == value
    if wanted.phases is not None:
        yield ProposalTable.phase.in_([one.value for one in wanted.phases])
    if wanted.sector is not None:
        listed = cast(ProposalTable.sectors, Words)
        yield listed.contains(f'"{wanted.sector}"', autoescape=True)
    if wanted.body is not None:
        yield ProposalTable.case.in_(
            select(DeliveryTable.case).where(DeliveryTable.body == wanted.body)
        )
    if wanted.overdue_at is not None:
        yield ProposalTable.due_at < wanted.overdue_at
        yield ProposalTable.closed_at.is_(None)
