"""Rounds of dissemination, and the delivery to each body."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from models.case import Phase
from models.ids import BodyCode, CaseId
from models.round import Delivery, DeliveryState, Round
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import DeliveryTable, ProposalTable, RoundTable

_WAITING = (DeliveryState.PREPARED, DeliveryState.WRITTEN)


class SqlRounds(SqlRows[Round, tuple[CaseId, int]]):
    sheet = Sheet(Round, RoundTable)
    thing = "round"

    async def current(self, case: CaseId) -> Round | None:
        found = await self._all_locked(
            self.sheet.select.where(RoundTable.case == case)
            .order_by(RoundTable.number.desc())
            .limit(1)
        )
        return found[0] if found else None

    async def open_between(self, first: datetime, last: datetime) -> Sequence[Round]:
        return await self._all(
            self.sheet.select.where(
                RoundTable.closed_at.is_(None),
                RoundTable.deadline >= first,
                RoundTable.deadline <= last,
            ).order_by(RoundTable.case)
        )


class SqlDeliveries(SqlRows[Delivery, tuple[CaseId, int, BodyCode]]):
    sheet = Sheet(Delivery, DeliveryTable)
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
        statement = self.sheet.select.where(
            DeliveryTable.case == case,
            DeliveryTable.round == number,
            DeliveryTable.state.in_(states),
        )
        if after is not None:
            statement = statement.where(DeliveryTable.body > after)
        return await self._all_locked(
            statement.order_by(DeliveryTable.body).limit(limit)
        )

    async def bodies(self, case: CaseId, number: int) -> Sequence[BodyCode]:
        rows = await self._transaction.rows(
            select(DeliveryTable.body)
            .where(DeliveryTable.case == case, DeliveryTable.round == number)
            .order_by(DeliveryTable.body),
            after=self.sheet.table,
        )
        return [row["body"] for row in rows]

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
            select(func.count().label("waiting")).where(
                DeliveryTable.case == case,
                DeliveryTable.round == number,
                DeliveryTable.state.in_(_WAITING),
            ),
            after=self.sheet.table,
        )
        return row["waiting"] if row else 0
