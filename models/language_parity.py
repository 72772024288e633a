"""Two languages of one official text: the same paragraphs, the same numbers (I17)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from models.frozen import Frozen

_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_NUMBER = re.compile(r"[ \t]*((?:\d{1,3}\.)*\d{1,3})(?:[.)]|(?<=\.\d)|(?<=\.\d\d))\s")
_LETTER = re.compile(r"[ \t]*[^\W\d_][)]\s")
_DASH = re.compile(r"[ \t]*[-–—•*]\s")

LETTERED: Final = "letter"
"""Lettered points count but are not compared: а) б) в) is no a) b) c)."""
DASHED: Final = "dash"


class Shape(Frozen):
    """What two languages of a text must share."""

    paragraphs: int
    points: tuple[str, ...]
    """Numbers as written, in order; letters and dashes by kind."""


class Problem(Frozen):
    """Where two texts differ, the rule, and what to do."""

    where: str
    rule: str
    remedy: str

    @property
    def sentence(self) -> str:
        return f"{self.where}: {self.rule}; {self.remedy}."


def shape(written: str) -> Shape:
    """How a text is built, whatever its language says."""
    blocks = _BETWEEN_PARAGRAPHS.split(written.replace("\r\n", "\n"))
    paragraphs = [block for block in blocks if block.strip()]
    marks = (_mark(f"{line} ") for block in paragraphs for line in block.splitlines())
    return Shape(
        paragraphs=len(paragraphs),
        points=tuple(mark for mark in marks if mark),
    )


def parity(
    where: str, faces: Mapping[str, str], languages: Sequence[str]
) -> tuple[Problem, ...]:
    """What keeps a text from being one text in all its languages.

    Args:
        where: the part meant, as in "item 3, what was said".
        faces: the text by language.
        languages: the languages it must have; the first is compared with the others.
    """
    empty = [code for code in languages if not faces.get(code, "").strip()]
    if empty:
        return tuple(
            Problem(
                where=where,
                rule=f"the {code} text is empty",
                remedy="write it, for both texts are signed",
            )
            for code in empty
        )
    first, *others = languages
    return tuple(
        problem
        for other in others
        for problem in _differences(where, (first, faces[first]), (other, faces[other]))
    )


def sentences(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(problem.sentence for problem in problems)


def _mark(line: str) -> str | None:
    if number := _NUMBER.match(line):
        return number[1]
    if _LETTER.match(line):
        return LETTERED
    return DASHED if _DASH.match(line) else None


def _differences(
    where: str, first: tuple[str, str], other: tuple[str, str]
) -> Iterable[Problem]:
    (code, text), (second, translated) = first, other
    one, two = shape(text), shape(translated)
    if one.paragraphs != two.paragraphs:
        yield Problem(
            where=where,
            rule=f"the {code} text has {one.paragraphs} paragraphs, the {second} text"
            f" {two.paragraphs}",
            remedy="divide both alike",
        )
    if one.points != two.points:
        yield Problem(
            where=where,
            rule=f"the points of the {code} text are {_said(one.points)}, those of the"
            f" {second} text {_said(two.points)}",
            remedy="number both alike",
        )


def _said(points: tuple[str, ...]) -> str:
    return ", ".join(points) or "none"
