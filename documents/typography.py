"""The type a page is set in: fonts with Cyrillic, widths, and lines that fit.

Text is set as it is: no mark-up is read in it, so none can be smuggled in.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from documents.text import clean

LEADING: Final = 1.28
"""Line height against the size of the type."""

_REMEMBERED = 20_000
_BREAK_AFTER = re.compile(r"[/\-_.,;:@?&=]")


class Face(StrEnum):
    """A font as the page names it; the file is the wheel's."""

    REGULAR = "PTSans"
    BOLD = "PTSans-Bold"
    ITALIC = "PTSans-Italic"


class Style(NamedTuple):
    face: Face
    size: float

    @property
    def leading(self) -> float:
        return self.size * LEADING


@cache
def use_fonts() -> None:
    """Read the fonts once, when the first document is made."""
    folder = files("fontpkg_pt_sans") / "files"
    for face, name in (
        (Face.REGULAR, "Regular"),
        (Face.BOLD, "Bold"),
        (Face.ITALIC, "Italic"),
    ):
        path = folder / f"PT_Sans-Web-{name}.ttf"
        pdfmetrics.registerFont(TTFont(face.value, str(path)))


@lru_cache(maxsize=_REMEMBERED)
def width(text: str, style: Style) -> float:
    use_fonts()
    return float(pdfmetrics.stringWidth(text, style.face.value, style.size))


def wrap(text: str, style: Style, available: float) -> tuple[str, ...]:
    """The lines a text takes; a word wider than the column is broken, never cut."""
    found = tuple(
        line
        for paragraph in clean(text).split("\n")
        for line in _filled(paragraph, style, available)
    )
    return found or ("",)


def _filled(paragraph: str, style: Style, available: float) -> Iterator[str]:
    line, used, blank = "", 0.0, width(" ", style)
    for word in paragraph.split(" "):
        needed = width(word, style)
        if line and used + blank + needed <= available:
            line, used = f"{line} {word}", used + blank + needed
            continue
        if line:
            yield line
        if needed <= available:
            line, used = word, needed
            continue
        *full, line = _pieces(word, style, available)
        yield from full
        used = width(line, style)
    yield line


def _pieces(word: str, style: Style, available: float) -> tuple[str, ...]:
    """A long word in pieces that fit: after a stroke or dot, else anywhere."""
    pieces: list[str] = []
    end = _longest(word, style, available)
    while end < len(word):
        ends = [one.end() for one in _BREAK_AFTER.finditer(word, 0, end)]
        end = ends[-1] if ends else end
        pieces.append(word[:end])
        word = word[end:]
        end = _longest(word, style, available)
    return (*pieces, word)


def _longest(word: str, style: Style, available: float) -> int:
    """How many characters fit; at least one, so that every call gets further."""
    used = 0.0
    for count, character in enumerate(word):
        used += width(character, style)
        if used > available:
            return max(count, 1)
    return len(word)
