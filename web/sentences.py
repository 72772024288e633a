"""A sentence of the record by its English pattern, so that it can be said otherwise.

Acts are refused, and tasks put, in English: so they stand on record. For who reads
them, `words/LANGUAGE/sentences/` says each pattern once more, with the same blanks.
What has no pattern stays as it was said.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

ENGLISH: Final = "en"
_WORDS: Final = Path(__file__).parent / "words"
_BLANK: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_ENDS: Final = re.compile(r"(?<=[.?!]) (?=\S)")
_PLACE: Final = re.compile(r"(?:--)?[a-z_][\w.-]*(?: \d+|, [a-z_][\w.]*)*: ")
"""What a sentence on a form may begin with: `title.it: `, `item 2, due: `."""
_LONGEST: Final = 8000
"""Characters; what is longer is no sentence of ours."""
_MOST: Final = 12
"""Sentences that one text is looked through for; beyond, each stands alone."""


class Line(NamedTuple):
    """A sentence, and the language it is in."""

    text: str
    language: str


class Found(NamedTuple):
    """How a sentence is said, what stands in its blanks, and how much was not blank."""

    said: str
    blanks: Mapping[str, str]
    weight: int


class Pattern:
    """An English sentence with named blanks, and the same as it is said."""

    def __init__(self, english: str, said: str) -> None:
        parts = _BLANK.split(english)
        self.literals: Sequence[str] = parts[::2]
        self.names: Sequence[str] = parts[1::2]
        self.said = said
        self.weight = sum(map(len, self.literals))

    def match(self, text: str) -> Found | None:
        """Each part where it first stands: one walk along the text, no way back."""
        first, last = self.literals[0], self.literals[-1]
        if not self.names:
            return Found(self.said, {}, self.weight) if text == first else None
        end = len(text) - len(last)
        if end < len(first) or not (text.startswith(first) and text.endswith(last)):
            return None
        at, blanks = len(first), dict[str, str]()
        for number, name in enumerate(self.names, 1):
            literal = self.literals[number]
            inner = number < len(self.names)
            until = text.find(literal, at, end) if inner else end
            if until < at or blanks.setdefault(name, text[at:until]) != text[at:until]:
                return None
            at = until + len(literal)
        return Found(self.said, blanks, self.weight)


class Catalogue:
    """All patterns of a language, by their first word; those without one apart."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._begun: dict[str, list[Pattern]] = {}
        self._open: list[Pattern] = []
        for english, said in table.items():
            pattern = Pattern(english, said)
            word, blank, _ = pattern.literals[0].partition(" ")
            whole = blank or not pattern.names
            (self._begun.setdefault(word, []) if whole else self._open).append(pattern)

    def one(self, text: str) -> Found | None:
        """The pattern with most words of its own of those that the text is."""
        begun = self._begun.get(text.partition(" ")[0], ())
        found = (one.match(text) for one in (*begun, *self._open))
        return max(filter(None, found), key=lambda one: one.weight, default=None)

    def all(self, text: str) -> Sequence[Found] | None:
        """The sentences of one line, or None where one of them is unknown."""
        if len(text) > _LONGEST:
            return None
        pieces = _ENDS.split(text)
        if len(pieces) > _MOST:
            each = [self.one(piece) for piece in pieces]
            return None if None in each else [one for one in each if one]
        best: list[Sequence[Found] | None] = [*[None] * len(pieces), []]
        for begin in reversed(range(len(pieces))):
            best[begin] = max(
                self._from(pieces, begin, best),
                key=lambda found: sum(one.weight for one in found),
                default=None,
            )
        return best[0]

    def _from(
        self, pieces: Sequence[str], begin: int, after: Sequence[Sequence[Found] | None]
    ) -> Iterator[Sequence[Found]]:
        for end in range(begin + 1, len(pieces) + 1):
            rest = after[end]
            found = self.one(" ".join(pieces[begin:end])) if rest is not None else None
            if found is not None and rest is not None:
                yield [found, *rest]


def place_in(text: str) -> str:
    """The place in a form that a sentence begins with; or nothing."""
    found = _PLACE.match(text)
    return found[0] if found else ""


@cache
def catalogue(language: str) -> Catalogue:
    return Catalogue(sentences(language))


@cache
def parts(language: str) -> Catalogue:
    """What stands in the blanks of sentences, and nowhere alone."""
    return Catalogue(sentences(language, "sentence_parts"))


def sentences(language: str, kind: str = "sentences") -> Mapping[str, str]:
    """Each English pattern, and how it is said."""
    read: dict[str, str] = {}
    for file in sorted((_WORDS / language / kind).glob("*.toml")):
        read |= tomllib.loads(file.read_text("utf-8"))
    return read
