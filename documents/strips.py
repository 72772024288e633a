"""Strips: what a page is built of, from top to bottom, before it is cut into pages."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self

from documents.typography import Style
from models.document import Chart, Language, Signatures

PADDING: Final = 3.0
"""Between a table's lines and its text."""
_FEWEST_LINES: Final = 2  # of a paragraph cut by a page's end, on either side


class Role(StrEnum):
    """What a piece is to a reader that cannot see the page (PDF 32000, 14.8.4)."""

    PARAGRAPH = "P"
    HEADING_1 = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    CAPTION = "Caption"
    HEAD_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one paragraph or cell, in a column of the page."""

    x: float
    width: float
    lines: tuple[str, ...]
    style: Style
    role: Role = Role.PARAGRAPH
    language: Language | None = None
    right: bool = False  # flush right, for numbers

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading


@dataclass(frozen=True, slots=True)
class Strip:
    """Pieces whose first lines stand on one line; cut between lines when it must be."""

    number: int
    """Its place in the document: both halves of a cut strip keep it."""
    pieces: tuple[Piece, ...] = ()
    above: float = 0.0
    padding: float = 0.0
    grid: bool = False
    shaded: bool = False
    keep_with_next: bool = False
    head: "Strip | None" = None
    """Of a table's row: the row of headings that a new page repeats."""
    table: int | None = None
    bookmark: tuple[str, int] | None = None
    picture: Chart | Signatures | None = None
    picture_height: float = 0.0
    repeated: bool = False
    """A row of headings said again: nothing new to one who listens."""

    @property
    def height(self) -> float:
        if self.picture is not None:
            return self.picture_height
        return max(piece.height for piece in self.pieces) + 2 * self.padding

    @property
    def least(self) -> float:
        """The height below which nothing of it can stand on a page."""
        if self.picture is not None or self.lines <= 2 * _FEWEST_LINES - 1:
            return self.height
        return _FEWEST_LINES * self.leading + 2 * self.padding

    @property
    def lines(self) -> int:
        return max(len(piece.lines) for piece in self.pieces)

    @property
    def leading(self) -> float:
        return max(piece.style.leading for piece in self.pieces)

    def cut(self, room: float) -> tuple[Self, Self] | None:
        """The part that fits and the rest; None when no cut is worth it."""
        if self.picture is not None or room < self.least:
            return None
        count = int((room - 2 * self.padding) / self.leading)
        count = min(count, self.lines - _FEWEST_LINES)
        if count < _FEWEST_LINES:
            return None
        first = tuple(replace(one, lines=one.lines[:count]) for one in self.pieces)
        rest = tuple(replace(one, lines=one.lines[count:]) for one in self.pieces)
        return (
            replace(self, pieces=first),
            replace(self, pieces=rest, above=0.0, bookmark=None),
        )
