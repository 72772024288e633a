"""Where the parts of a multipart begin and end, by plain searches for its lines."""

import re
from collections.abc import Iterator

from mail.limits import Budget

_SHOWN = re.compile(
    rb"^(--[^\r\n]{6,200})\r?\n(?=Content-[A-Za-z-]{1,40}:|\r?\n)", re.MULTILINE
)
_LOOK_AHEAD = 8_000
_TAIL = 200  # blanks and dashes after a boundary


def slices(
    raw: bytes, start: int, end: int, boundary: str | None, budget: Budget
) -> list[tuple[int, int]]:
    """The places of the parts; none when there is no line to cut at."""
    named = b"--" + boundary.encode("utf-8", "replace") if boundary else b""
    found = _between(raw, start, end, named, budget)
    return found or _between(raw, start, end, _guessed(raw, start, end), budget)


def _between(
    raw: bytes, start: int, end: int, delimiter: bytes, budget: Budget
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened = -1
    for line, after, closing in _delimiter_lines(raw, start, end, delimiter, budget):
        if opened >= 0:
            found.append((opened, _before(raw, opened, line)))
        opened = -1 if closing else after
        if closing:
            break
    if opened >= 0:  # the closing line is often missing
        found.append((opened, end))
    return [(first, last) for first, last in found if first < last]


def _delimiter_lines(
    raw: bytes, start: int, end: int, delimiter: bytes, budget: Budget
) -> Iterator[tuple[int, int, bool]]:
    """Each delimiter line: its start, the start of the next line, is it the last."""
    if not delimiter:
        return
    found = start
    if not raw.startswith(delimiter, start):
        found = raw.find(b"\n" + delimiter, start, end) + 1
    while found:
        budget.spend(boundaries=1)
        position = found + len(delimiter)
        after = raw.find(b"\n", position, end) + 1 or end
        tail = raw[position : min(after, position + _TAIL)].strip()
        if tail in (b"", b"--"):
            yield found, after, bool(tail)
        found = raw.find(b"\n" + delimiter, position, end) + 1


def _guessed(raw: bytes, start: int, end: int) -> bytes:
    """No boundary named, or a wrong one: a line above the fields of a part shows it."""
    shown = _SHOWN.search(raw, start, min(end, start + _LOOK_AHEAD))
    return shown[1].rstrip() if shown else b""


def _before(raw: bytes, start: int, found: int) -> int:
    """The line end in front of a delimiter belongs to the delimiter."""
    stop = found - 1
    if stop > start and raw[stop - 1 : stop] == b"\r":
        stop -= 1
    return max(stop, start)
