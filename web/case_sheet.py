"""The filtered list of the proposals as a table to take away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from models.case import WAITS_ON
from models.document import Cell, ColumnKind, Document
from models.reference_number import session_name
from store.read_models import CaseRow
from web.saying import ROME, Saying
from web.sheet import sheet

_COLUMNS: Final = (
    ("ref", ColumnKind.TEXT),
    ("name", ColumnKind.TEXT),
    ("session", ColumnKind.TEXT),
    ("stage", ColumnKind.TEXT),
    ("waiting_on", ColumnKind.TEXT),
    ("outcome", ColumnKind.TEXT),
    ("sector", ColumnKind.TEXT),
    ("region", ColumnKind.TEXT),
    ("score", ColumnKind.INTEGER),
    ("reserved", ColumnKind.CENTS),
    ("opened", ColumnKind.DATE),
    ("due", ColumnKind.DATE),
    ("closed", ColumnKind.DATE),
)


def case_sheet(cases: Sequence[CaseRow], say: Saying, now: datetime) -> Document:
    """One row for each proposal, in the words of the page."""
    rows = (_row(one, say) for one in cases)
    return sheet(say, now, say("proposals.title"), "proposals", _COLUMNS, rows)


def _row(case: CaseRow, say: Saying) -> tuple[Cell, ...]:
    waits = WAITS_ON.get(case.phase)
    days = (
        at.astimezone(ROME).date() if at else None
        for at in (case.opened_at, case.due_at, case.closed_at)
    )
    return (
        case.ref,
        case.title.get(say.language) or next(iter(case.title.values()), ""),
        session_name(case.session),
        say.of("phase", case.phase),
        say.of("waiting_on", waits) if waits else "",
        say.of("outcome", case.outcome) if case.outcome else "",
        ", ".join(case.sectors),
        case.region,
        case.score,
        case.reserved,
        *days,
    )
