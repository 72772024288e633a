"""What the counters count, in the transaction of one moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import aliased

from models.counters import Held, LettersIn, YearBudget
from models.event import EventKind
from models.ids import AgreementNumber, agreement_stream
from models.inbound import Disposition
from models.ledger import Account
from models.letter import LetterState
from store.evidence_tables import EntryTable, EventTable
from store.mail_tables import LetterTable, MessageTable
from store.money_tables import AgreementYearTable
from store.reading import TOLD, WAITING
from store.screening import STILL_STREAMS
from store.tables import DeadlineTable
from store.transaction import Transaction

_DIGEST = aliased(LetterTable)
_NAMED = EventTable.body["message"].as_string()
_TOLD_OF = select(_NAMED).where(_NAMED.is_not(None))
_PROVEN: ColumnElement[bool] = or_(
    MessageTable.disposition == Disposition.RECEIVED,
    and_(MessageTable.disposition.in_(WAITING), TOLD),
    and_(MessageTable.disposition.not_in(WAITING), MessageTable.message.in_(_TOLD_OF)),
)
"""An act names what became one or was filed; a task tells of what waits."""
_BUDGETS = (EventKind.AGREEMENT_OPENED, EventKind.AGREEMENT_RAISED)


class SqlCounters:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def received(self) -> int:
        return await self._number(
            select(func.count().label("n")).select_from(MessageTable)
        )

    async def proven(self) -> Mapping[Disposition, int]:
        """By disposition, the messages of which the record tells what became."""
        rows = await self._transaction.rows(
            select(MessageTable.disposition, func.count().label("n"))
            .where(_PROVEN)
            .group_by(MessageTable.disposition)
        )
        return {Disposition(row["disposition"]): row["n"] for row in rows}

    async def unproven(self, limit: int) -> Sequence[str]:
        rows = await self._transaction.rows(
            select(MessageTable.message, MessageTable.disposition)
            .where(not_(_PROVEN))
            .order_by(MessageTable.message)
            .limit(limit)
        )
        return [
            f"message {row['message'][:12]} is {row['disposition']}, and no "
            f"{'task' if row['disposition'] in WAITING else 'act'} tells of it"
            for row in rows
        ]

    async def letters(self) -> Sequence[tuple[LettersIn, str]]:
        """How many are in each state, and the first of them."""
        timed = LetterTable.accepted_at.is_not(None).label("timed")
        bundled = LetterTable.bundle.is_not(None).label("bundled")
        digest = _DIGEST.state.label("digest")
        rows = await self._transaction.rows(
            select(
                *(LetterTable.state, digest, bundled, timed),
                func.count().label("n"),
                func.min(LetterTable.letter).label("first"),
            )
            .outerjoin(_DIGEST, _DIGEST.letter == LetterTable.bundle)
            .group_by(LetterTable.state, digest, bundled, timed)
        )
        return [
            (
                LettersIn(
                    state=LetterState(row["state"]),
                    digest=LetterState(row["digest"]) if row["digest"] else None,
                    bundled=bool(row["bundled"]),
                    timed=bool(row["timed"]),
                    number=row["n"],
                ),
                str(row["first"]),
            )
            for row in rows
        ]

    async def live(self) -> Mapping[str, datetime]:
        """Streams with a deadline that runs, and when the next one ends.

        No clock runs for a case that stands still.
        """
        rows = await self._transaction.rows(
            select(DeadlineTable.stream, func.min(DeadlineTable.ends_at).label("next"))
            .where(
                DeadlineTable.closed_at.is_(None),
                DeadlineTable.ends_at.is_not(None),
                DeadlineTable.stream.not_in(STILL_STREAMS),
            )
            .group_by(DeadlineTable.stream)
        )
        return {row["stream"]: row["next"] for row in rows}

    async def budgets(self) -> Sequence[YearBudget]:
        """Every year's budget, and what its acts gave it."""
        cents = func.coalesce(
            EventTable.body["cents"].as_integer(),  # a raise tells the new total, too
            EventTable.body["budget"].as_integer(),
        )
        years = await self._transaction.rows(
            select(
                AgreementYearTable.agreement,
                AgreementYearTable.year,
                AgreementYearTable.budget,
            ).order_by(AgreementYearTable.agreement, AgreementYearTable.year)
        )
        streams = [_stream(row["agreement"], row["year"]) for row in years]
        acts = await self._transaction.rows(
            select(EventTable.stream, func.sum(cents).label("cents"))
            .where(EventTable.stream.in_(streams), EventTable.kind.in_(_BUDGETS))
            .group_by(EventTable.stream)
        )
        given = {row["stream"]: int(row["cents"]) for row in acts}
        return [
            YearBudget(
                agreement=row["agreement"],
                year=row["year"],
                budget=row["budget"],
                acts=given.get(_stream(row["agreement"], row["year"]), 0),
            )
            for row in years
        ]

    async def held(self) -> Sequence[Held]:
        by = (
            EntryTable.agreement,
            EntryTable.year,
            EntryTable.credit,
            EntryTable.debit,
        )
        rows = await self._transaction.rows(
            select(*by, func.sum(EntryTable.cents).label("cents")).group_by(*by)
        )
        return [
            Held(
                agreement=row["agreement"],
                year=row["year"],
                credit=Account(row["credit"]),
                debit=Account(row["debit"]),
                cents=int(row["cents"]),
            )
            for row in rows
        ]

    async def events(self) -> int:
        return await self._number(
            select(func.count().label("n")).select_from(EventTable)
        )

    async def _number(self, statement: Any) -> int:
        [row] = await self._transaction.rows(statement)
        return int(row["n"])


def _stream(agreement: str, year: int) -> str:
    return agreement_stream(AgreementNumber(agreement), year)
