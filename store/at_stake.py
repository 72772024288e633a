"""What lapses while somebody waits: of a few files at once, for one page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from models.case import Phase
from models.frozen import Frozen
from models.ids import CaseId, MessageHash, proposal_workflow_id
from models.inbound import InboundMessage
from models.round import Round
from models.running_deadline import RunningDeadline
from store.deadline import SqlDeadlines
from store.engine import reading
from store.message import SqlMessages
from store.read_models import CaseRow
from store.reading import CASES, case_row
from store.round import SqlRounds
from store.tables import DeadlineTable, ProposalTable, RoundTable
from store.transaction import Transaction

MOST: Final = 50
"""Files of one kind on the page; the rest are counted."""


class AtStake(Frozen):
    """Of some files: how they stand, their terms that run, their open rounds."""

    cases: Mapping[CaseId, CaseRow]
    terms: Mapping[CaseId, tuple[RunningDeadline, ...]]
    rounds: Mapping[CaseId, Round]


class SqlAtStake:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def due_before(self, until: datetime) -> Sequence[CaseRow]:
        """Open files with a term that ends before that instant, the soonest first."""
        async with reading(self._engine) as opened:
            transaction = Transaction(opened, writing=False)
            return await soonest(
                transaction,
                ProposalTable.due_at < until,
                ProposalTable.phase != Phase.CLOSED,
                most=MOST,
            )

    async def in_phase(self, phase: Phase) -> tuple[Sequence[CaseRow], int]:
        """Those whose term ends soonest, and how many there are."""
        here = ProposalTable.phase == phase
        counted = select(func.count().label("n")).select_from(ProposalTable)
        async with reading(self._engine) as opened:
            transaction = Transaction(opened, writing=False)
            found = await soonest(transaction, here, most=MOST)
            total = await transaction.rows(counted.where(here))
        return found, total[0]["n"]

    async def mails(
        self, hashes: Sequence[MessageHash]
    ) -> Mapping[MessageHash, InboundMessage]:
        sheet = SqlMessages.sheet
        asked = sheet.select.where(sheet.table.c.message.in_(hashes))
        async with reading(self._engine) as opened:
            rows = await Transaction(opened, writing=False).rows(asked)
        found = [sheet.read(row) for row in rows]
        return {one.message: one for one in found}

    async def of(self, cases: Sequence[CaseId]) -> AtStake:
        streams = {proposal_workflow_id(one): one for one in cases}
        terms = SqlDeadlines.sheet.select.where(
            DeadlineTable.stream.in_(streams), DeadlineTable.closed_at.is_(None)
        ).order_by(DeadlineTable.ends_at)
        rounds = SqlRounds.sheet.select.where(
            RoundTable.case.in_(cases), RoundTable.closed_at.is_(None)
        ).order_by(RoundTable.number)
        files = CASES.where(ProposalTable.case.in_(cases))
        async with reading(self._engine) as opened:
            transaction = Transaction(opened, writing=False)
            found = [case_row(row) for row in await transaction.rows(files)]
            running = [
                SqlDeadlines.sheet.read(row) for row in await transaction.rows(terms)
            ]
            opened_rounds = [
                SqlRounds.sheet.read(row) for row in await transaction.rows(rounds)
            ]
        held: dict[CaseId, tuple[RunningDeadline, ...]] = {}
        for term in running:
            case = streams[term.stream]
            held[case] = (*held.get(case, ()), term)
        return AtStake(
            cases={one.case: one for one in found},
            terms=held,
            rounds={one.case: one for one in opened_rounds},
        )


async def soonest(
    transaction: Transaction, *where: ColumnElement[bool], most: int
) -> Sequence[CaseRow]:
    """Files by the end of their term; only the forms of these few are read."""
    order = (ProposalTable.due_at.is_(None), ProposalTable.due_at, ProposalTable.case)
    first = select(ProposalTable.case).where(*where).order_by(*order).limit(most)
    rows = await transaction.rows(
        CASES.where(ProposalTable.case.in_(first)).order_by(*order)
    )
    return [case_row(row) for row in rows]
