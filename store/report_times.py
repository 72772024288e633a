"""When bodies were asked and answered, and how long the secretariat took."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from models.case import Outcome
from models.ids import BodyCode, CaseId
from models.letter import RECEIPTS, LetterState
from models.message import ActKind
from models.office_steps import TIMED_KINDS, CaseAct
from models.report_scope import ReportScope
from models.round import DeliveryState
from store.mail_tables import LetterTable
from store.report_scope import FATE, STREAM, acts, in_corridor, within
from store.tables import (
    AnswerTable,
    BodyTable,
    DeliveryTable,
    ProposalTable,
    QuestionTable,
    RoundTable,
)
from store.transaction import Transaction


class GivenAnswer(NamedTuple):
    """One answer in a round; `since` is when the invitation left for its body."""

    case: CaseId
    round: int
    body: BodyCode
    number: int
    act: ActKind
    cancels: int | None
    since: datetime
    at: datetime
    late: bool
    fate: DeliveryState


class Asked(NamedTuple):
    """How many deliveries of a body share a fate."""

    body: BodyCode
    name: str
    country: str
    fate: DeliveryState
    deliveries: int


class Worked(NamedTuple):
    """A proposal's timed acts, and how it ended."""

    acts: Sequence[CaseAct]
    outcome: Outcome | None


class AskedQuestion(NamedTuple):
    asked_at: datetime
    answered_at: datetime | None
    deadline: datetime


class Receipt(NamedTuple):
    """A receipt: when what it answers came, and when it left; None: not yet."""

    since: datetime
    left: datetime | None


async def answers(
    transaction: Transaction, scope: ReportScope
) -> Sequence[GivenAnswer]:
    """Every answer in the rounds opened in the period."""
    first, digest = aliased(LetterTable), aliased(LetterTable)
    rows = await transaction.rows(
        select(
            AnswerTable.case,
            AnswerTable.round,
            AnswerTable.body,
            AnswerTable.number,
            AnswerTable.act,
            AnswerTable.cancels,
            func.coalesce(
                digest.accepted_at, first.accepted_at, RoundTable.opened_at
            ).label("since"),
            AnswerTable.received_at.label("at"),
            AnswerTable.late,
            FATE,
        )
        .join(
            DeliveryTable,
            and_(
                DeliveryTable.case == AnswerTable.case,
                DeliveryTable.round == AnswerTable.round,
                DeliveryTable.body == AnswerTable.body,
            ),
        )
        .join(RoundTable, _same_round())
        .join(ProposalTable, ProposalTable.case == AnswerTable.case)
        .outerjoin(first, first.letter == DeliveryTable.first_letter)
        .outerjoin(digest, digest.letter == first.bundle)
        .where(in_corridor(scope), within(RoundTable.opened_at, scope))
        .order_by(AnswerTable.case, AnswerTable.body, AnswerTable.number)
    )
    return [
        GivenAnswer(
            **row | {"act": ActKind(row["act"]), "fate": DeliveryState(row["fate"])}
        )
        for row in rows
    ]


async def asked(transaction: Transaction, scope: ReportScope) -> Sequence[Asked]:
    """Deliveries of the rounds opened in the period, by body and fate."""
    rows = await transaction.rows(
        select(
            BodyTable.code.label("body"),
            BodyTable.name,
            BodyTable.country,
            FATE,
            func.count().label("deliveries"),
        )
        .join(DeliveryTable, DeliveryTable.body == BodyTable.code)
        .join(RoundTable, _same_round())
        .join(ProposalTable, ProposalTable.case == DeliveryTable.case)
        .where(in_corridor(scope), within(RoundTable.opened_at, scope))
        .group_by(BodyTable.code, BodyTable.name, BodyTable.country, FATE)
        .order_by(BodyTable.code)
    )
    return [Asked(**row | {"fate": DeliveryState(row["fate"])}) for row in rows]


async def worked(transaction: Transaction, scope: ReportScope) -> Sequence[Worked]:
    """The timed acts on each proposal of the corridor."""
    found = await acts(transaction, in_corridor(scope), TIMED_KINDS)
    rows = await transaction.rows(
        select(ProposalTable.case, ProposalTable.outcome).where(in_corridor(scope))
    )
    outcomes = {row["case"]: row["outcome"] for row in rows}
    return [
        Worked(done, Outcome(outcomes[case]) if outcomes[case] else None)
        for case, done in found.items()
    ]


async def questions(
    transaction: Transaction, scope: ReportScope
) -> Sequence[AskedQuestion]:
    rows = await transaction.rows(
        select(QuestionTable.asked_at, QuestionTable.answered_at, RoundTable.deadline)
        .join(
            RoundTable,
            and_(
                RoundTable.case == QuestionTable.case,
                RoundTable.number == QuestionTable.round,
            ),
        )
        .join(ProposalTable, ProposalTable.case == QuestionTable.case)
        .where(in_corridor(scope), within(QuestionTable.asked_at, scope))
        .order_by(QuestionTable.asked_at)
    )
    return [AskedQuestion(**row) for row in rows]


async def receipts(transaction: Transaction, scope: ReportScope) -> Sequence[Receipt]:
    """Receipts about proposals; one that was refused for good never counts."""
    rows = await transaction.rows(
        select(
            LetterTable.written_at.label("since"), LetterTable.accepted_at.label("left")
        )
        .join(ProposalTable, LetterTable.stream == STREAM)
        .where(
            in_corridor(scope),
            within(LetterTable.written_at, scope),
            LetterTable.kind.in_([*RECEIPTS]),
            LetterTable.state.not_in(_NEVER),
        )
        .order_by(LetterTable.written_at)
    )
    return [Receipt(**row) for row in rows]


_NEVER = (LetterState.REJECTED, LetterState.REFUSED, LetterState.RECALLED)


def _same_round() -> Any:
    return and_(
        RoundTable.case == DeliveryTable.case, RoundTable.number == DeliveryTable.round
    )
