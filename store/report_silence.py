"""Who was asked about what, and what became of it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from models.body import Agreement, Body
from models.corridor import Corridor
from models.ids import BodyCode, CaseId, SessionId
from models.interest import Answer
from models.letter import LetterState
from models.message import ActKind
from models.report_scope import ReportScope
from models.round import DeliveryState
from models.session_rules import roman
from models.silence_matrix import Put, Sent
from store.agreement import SqlAgreements
from store.body import SqlBodies
from store.mail_tables import LetterTable
from store.report_answers import given, last_words
from store.report_scope import FATE, collected
from store.tables import (
    BodyTable,
    DeliveryTable,
    ProposalTable,
    RoundTable,
    SessionTable,
)
from store.transaction import Transaction


class SessionCount(NamedTuple):
    """The proposals of a session, and how many of them were disseminated."""

    session: SessionId
    roman: str
    proposals: int
    disseminated: int


class FateCount(NamedTuple):
    """How many deliveries of a session to a body share a fate."""

    body: BodyCode
    session: SessionId
    fate: DeliveryState
    deliveries: int


async def bodies(
    transaction: Transaction, scope: ReportScope, corridor: Corridor
) -> Sequence[Body]:
    """Those of the answering side, and whoever was asked all the same."""
    sheet = SqlBodies.sheet
    was_asked = select(DeliveryTable.body).where(DeliveryTable.body == BodyTable.code)
    rows = await transaction.rows(
        sheet.select.where(
            BodyTable.corridor == scope.corridor,
            or_(BodyTable.country == corridor.side_a, was_asked.exists()),
        ).order_by(BodyTable.code)
    )
    return [sheet.read(row) for row in rows]


async def agreements(
    transaction: Transaction, scope: ReportScope
) -> Sequence[Agreement]:
    return await SqlAgreements(transaction).of_corridor(scope.corridor)


async def proposals(transaction: Transaction, scope: ReportScope) -> Sequence[Put]:
    """Those collected, with the day of their last round."""
    rows = await transaction.rows(
        select(
            ProposalTable.case,
            ProposalTable.ref,
            ProposalTable.sectors,
            RoundTable.opened_at,
        )
        .outerjoin(_LAST, _LAST.c.case == ProposalTable.case)
        .outerjoin(RoundTable, _is_last(RoundTable.case, RoundTable.number))
        .where(collected(scope))
        .order_by(ProposalTable.case)
    )
    return [
        Put(
            row["case"],
            row["ref"],
            frozenset(row["sectors"]),
            scope.day(row["opened_at"]) if row["opened_at"] else None,
        )
        for row in rows
    ]


async def sent(transaction: Transaction, scope: ReportScope) -> Sequence[Sent]:
    """The deliveries of each proposal's last round, with the body's last word."""
    first, digest = aliased(LetterTable), aliased(LetterTable)
    rows = await transaction.rows(
        select(
            DeliveryTable.case,
            DeliveryTable.body,
            FATE,
            func.coalesce(digest.state, first.state).label("letter"),
        )
        .join(_LAST, _is_last(DeliveryTable.case, DeliveryTable.round))
        .join(RoundTable, _is_last(RoundTable.case, RoundTable.number))
        .join(ProposalTable, ProposalTable.case == DeliveryTable.case)
        .outerjoin(first, first.letter == DeliveryTable.first_letter)
        .outerjoin(digest, digest.letter == first.bundle)
        .where(collected(scope))
        .order_by(DeliveryTable.case, DeliveryTable.body)
    )
    said = _words(await given(transaction, collected(scope)))
    return [
        Sent(
            row["case"],
            row["body"],
            DeliveryState(row["fate"]),
            LetterState(row["letter"]) if row["letter"] else None,
            said.get((row["case"], row["body"])),
        )
        for row in rows
    ]


def _words(answers: list[Answer]) -> dict[tuple[CaseId, BodyCode], ActKind]:
    """Each body's last word not undone, else the question it asked."""
    asked = {
        (one.case, one.body): one.act
        for one in answers
        if one.act is ActKind.QUESTION and one.cancels is None
    }
    said = {pair: last.act for pair, last in last_words(answers).items()}
    return asked | said


async def session_counts(
    transaction: Transaction, scope: ReportScope
) -> Sequence[SessionCount]:
    """The sessions that proposals of the period are meant for, by number."""
    rows = await transaction.rows(
        select(
            SessionTable.session,
            SessionTable.ordinal,
            func.count().label("proposals"),
            func.count(_LAST.c.case).label("disseminated"),
        )
        .join(ProposalTable, ProposalTable.session == SessionTable.session)
        .outerjoin(_LAST, _LAST.c.case == ProposalTable.case)
        .where(collected(scope))
        .group_by(SessionTable.session, SessionTable.ordinal)
        .order_by(SessionTable.ordinal)
    )
    return [
        SessionCount(
            row["session"],
            roman(row["ordinal"]),
            row["proposals"],
            row["disseminated"],
        )
        for row in rows
    ]


async def fate_counts(
    transaction: Transaction, scope: ReportScope
) -> Sequence[FateCount]:
    rows = await transaction.rows(
        select(
            DeliveryTable.body,
            ProposalTable.session,
            FATE,
            func.count().label("deliveries"),
        )
        .join(_LAST, _is_last(DeliveryTable.case, DeliveryTable.round))
        .join(RoundTable, _is_last(RoundTable.case, RoundTable.number))
        .join(ProposalTable, ProposalTable.case == DeliveryTable.case)
        .where(collected(scope))
        .group_by(DeliveryTable.body, ProposalTable.session, FATE)
    )
    return [FateCount(**row | {"fate": DeliveryState(row["fate"])}) for row in rows]


_LAST = (
    select(RoundTable.case, func.max(RoundTable.number).label("number"))
    .group_by(RoundTable.case)
    .subquery()
)
"""The round that counts of each proposal."""


def _is_last(case: Any, number: Any) -> ColumnElement[bool]:
    return and_(_LAST.c.case == case, _LAST.c.number == number)
