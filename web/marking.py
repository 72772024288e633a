"""Finds in a text the words that were taken as an answer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

_MOST: Final = 50
"""Spans of one text: a digest has no more answers."""


class Piece(NamedTuple):
    text: str
    taken: bool


def pieces(text: str, span: str | Iterable[str]) -> Sequence[Piece]:
    """The text cut where a span begins and ends; together they are the text.

    A span that does not stand in it marks nothing. Blanks and breaks are alike.
    """
    spans = [span] if isinstance(span, str) else [*span]
    places = sorted(_found(text, spans[:_MOST]))
    cut: list[Piece] = []
    end = 0
    for first, last in places:
        start = max(first, end)
        if start > end:
            cut.append(Piece(text[end:start], taken=False))
        if last > start:
            cut.append(Piece(text[start:last], taken=True))
        end = max(end, last)
    if end < len(text):
        cut.append(Piece(text[end:], taken=False))
    return cut


def _found(text: str, spans: Iterable[str]) -> Iterator[tuple[int, int]]:
    for span in dict.fromkeys(spans):
        if words := span.split():
            pattern = r"\s+".join(map(re.escape, words))
            if place := re.search(pattern, text):
                yield place.span()
