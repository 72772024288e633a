"""Our own letter found again in a reply, whatever the client did to its lines."""

import re
from collections.abc import Sequence

_WORDS = re.compile(r"\w+")
_SHINGLE = 4  # words in a row that count as ours
_MAX_SENT = 100_000  # characters; no letter of ours is as long
_LONG = 24  # words of ours in one line: as good as two lines


def bare_words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def our_lines(lines: Sequence[str], sent: str) -> set[int]:
    """The lines of ours that stand two or more in a row; blank lines do not count."""
    words = bare_words(sent[:_MAX_SENT])
    if not words:
        return set()
    solid = [i for i, line in enumerate(lines) if _WORDS.search(line)]
    spoken = [bare_words(lines[index]) for index in solid]
    ours = _recognised(spoken, words)
    found: set[int] = set()
    rank = 0
    while rank < len(solid):
        stop = rank
        while stop < len(solid) and ours[stop]:
            stop += 1
        if stop - rank > 1 or (stop > rank and len(spoken[rank]) >= _LONG):
            found.update(solid[rank:stop])
        rank = max(stop, rank + 1)
    return found


def _recognised(spoken: list[list[str]], words: list[str]) -> list[bool]:
    """Long lines by their runs of words; short ones as neighbours of long ones."""
    known = set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
    ours = [_is_ours(line, known) for line in spoken]
    letter = f" {' '.join(words)} "
    for rank in range(1, len(spoken)):
        if not ours[rank] and ours[rank - 1]:
            ours[rank] = _joins(spoken[rank - 1], spoken[rank], letter)
    for rank in range(len(spoken) - 2, -1, -1):
        if not ours[rank] and ours[rank + 1]:
            ours[rank] = _joins(spoken[rank], spoken[rank + 1], letter)
    return ours


def _is_ours(line: list[str], known: set[tuple[str, ...]]) -> bool:
    shingles = list(zip(*(line[start:] for start in range(_SHINGLE)), strict=False))
    return bool(shingles) and all(shingle in known for shingle in shingles)


def _joins(upper: list[str], lower: list[str], letter: str) -> bool:
    """Whether the short one of two lines goes on in our letter where the other ends."""
    if min(len(upper), len(lower)) >= _SHINGLE:
        return False
    return f" {' '.join([*upper[-_SHINGLE:], *lower[:_SHINGLE]])} " in letter
