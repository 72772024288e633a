"""A list of the desk as a table to take away, in the reader's words."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.document import Cell, Column, ColumnKind, Document, Language, Table
from web.saying import ROME, Saying

Columns = Sequence[tuple[str, ColumnKind]]
"""What each column is called in its room, and what stands in it."""


def sheet(  # noqa: PLR0913  (what a table has)
    say: Saying,
    now: datetime,
    title: str,
    room: str,
    columns: Columns,
    rows: Iterable[tuple[Cell, ...]],
    *,
    total: tuple[Cell, ...] | None = None,
) -> Document:
    """Dated by Rome's day; `room` is the table of words its headings are in."""
    table = Table(
        caption=title,
        columns=tuple(
            Column(heading=say(f"{room}.{name}"), kind=kind) for name, kind in columns
        ),
        rows=tuple(rows),
        total=total,
    )
    return Document(
        title=title,
        languages=(Language(say.language),),
        dated=now.astimezone(ROME).date(),
        blocks=(table,),
    )
