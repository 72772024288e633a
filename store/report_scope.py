"""The proposals a report is about, and the acts on them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select
from sqlalchemy.orm import aliased

from models.case import Phase
from models.event import EventKind
from models.ids import CaseId, CorridorCode, proposal_workflow_id
from models.message import ActKind
from models.office_steps import CaseAct
from models.report_scope import ReportScope
from models.round import DeliveryState
from store.evidence_tables import EventTable
from store.tables import (
    AnswerTable,
    DeliveryTable,
    ProposalTable,
    RoundTable,
    SessionTable,
)
from store.transaction import Transaction

STREAM = literal(proposal_workflow_id(CaseId(""))) + ProposalTable.case
"""The stream of a proposal's events and letters."""

_KNOWN = ProposalTable.phase != Phase.DRAFT
"""A draft is stored, and has not been collected."""


def within(column: Any, scope: ReportScope) -> ColumnElement[bool]:
    """Whether an instant lies in the period."""
    return and_(column >= scope.since, column < scope.until)


def in_corridor(scope: ReportScope) -> ColumnElement[bool]:
    """The proposals of the corridor, or of the session asked for."""
    asked = and_(_KNOWN, ProposalTable.corridor == scope.corridor)
    if scope.session is not None:
        asked = and_(asked, ProposalTable.session == scope.session)
    return asked


def collected(scope: ReportScope) -> ColumnElement[bool]:
    """Those that were opened in the period."""
    return and_(in_corridor(scope), within(ProposalTable.opened_at, scope))


_ANY = aliased(AnswerTable)
_GIVEN = (
    select(_ANY.body)
    .where(
        _ANY.case == DeliveryTable.case,
        _ANY.round == DeliveryTable.round,
        _ANY.body == DeliveryTable.body,
        _ANY.act != ActKind.QUESTION,
        _ANY.cancels.is_(None),
    )
    .exists()
)
_RECALLED = DeliveryTable.state == DeliveryState.RECALLED
FATE = case(
    (and_(_RECALLED, _GIVEN), DeliveryState.ANSWERED.value),
    (and_(_RECALLED, RoundTable.closed_at.is_not(None)), DeliveryState.SILENT.value),
    else_=DeliveryTable.state,
).label("fate")
"""What a body did, which a later recall does not undo; select it with the round."""


async def acts(
    transaction: Transaction,
    asked: ColumnElement[bool],
    kinds: Iterable[EventKind],
) -> dict[CaseId, list[CaseAct]]:
    """The acts of some kinds on the proposals asked for, each in its order."""
    rows = await transaction.rows(
        select(ProposalTable.case, EventTable.kind, EventTable.at)
        .join(EventTable, EventTable.stream == STREAM)
        .where(asked, EventTable.kind.in_([*kinds]))
        .order_by(EventTable.stream, EventTable.seq)
    )
    found: dict[CaseId, list[CaseAct]] = {}
    for row in rows:
        act = CaseAct(EventKind(row["kind"]), row["at"])
        found.setdefault(row["case"], []).append(act)
    return found


async def first_instants(
    transaction: Transaction, corridor: CorridorCode
) -> Sequence[Any]:
    """When the record of a corridor begins: its first proposal, its first session."""
    asked: list[Select[Any]] = [
        select(func.min(ProposalTable.opened_at).label("at")).where(
            ProposalTable.corridor == corridor
        ),
        select(func.min(SessionTable.starts_at).label("at")).where(
            SessionTable.corridor == corridor
        ),
    ]
    found = [await transaction.row(one) for one in asked]
    return [row["at"] for row in found if row and row["at"] is not None]
