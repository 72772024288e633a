"""An agreement's year as a table to take away: its opening, each move, its closing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from models.document import Cell, ColumnKind, Document
from models.ledger import Account
from models.statement import Statement
from runtime.names import Refs
from web.saying import Saying
from web.sheet import sheet

_COLUMNS: Final = (
    ("day", ColumnKind.DATE),
    ("proposal", ColumnKind.TEXT),
    ("what", ColumnKind.TEXT),
    ("cause", ColumnKind.TEXT),
    ("euro", ColumnKind.CENTS),
    ("available", ColumnKind.CENTS),
)


def statement_sheet(
    year: Statement, refs: Refs, say: Saying, now: datetime
) -> Document:
    """In the words of the page; the accounts at the end add up to the total."""
    title, rows = f"{year.agreement}, {year.year}", _rows(year, refs, say)
    total = (None, "", say("agreements.sum"), "", year.check_sum, None)
    return sheet(say, now, title, "agreements", _COLUMNS, rows, total=total)


def _rows(year: Statement, refs: Refs, say: Saying) -> Sequence[tuple[Cell, ...]]:
    opening = (None, "", say("agreements.opening"), "", None, year.opening)
    moves = [
        (
            *(one.on, refs.get(one.case, one.case) if one.case else ""),
            *(say.of("movement", one.movement), one.said, one.cents, one.available),
        )
        for one in year.lines
    ]
    closing = [
        (None, "", say.of("account", one), "", year.closing.get(one, 0), None)
        for one in Account
    ]
    return [opening, *moves, *closing]
