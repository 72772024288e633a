"""A report on the screen: the words, tables and notes of its document."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table as Drawn
from rich.text import Text

from documents.values import shown
from documents.words import SIMULATION
from models.document import (
    Block,
    ColumnKind,
    Document,
    Heading,
    Language,
    Line,
    Note,
    Table,
)

_LEFT = frozenset({ColumnKind.TEXT, ColumnKind.DATE})


def on_screen(document: Document) -> Group:
    """Everything but the charts: their values stand in the tables."""
    return Group(
        Text(document.title, style="bold"),
        *([Text(SIMULATION, style="bold")] if document.simulated else []),
        *(part for block in document.printed for part in _drawn(block, document)),
    )


def _drawn(block: Block, document: Document) -> Iterator[RenderableType]:
    match block:
        case Heading(text=text):
            yield Text(f"\n{text}", style="bold")
        case Line(text=text, bullet=bullet):
            yield Text(f"• {text}" if bullet else text)
        case Note(text=text):
            yield Text(text, style="italic")
        case Table():
            yield _table(block, document.language)
        case _:
            return


def _table(table: Table, language: Language) -> Drawn:
    drawn = Drawn(title=f"\n{table.caption}", title_justify="left", show_footer=True)
    for number, column in enumerate(table.columns):
        total = table.total[number] if table.total else None
        drawn.add_column(
            Text(column.heading),
            Text(shown(total, column.kind, language)),
            justify="left" if column.kind in _LEFT else "right",
            overflow="fold",
        )
    drawn.show_footer = table.total is not None
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        drawn.add_row(*(Text(shown(cell, one.kind, language)) for cell, one in cells))
    return drawn
