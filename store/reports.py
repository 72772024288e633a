"""What the reports are drawn from; each from one moment of the record."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncEngine

from models.body import Agreement, Body
from models.corridor import Corridor
from models.ids import CaseId, CorridorCode
from models.ledger import Account
from models.programme import WorkProgramme
from models.report_scope import ReportScope
from models.residuals import Budget, Moved
from models.screening_register import RegisterLine
from models.session import Session
from models.silence_matrix import Put, Sent
from store import (
    report_funnel,
    report_money,
    report_results,
    report_screening,
    report_silence,
    report_times,
)
from store.corridor import SqlCorridors
from store.engine import reading
from store.report_scope import first_instants
from store.session import SqlSessions
from store.tables import CorridorTable, SessionTable
from store.transaction import Transaction


class FunnelRecord(NamedTuple):
    proposals: Sequence[report_funnel.Came]
    districts: Mapping[CaseId, bool]


class TimesRecord(NamedTuple):
    answers: Sequence[report_times.GivenAnswer]
    asked: Sequence[report_times.Asked]
    worked: Sequence[report_times.Worked]
    questions: Sequence[report_times.AskedQuestion]
    receipts: Sequence[report_times.Receipt]


class MatrixRecord(NamedTuple):
    bodies: Sequence[Body]
    proposals: Sequence[Put]
    sent: Sequence[Sent]
    agreements: Sequence[Agreement]


class SumsRecord(NamedTuple):
    bodies: Sequence[Body]
    sessions: Sequence[report_silence.SessionCount]
    fates: Sequence[report_silence.FateCount]


class MoneyRecord(NamedTuple):
    budgets: Sequence[Budget]
    moves: Sequence[Moved]


class SynthesisRecord(NamedTuple):
    sessions: Sequence[Session]
    programmes: Sequence[WorkProgramme]
    results: Sequence[report_results.Result]
    numbers: report_results.Numbers
    proposals: Sequence[report_funnel.Came]
    booked: Mapping[Account, int]
    """What each account gained in the period."""
    standing: Mapping[Account, int]
    """And what it had gained by its end."""


class SqlReports:
    """Reads, and never writes."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def corridors(self) -> Sequence[Corridor]:
        async with self._open() as record:
            rows = await record.rows(SqlCorridors.sheet.select.order_by(_CODE))
        return [SqlCorridors.sheet.read(row) for row in rows]

    async def begins(self, corridor: CorridorCode) -> datetime | None:
        """When the corridor's record begins; None: nothing happened yet."""
        async with self._open() as record:
            return min(await first_instants(record, corridor), default=None)

    async def funnel(self, scope: ReportScope, *, districts: bool) -> FunnelRecord:
        """`districts`: look into the forms as well, which takes longer."""
        async with self._open() as record:
            return FunnelRecord(
                proposals=await report_funnel.came(record, scope),
                districts=(
                    await report_funnel.districts(record, scope) if districts else {}
                ),
            )

    async def bodies_reached(
        self, scope: ReportScope
    ) -> Sequence[report_funnel.Reached]:
        async with self._open() as record:
            return await report_funnel.bodies_reached(record, scope)

    async def times(self, scope: ReportScope) -> TimesRecord:
        async with self._open() as record:
            return TimesRecord(
                answers=await report_times.answers(record, scope),
                asked=await report_times.asked(record, scope),
                worked=await report_times.worked(record, scope),
                questions=await report_times.questions(record, scope),
                receipts=await report_times.receipts(record, scope),
            )

    async def silence_matrix(
        self, scope: ReportScope, corridor: Corridor
    ) -> MatrixRecord:
        async with self._open() as record:
            return MatrixRecord(
                bodies=await report_silence.bodies(record, scope, corridor),
                proposals=await report_silence.proposals(record, scope),
                sent=await report_silence.sent(record, scope),
                agreements=await report_silence.agreements(record, scope),
            )

    async def silence_sums(self, scope: ReportScope, corridor: Corridor) -> SumsRecord:
        async with self._open() as record:
            return SumsRecord(
                bodies=await report_silence.bodies(record, scope, corridor),
                sessions=await report_silence.session_counts(record, scope),
                fates=await report_silence.fate_counts(record, scope),
            )

    async def residuals(self, scope: ReportScope) -> MoneyRecord:
        async with self._open() as record:
            return MoneyRecord(
                budgets=await report_money.budgets(record, scope),
                moves=await report_money.moves(record, scope),
            )

    async def sessions(self, corridor: CorridorCode) -> Sequence[Session]:
        async with self._open() as record:
            return await _sessions(record, corridor)

    async def synthesis(self, scope: ReportScope) -> SynthesisRecord:
        async with self._open() as record:
            return SynthesisRecord(
                sessions=await _sessions(record, scope.corridor),
                programmes=await report_results.programmes(record, scope.corridor),
                results=await report_results.results(record, scope),
                numbers=await report_results.numbers(record, scope),
                proposals=await report_funnel.came(record, scope),
                booked=await report_money.standing(
                    record, scope, since=scope.since, until=scope.until
                ),
                standing=await report_money.standing(record, scope, until=scope.until),
            )

    async def screening_register(
        self, since: datetime, until: datetime
    ) -> Sequence[RegisterLine]:
        async with self._open() as record:
            return await report_screening.screening_register(record, since, until)

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[Transaction]:
        async with reading(self._engine) as opened:
            yield Transaction(opened, writing=False)


_CODE = CorridorTable.code


async def _sessions(record: Transaction, corridor: CorridorCode) -> list[Session]:
    sheet = SqlSessions.sheet
    rows = await record.rows(
        sheet.select.where(SessionTable.corridor == corridor).order_by(
            SessionTable.ordinal
        )
    )
    return [sheet.read(row) for row in rows]
