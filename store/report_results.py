"""What a period brought: numbers of each kind of act, and the results reached."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic_core import from_json
from sqlalchemy import Executable, and_, func, select

from models.case import SUCCESSES, Outcome
from models.event import EventKind
from models.ids import CorridorCode, Ref
from models.message import ActKind
from models.programme import WorkProgramme
from models.programme_record import whole
from models.report_scope import ReportScope
from store.corridor import SqlCorridors
from store.evidence_tables import EventTable, PaperTable
from store.programme import SqlProgrammeLives
from store.report_answers import given, last_words
from store.report_scope import STREAM, in_corridor, within
from store.tables import AnswerTable, DeliveryTable, ProposalTable, RoundTable
from store.transaction import Transaction

_COUNTED = (
    EventKind.SUBMITTED,
    EventKind.VALIDATED,
    EventKind.DISSEMINATED,
    EventKind.PRESENTED,
)


class Result(NamedTuple):
    """A proposal that came to something; `title` by language, `value` in cents."""

    ref: Ref
    outcome: Outcome
    at: datetime
    title: dict[str, str]
    value: int | None = None


class Numbers(NamedTuple):
    """Of the period: proposals by what was done, deliveries, bodies' last words."""

    proposals: dict[EventKind, int]
    deliveries: int
    answers: dict[ActKind, int]


async def numbers(transaction: Transaction, scope: ReportScope) -> Numbers:
    counted = (
        select(
            EventTable.kind.label("key"),
            func.count(ProposalTable.case.distinct()).label("n"),
        )
        .join(ProposalTable, EventTable.stream == STREAM)
        .where(
            in_corridor(scope),
            EventTable.kind.in_(_COUNTED),
            within(EventTable.at, scope),
        )
        .group_by(EventTable.kind)
    )
    said = await given(
        transaction, and_(in_corridor(scope), AnswerTable.received_at < scope.until)
    )
    words = Counter(
        one.act for one in last_words(said).values() if one.received_at >= scope.since
    )
    acts = await _counts(transaction, counted)
    return Numbers(
        proposals={EventKind(key): count for key, count in acts.items()},
        deliveries=await _deliveries(transaction, scope),
        answers=dict(words),
    )


async def _counts(transaction: Transaction, asked: Executable) -> dict[str, int]:
    rows = await transaction.rows(asked)
    return {row["key"]: row["n"] for row in rows}


async def _deliveries(transaction: Transaction, scope: ReportScope) -> int:
    row = await transaction.row(
        select(func.count().label("n"))
        .select_from(DeliveryTable)
        .join(
            RoundTable,
            (RoundTable.case == DeliveryTable.case)
            & (RoundTable.number == DeliveryTable.round),
        )
        .join(ProposalTable, ProposalTable.case == DeliveryTable.case)
        .where(
            in_corridor(scope),
            within(RoundTable.opened_at, scope),
            DeliveryTable.first_letter.is_not(None),
        )
    )
    return row["n"] if row else 0


async def results(transaction: Transaction, scope: ReportScope) -> Sequence[Result]:
    """Proposals closed in the period with a result, oldest first."""
    rows = await transaction.rows(
        select(
            ProposalTable.ref,
            ProposalTable.outcome,
            ProposalTable.closed_at,
            ProposalTable.value,
            PaperTable.bytes,
        )
        .join(PaperTable, PaperTable.sha256 == ProposalTable.form)
        .where(
            in_corridor(scope),
            ProposalTable.outcome.in_(SUCCESSES),
            within(ProposalTable.closed_at, scope),
        )
        .order_by(ProposalTable.closed_at, ProposalTable.case)
    )
    return [
        Result(
            row["ref"],
            Outcome(row["outcome"]),
            row["closed_at"],
            _title(row["bytes"]),
            row["value"],
        )
        for row in rows
    ]


async def programmes(
    transaction: Transaction, corridor: CorridorCode
) -> Sequence[WorkProgramme]:
    """With their guidelines and signatures, in order of time."""
    lives = {one.code: one for one in await SqlProgrammeLives(transaction).of(corridor)}
    known = await SqlCorridors(transaction).programmes(corridor)
    return [whole(one, lives.get(one.code)) for one in known]


def _title(form: bytes) -> dict[str, str]:
    """The title alone: of a form nothing else is told."""
    try:
        title = from_json(form)["title"]
    except (ValueError, KeyError, TypeError):
        return {}
    return title if isinstance(title, dict) else {}
