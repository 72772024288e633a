"""Rounds of dissemination, and the delivery to each body."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, func, or_, select

from models.case import Phase
from models.ids import BodyCode, CaseId
from models.round import Delivery, DeliveryState, Round
from store.fixed import Fixed
from store.rows import SqlRows
from store.sheet import Asked, Sheet
from store.tables import DeliveryTable, ProposalTable, RoundTable

_ROUNDS = Sheet(Round, RoundTable)
_CURRENT = Asked(
    _ROUNDS.select.where(RoundTable.case == bindparam("of"))
    .order_by(RoundTable.number.desc())
    .limit(1)
)
_DELIVERIES = Sheet(Delivery, DeliveryTable)
_OF_ROUND = (
    DeliveryTable.case == bindparam("of"),
    DeliveryTable.round == bindparam("number"),
)
_WAITING = Fixed(
    select(func.count().label("waiting")).where(
        *_OF_ROUND,
        or_(
            DeliveryTable.state == DeliveryState.PREPARED,
            DeliveryTable.state == DeliveryState.WRITTEN,
        ),
    )
)
_FIRST = ""
"""Before every body's code."""


class SqlRounds(SqlRows[Round, tuple[CaseId, int]]):
    sheet = _ROUNDS
    thing = "round"

    async def current(self, case: CaseId) -> Round | None:
        found = await self._some_locked(_CURRENT, {"of": case})
        return found[0] if found else None

    async def of_case(self, case: CaseId) -> Sequence[Round]:
        """By number."""
        return await self._all(
            self.sheet.select.where(RoundTable.case == case).order_by(RoundTable.number)
        )

    async def open_between(self, first: datetime, last: datetime) -> Sequence[Round]:
        return await self._all(
            self.sheet.select.where(
                RoundTable.closed_at.is_(None),
                RoundTable.deadline >= first,
                RoundTable.deadline <= last,
            ).order_by(RoundTable.case)
        )


class SqlDeliveries(SqlRows[Delivery, tuple[CaseId, int, BodyCode]]):
    sheet = _DELIVERIES
    thing = "delivery"

    async def page(
        self,
        case: CaseId,
        number: int,
        *,
        states: Sequence[DeliveryState],
        after: BodyCode | None = None,
        limit: int = 50,
    ) -> Sequence[Delivery]:
        asked = {"of": case, "number": number, "after": after or _FIRST, "most": limit}
        return await self._some_locked(_page(tuple(states)), asked)

    async def bodies(self, case: CaseId, number: int) -> Sequence[BodyCode]:
        rows = await self._transaction.rows(
            select(DeliveryTable.body)
            .where(DeliveryTable.case == case, DeliveryTable.round == number)
            .order_by(DeliveryTable.body),
            after=self.sheet.table,
        )
        return [row["body"] for row in rows]

    async def of_case(self, case: CaseId) -> Sequence[Delivery]:
        """Of every round, in order."""
        return await self._all(
            self.sheet.select.where(DeliveryTable.case == case).order_by(
                DeliveryTable.round, DeliveryTable.body
            )
        )

    async def open_of(self, body: BodyCode) -> Sequence[Delivery]:
        last = (
            select(func.max(RoundTable.number))
            .where(RoundTable.case == DeliveryTable.case)
            .scalar_subquery()
        )
        return await self._all_locked(
            self.sheet.select.join(
                ProposalTable, ProposalTable.case == DeliveryTable.case
            )
            .where(
                DeliveryTable.body == body,
                DeliveryTable.round == last,
                DeliveryTable.state != DeliveryState.RECALLED,
                ProposalTable.phase != Phase.CLOSED,
            )
            .order_by(DeliveryTable.case)
        )

    async def waiting(self, case: CaseId, number: int) -> int:
        row = await self._transaction.row(
            _WAITING, {"of": case, "number": number}, after=self.sheet.table
        )
        return row["waiting"] if row else 0


@cache
def _page(states: tuple[DeliveryState, ...]) -> Asked:
    return Asked(
        _DELIVERIES.select.where(
            *_OF_ROUND,
            or_(*(DeliveryTable.state == state for state in states)),
            DeliveryTable.body > bindparam("after"),
        )
        .order_by(DeliveryTable.body)
        .limit(bindparam("most"))
    )
