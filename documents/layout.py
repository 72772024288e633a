"""Content laid out: blocks become strips, strips become pages of A4."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, NamedTuple

from documents.chart_marks import height_of
from documents.strips import PADDING, Piece, Role, Strip
from documents.text import clean
from documents.typography import Face, Style, wrap
from documents.values import shown
from models.document import (
    Cell,
    Chart,
    Column,
    ColumnKind,
    Document,
    Heading,
    Line,
    Note,
    Pair,
    Signatures,
    Table,
)

BODY: Final = Style(Face.REGULAR, 9.5)
SMALL: Final = Style(Face.ITALIC, 8.5)
CAPTION: Final = Style(Face.BOLD, 9.5)
CELL: Final = Style(Face.REGULAR, 8.0)
HEAD_CELL: Final = Style(Face.BOLD, 8.0)
HEADINGS: Final = (
    Style(Face.BOLD, 17.0),
    Style(Face.BOLD, 13.0),
    Style(Face.BOLD, 11.0),
    Style(Face.BOLD, 9.5),
)
SIGNATURE_HEIGHT: Final = 74.0
SIGNATURES_A_ROW: Final = 2

_ABOVE = (0.0, 14.0, 10.0, 8.0)
_GUTTER = 18.0
_INDENT = 12.0
_MOST_FOR_HEAD = 0.4  # of a page
_ROLES = (Role.HEADING_1, Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)


class Sheet(NamedTuple):
    """The paper and what of it is written on."""

    width: float
    height: float
    side: float = 50.0
    top: float = 62.0
    bottom: float = 56.0

    @property
    def inner(self) -> float:
        return self.width - 2 * self.side

    @property
    def room(self) -> float:
        return self.height - self.top - self.bottom


A4: Final = Sheet(595.28, 841.89)
A4_WIDE: Final = Sheet(841.89, 595.28)


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and how far below the top of the written area it begins."""

    strip: Strip
    y: float


Page = tuple[Placed, ...]


def pages(document: Document, sheet: Sheet) -> tuple[Page, ...]:
    """Every page of the document, at least one."""
    strips = tuple(_strips(document, sheet))
    return tuple(_paginated(strips, sheet.room))


