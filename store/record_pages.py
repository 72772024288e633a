"""Seals, findings and refused acts, the newest first and a page at a time."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from models.case_filter import PAGE
from models.event import Event
from models.finding import Finding, FindingState
from models.seal import Seal
from store.engine import reading
from store.event import SHEET as EVENTS
from store.evidence_tables import REFUSED, EventTable, FindingTable
from store.finding import SqlFindings
from store.fixed import Row
from store.seal import SqlSeals
from store.seal_tables import SealTable
from store.transaction import Transaction

T = TypeVar("T")
_CHOICES: Final = 200
"""Of what there is to choose a filter from."""
_ACT: Final = EventTable.body["act"].as_string()
_STATE: Final[dict[FindingState, ColumnElement[bool]]] = {
    FindingState.OPEN: FindingTable.closed_at.is_(None) & FindingTable.answer.is_(None),
    FindingState.ANSWERED: FindingTable.closed_at.is_(None)
    & FindingTable.answer.is_not(None),
    FindingState.CLOSED: FindingTable.closed_at.is_not(None),
}


class Paged(NamedTuple, Generic[T]):
    """`total`: how many fit, on all pages; pages are numbered from 1."""

    rows: Sequence[T]
    total: int
    number: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


class RefusedBy(NamedTuple):
    """Who was refused anything, and what: to choose a filter from."""

    actors: Sequence[str]
    acts: Sequence[str]


class SqlRecordPages:
    """A page that is not there is the last one."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def seals(self, number: int = 1) -> Paged[Seal]:
        asked = SqlSeals.sheet.select.order_by(SealTable.number.desc())
        return await self._page(asked, SqlSeals.sheet.read, number)

    async def findings(
        self, state: FindingState | None, auditor: str, number: int = 1
    ) -> Paged[Finding]:
        """An empty `auditor`: of all of them."""
        sheet = SqlFindings.sheet
        asked = sheet.select.order_by(
            FindingTable.opened_at.desc(), FindingTable.case, FindingTable.number
        )
        if state:
            asked = asked.where(_STATE[state])
        if auditor:
            asked = asked.where(FindingTable.auditor == auditor)
        return await self._page(asked, sheet.read, number)

    async def auditors(self) -> Sequence[str]:
        """Who opened a finding."""
        asked = select(FindingTable.auditor.label("told")).distinct()
        return await self._told(asked.order_by("told"))

    async def refused(self, actor: str, act: str, number: int = 1) -> Paged[Event]:
        """Empty: whoever it was, whatever it was."""
        asked = EVENTS.select.where(REFUSED).order_by(
            EventTable.at.desc(), EventTable.stream, EventTable.seq.desc()
        )
        if actor:
            asked = asked.where(EventTable.actor == actor)
        if act:
            asked = asked.where(act == _ACT)
        return await self._page(asked, EVENTS.read, number)

    async def refused_by(self) -> RefusedBy:
        told = [
            select(column.label("told")).distinct().where(REFUSED).order_by("told")
            for column in (EventTable.actor, _ACT)
        ]
        return RefusedBy(*[await self._told(one) for one in told])

    async def _page(
        self, asked: Select[Any], read: Callable[[Row], T], number: int
    ) -> Paged[T]:
        counted = select(func.count().label("n")).select_from(
            asked.order_by(None).subquery()
        )
        async with reading(self._engine) as opened:
            transaction = Transaction(opened, writing=False)
            total = (await transaction.rows(counted))[0]["n"]
            shown = min(max(number, 1), max(1, -(-total // PAGE)))
            rows = await transaction.rows(asked.limit(PAGE).offset((shown - 1) * PAGE))
        return Paged([read(row) for row in rows], total, shown)

    async def _told(self, asked: Select[Any]) -> Sequence[str]:
        async with reading(self._engine) as opened:
            rows = await Transaction(opened, writing=False).rows(asked.limit(_CHOICES))
        return [row["told"] for row in rows]
