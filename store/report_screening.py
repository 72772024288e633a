"""The screening register, read from the record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from models.event import EventKind
from models.screening_register import RegisterLine
from store.evidence_tables import EventTable
from store.fixed import Row
from store.report_scope import STREAM
from store.tables import ProposalTable
from store.transaction import Transaction


async def screening_register(
    transaction: Transaction, since: datetime, until: datetime
) -> Sequence[RegisterLine]:
    """Every screening from one instant to another, in order."""
    rows = await transaction.rows(
        select(
            EventTable.at,
            ProposalTable.case,
            ProposalTable.ref,
            EventTable.actor.label("by"),
            EventTable.reason,
            EventTable.body,
        )
        .join(ProposalTable, EventTable.stream == STREAM)
        .where(
            EventTable.kind == EventKind.SCREENED,
            EventTable.at >= since,
            EventTable.at < until,
        )
        .order_by(EventTable.at, ProposalTable.case, EventTable.seq)
    )
    return [_line(row) for row in rows]


def _line(row: Row) -> RegisterLine:
    body = row.pop("body")
    return RegisterLine.model_validate(
        row
        | {
            "result": body.get("result", ""),
            "found": body.get("found", ""),
            "lists": body.get("list", ""),
            "matches": body.get("matches", 0),
            "cause": body.get("cause", ""),
            "valid_until": body.get("valid_until", ""),
        }
    )