def _strips(document: Document, sheet: Sheet) -> Iterator[Strip]:
    numbers, inner = count(), sheet.inner
    title = wrap(document.title, HEADINGS[0], inner)
    yield Strip(
        number=next(numbers),
        pieces=(Piece(0, inner, title, HEADINGS[0], Role.HEADING_1),),
        keep_with_next=True,
        bookmark=(clean(document.title), 0),
    )
    for block in document.printed:
        match block:
            case Table():
                yield from _table(block, document, inner, numbers)
            case Chart():
                tall = min(height_of(block, document.language), sheet.room)
                yield Strip(next(numbers), above=10, picture=block, picture_height=tall)
            case Signatures():
                rows = -(-len(block.signers) // SIGNATURES_A_ROW)
                tall = rows * SIGNATURE_HEIGHT
                yield Strip(next(numbers), above=20, picture=block, picture_height=tall)
            case _:
                yield _paragraph(block, document, inner, next(numbers))


def _paragraph(
    block: Heading | Line | Pair | Note, document: Document, inner: float, number: int
) -> Strip:
    match block:
        case Heading(text=text, level=level):
            style = HEADINGS[level]
            piece = Piece(0, inner, wrap(text, style, inner), style, _ROLES[level])
            return _heading(number, (piece,), level)
        case Pair():
            return _pair(block, document, inner, number)
        case Note(text=text):
            lines = wrap(text, SMALL, inner - _INDENT)
            piece = Piece(_INDENT, inner - _INDENT, lines, SMALL)
            return Strip(number, (piece,), above=5)
        case Line(text=text, bullet=bullet):
            indent = _INDENT if bullet else 0.0
            lines = wrap(text, BODY, inner - indent)
            own = Piece(indent, inner - indent, lines, BODY)
            dot = (Piece(indent - 8, 8, ("•",), BODY),) if bullet else ()
            return Strip(number, (*dot, own), above=4)


def _pair(block: Pair, document: Document, inner: float, number: int) -> Strip:
    column = (inner - _GUTTER) / 2
    style = HEADINGS[block.level] if block.level else BODY
    role = _ROLES[block.level] if block.level else Role.PARAGRAPH
    languages = (document.languages[0], document.languages[-1])
    pieces = tuple(
        Piece(x, column, wrap(text, style, column), style, role, language)
        for x, text, language in zip(
            (0.0, column + _GUTTER), (block.left, block.right), languages, strict=True
        )
    )
    if block.level:
        return _heading(number, pieces, block.level)
    return Strip(number, pieces, above=5)


def _heading(number: int, pieces: tuple[Piece, ...], level: int) -> Strip:
    name = " · ".join(" ".join(piece.lines) for piece in pieces)
    return Strip(
        number,
        pieces,
        above=_ABOVE[level],
        keep_with_next=True,
        bookmark=(name, level),
    )


def _table(
    table: Table, document: Document, inner: float, numbers: Iterator[int]
) -> Iterator[Strip]:
    own = next(numbers)
    caption = wrap(table.caption, CAPTION, inner)
    piece = Piece(0, inner, caption, CAPTION, Role.CAPTION)
    yield Strip(own, (piece,), above=10, keep_with_next=True, table=own)
    row = _Row(table, document, inner)
    headings = tuple(column.heading for column in table.columns)
    head = replace(
        row.strip(next(numbers), headings, HEAD_CELL),
        above=3,
        shaded=True,
        keep_with_next=True,
        table=own,
    )
    again = replace(head, above=0, repeated=True)
    yield head
    for cells in table.rows:
        plain = row.strip(next(numbers), cells, CELL)
        yield replace(plain, head=again, table=own)
    if table.total is not None:
        total = row.strip(next(numbers), table.total, HEAD_CELL)
        yield replace(total, head=again, table=own, shaded=True)


class _Row:
    """The columns of one table on the page: where each begins, how wide it is."""

    def __init__(self, table: Table, document: Document, inner: float) -> None:
        weights = sum(column.weight for column in table.columns)
        self._language = document.language
        self._columns: list[tuple[Column, float, float]] = []
        x = 0.0
        for column in table.columns:
            wide = inner * column.weight / weights
            self._columns.append((column, x, wide))
            x += wide

    def strip(self, number: int, cells: Sequence[Cell], style: Style) -> Strip:
        pieces = tuple(
            self._piece(cell, column, x, wide, style)
            for cell, (column, x, wide) in zip(cells, self._columns, strict=True)
        )
        return Strip(number, pieces, padding=PADDING, grid=True)

    def _piece(
        self, cell: Cell, column: Column, x: float, wide: float, style: Style
    ) -> Piece:
        text = shown(cell, column.kind, self._language)
        head = style is HEAD_CELL
        return Piece(
            x,
            wide,
            wrap(text, style, wide - 2 * PADDING),
            style,
            Role.HEAD_CELL if head else Role.CELL,
            None if head else column.language,
            right=column.kind not in {ColumnKind.TEXT, ColumnKind.DATE},
        )


def _paginated(strips: Sequence[Strip], room: float) -> Iterator[Page]:
    page: list[Placed] = []
    y = 0.0
    waiting = list(reversed(strips))
    while waiting:
        strip = waiting.pop()
        top = y + (strip.above if page else 0.0)
        needed = min(_needed(strip, waiting), max(room, strip.height))
        if top + needed <= room:
            page.append(Placed(strip, top))
            y = top + strip.height
            continue
        fresh = all(placed.strip.repeated for placed in page)
        cut = strip.cut(room - top) if fresh or not strip.keep_with_next else None
        if cut is not None:
            page.append(Placed(cut[0], top))
            strip = cut[1]
        yield tuple(page)
        waiting.append(strip)
        page, y = _begun(strip, room)
    if page:
        yield tuple(page)


def _begun(strip: Strip, room: float) -> tuple[list[Placed], float]:
    """A new page: with the headings of the table that goes on, if they leave room."""
    head = strip.head
    if head is None or head.height > room * _MOST_FOR_HEAD:
        return [], 0.0
    return [Placed(head, 0.0)], head.height


def _needed(strip: Strip, waiting: Sequence[Strip]) -> float:
    """Its height, with what must follow it on the same page."""
    height = strip.height
    for following in reversed(waiting):
        if not strip.keep_with_next:
            break
        last = not following.keep_with_next
        height += following.above + (following.least if last else following.height)
        strip = following
    return height
