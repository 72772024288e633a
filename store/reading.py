"""Reads what the desk, the commands and the auditor are shown; never writes."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Executable, Select, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from models.body import Body
from models.case import Outcome, Phase
from models.event import Stamp
from models.ids import AgreementNumber, BodyCode, CaseId, CorridorCode, SessionId
from models.inbound import Disposition, InboundMessage
from models.letter import Letter, LetterKind, LetterState
from models.session import Session
from models.statement import Statement
from models.task import Task
from store.agenda_tables import SlotTable
from store.agreement import year_statement
from store.body import SqlBodies
from store.case import SqlCases
from store.conversation import about
from store.engine import reading
from store.errors import NotFoundError
from store.evidence_tables import (
    EventTable,
    PaperTable,
    StreamTable,
    TaskTable,
)
from store.fixed import Row
from store.letter import SqlLetters
from store.mail_tables import ConversationTable, LetterTable, MessageTable
from store.message import SqlMessages
from store.read_models import (
    AgendaRow,
    CaseRow,
    Counters,
    TimelineItem,
)
from store.session import SqlSessions
from store.tables import BodyTable, ProposalTable, SessionTable
from store.task import SqlTasks
from store.timeline import timeline
from store.transaction import Transaction

CASES = SqlCases.sheet.select.add_columns(PaperTable.bytes.label("form_bytes")).join(
    PaperTable, PaperTable.sha256 == ProposalTable.form
)


class SqlReading:
    """Each question is answered from one moment of the record."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_cases(
        self,
        *,
        session: SessionId | None = None,
        phase: Phase | None = None,
        outcome: Outcome | None = None,
    ) -> Sequence[CaseRow]:
        """The files that fit every filter given, by number."""
        asked = _fitting(
            CASES,
            (ProposalTable.session, session),
            (ProposalTable.phase, phase),
            (ProposalTable.outcome, outcome),
        )
        rows = await self._rows(asked.order_by(ProposalTable.case))
        return [case_row(row) for row in rows]

    async def case_by_ref(self, name: str) -> CaseRow:
        """By the reference people use or by the id, in small or capital letters.

        Raises:
            NotFoundError: neither is known.
        """
        given = name.strip()
        named = or_(
            ProposalTable.ref.in_({given, given.upper()}),
            ProposalTable.case.in_({given, given.lower()}),
        )
        rows = await self._rows(CASES.where(named).limit(1))
        if not rows:
            raise NotFoundError(f"There is no proposal {given}; `list` names them all.")
        return case_row(rows[0])

    async def timeline(
        self, stream: str, *, until: datetime | None = None
    ) -> Sequence[TimelineItem]:
        """The acts, letters and mails of a proposal or session, in time order."""
        async with self._open() as transaction:
            return await timeline(transaction, stream, until=until)

    async def letters(
        self,
        *,
        stream: str | None = None,
        state: LetterState | None = None,
        kind: LetterKind | None = None,
        body: BodyCode | None = None,
        limit: int = 200,
    ) -> Sequence[Letter]:
        """The newest first."""
        asked = _fitting(
            SqlLetters.sheet.select,
            (LetterTable.stream, stream),
            (LetterTable.state, state),
            (LetterTable.kind, kind),
            (LetterTable.body, body),
        )
        newest = (LetterTable.written_at.desc(), LetterTable.letter.desc())
        rows = await self._rows(asked.order_by(*newest).limit(limit))
        return [SqlLetters.sheet.read(row) for row in rows]

    async def messages(
        self,
        *,
        case: CaseId | None = None,
        disposition: Disposition | None = None,
        limit: int = 200,
    ) -> Sequence[InboundMessage]:
        """The newest first."""
        asked = _fitting(
            SqlMessages.sheet.select.outerjoin(
                ConversationTable,
                ConversationTable.number == MessageTable.conversation,
            ),
            (MessageTable.disposition, disposition),
        )
        if case is not None:
            asked = asked.where(about(case))
        newest = (MessageTable.received_at.desc(), MessageTable.message.desc())
        rows = await self._rows(asked.order_by(*newest).limit(limit))
        return [SqlMessages.sheet.read(row) for row in rows]

    async def open_tasks(self, stream: str | None = None) -> Sequence[Task]:
        """What waits for a person, the oldest first."""
        asked = _fitting(SqlTasks.sheet.select, (TaskTable.stream, stream))
        rows = await self._rows(
            asked.where(TaskTable.closed_at.is_(None)).order_by(
                TaskTable.opened_at, TaskTable.task
            )
        )
        return [SqlTasks.sheet.read(row) for row in rows]

    async def sessions(self, corridor: CorridorCode | None = None) -> Sequence[Session]:
        asked = _fitting(SqlSessions.sheet.select, (SessionTable.corridor, corridor))
        rows = await self._rows(
            asked.order_by(SessionTable.corridor, SessionTable.ordinal)
        )
        return [SqlSessions.sheet.read(row) for row in rows]

    async def agenda(self, session: SessionId) -> Sequence[AgendaRow]:
        """The places of a session in order."""
        rows = await self._rows(
            select(
                SlotTable.position,
                SlotTable.minutes,
                SlotTable.table,
                SlotTable.starts_at,
                SlotTable.rank,
                SlotTable.why,
                SlotTable.by_hand,
                SlotTable.frozen,
                ProposalTable.case,
                ProposalTable.ref,
                ProposalTable.phase,
                ProposalTable.score,
                PaperTable.bytes.label("form_bytes"),
            )
            .join(ProposalTable, ProposalTable.case == SlotTable.case)
            .join(PaperTable, PaperTable.sha256 == ProposalTable.form)
            .where(SlotTable.session == session)
            .order_by(SlotTable.position)
        )
        return [AgendaRow.model_validate(_titled(row)) for row in rows]

    async def agreement_statement(
        self, agreement: AgreementNumber, year: int
    ) -> Statement:
        """Balances and moves of a year.

        Raises:
            NotFoundError: the year has no budget.
        """
        async with self._open() as transaction:
            return await year_statement(transaction, agreement, year)

    async def bodies(self, corridor: CorridorCode | None = None) -> Sequence[Body]:
        asked = _fitting(SqlBodies.sheet.select, (BodyTable.corridor, corridor))
        rows = await self._rows(asked.order_by(BodyTable.code))
        return [SqlBodies.sheet.read(row) for row in rows]

    async def counters(self) -> Counters:
        async with self._open() as transaction:
            by_disposition = await transaction.rows(_counted(MessageTable.disposition))
            by_state = await transaction.rows(_counted(LetterTable.state))
            tasks = await transaction.rows(
                select(func.count().label("n"))
                .select_from(TaskTable)
                .where(TaskTable.closed_at.is_(None))
            )
            events = await transaction.rows(
                select(func.count().label("n")).select_from(EventTable)
            )
            orphans = await transaction.rows(
                select(func.count().label("n"))
                .select_from(MessageTable)
                .where(MessageTable.disposition.in_(WAITING), ~TOLD)
            )
        return Counters(
            messages={row["key"]: row["n"] for row in by_disposition},
            letters={row["key"]: row["n"] for row in by_state},
            open_tasks=tasks[0]["n"],
            events=events[0]["n"],
            orphans=orphans[0]["n"],
        )

    async def streams(self) -> Sequence[Stamp]:
        """The head of every chain, to check the record against."""
        rows = await self._rows(
            select(StreamTable.stream, StreamTable.seq, StreamTable.hash).order_by(
                StreamTable.stream
            )
        )
        return [Stamp.model_validate(row) for row in rows]

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[Transaction]:
        async with reading(self._engine) as opened:
            yield Transaction(opened, writing=False)

    async def _rows(self, statement: Executable) -> Sequence[Row]:
        async with self._open() as transaction:
            return await transaction.rows(statement)


WAITING = (Disposition.TASK, Disposition.QUARANTINED)
TOLD = (
    select(TaskTable.task)
    .where(
        TaskTable.stream == literal("message/") + MessageTable.message,
        TaskTable.closed_at.is_(None),
    )
    .exists()
)


def _fitting(
    statement: Select[Any], *asked: tuple[ColumnElement[Any] | Any, object]
) -> Select[Any]:
    """Narrow a select to the filters that were given."""
    for column, value in asked:
        if value is not None:
            statement = statement.where(column == value)
    return statement


def _counted(column: Any) -> Select[Any]:
    return select(column.label("key"), func.count().label("n")).group_by(column)


def case_row(row: Row) -> CaseRow:
    return CaseRow.model_validate(_titled(row))


def _titled(row: Row) -> dict[str, object]:
    """The row with the titles its form has instead of the form."""
    return row | {"title": _title(row.pop("form_bytes"))}


def _title(form: bytes) -> dict[str, str]:
    try:
        title = from_json(form)["title"]
    except (ValueError, KeyError, TypeError):
        return {}
    return title if isinstance(title, dict) else {}
