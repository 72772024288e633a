"""Where the signature and the small print of a stretch of new text begin."""

import re
from collections.abc import Sequence
from functools import lru_cache

from mail import quote_tables as tables
from mail.disclaimers import BANNER, DISCLAIMER
from mail.forms import is_filled_line
from mail.html_text import SIGNED
from mail.quote_closings import SIGN_OFF

_SIGNATURE_LINES = 15
_SIGN_OFF_LINES = 16
_MAX_LINE = 400
_LAST_LINES = 40
_LONG_LINE = 160  # nobody's office or address


def signed(lines: Sequence[str], start: int, stop: int) -> list[int]:
    """The lines of the signature in a stretch; what is said below it stays out."""
    begin = _begin(lines, start, stop)
    found: list[int] = []
    for index in range(begin, stop):
        if tables.POSTSCRIPT.match(lines[index][:_MAX_LINE]):
            break
        if index > begin and _speaks_again(lines, index):
            break
        if not is_filled_line(lines[index]):
            found.append(index)
    return found


def disclaimed(lines: Sequence[str], start: int, stop: int) -> list[int]:
    """Banners above the letter, and small print from its first line to the end."""
    found: list[int] = []
    spoken = False
    index = start
    while index < stop:
        line = lines[index][:_MAX_LINE]
        end = index + 1
        if DISCLAIMER.match(line):
            end = stop if spoken else _paragraph_end(lines, index, stop)
            found.extend(i for i in range(index, end) if not is_filled_line(lines[i]))
        elif not spoken and BANNER.match(line):
            end = _paragraph_end(lines, index, stop)
            found.extend(range(index, end))
        elif line.strip():
            spoken = True
        index = end
    return found


def _paragraph_end(lines: Sequence[str], index: int, stop: int) -> int:
    while index < stop and lines[index].strip():
        index += 1
    return index


def _begin(lines: Sequence[str], start: int, stop: int) -> int:
    """Where the signature begins; `stop` if nowhere."""
    solid = [index for index in range(start, stop) if lines[index].strip()]
    for rank, index in enumerate(solid):
        line = lines[index][:_MAX_LINE]
        if line == SIGNED and rank:
            return index
        left = len(solid) - rank - 1
        below = solid[rank + 1 : rank + 2 + _SIGNATURE_LINES]
        if line in ("-- ", "--\xa0") and left <= _SIGNATURE_LINES * 2:
            return index
        mobile = tables.MOBILE if left else tables.SENT_WITH
        if left <= _SIGNATURE_LINES and _is_either(line, mobile, tables.MOBILE):
            return index
        if tables.DASHES.fullmatch(line) and _is_card(lines, below, rank):
            return index
        if rank and tables.RULE.fullmatch(line) and _is_contact(lines, below):
            return index
        if left <= _SIGN_OFF_LINES and SIGN_OFF.fullmatch(line.rstrip()):
            return index
    return stop


def _is_either(line: str, *patterns: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(line.rstrip()) for pattern in patterns)


def _is_card(lines: Sequence[str], below: list[int], rank: int) -> bool:
    """Under a bare `--`: a name and an office, not the letter going on."""
    if len(below) > _SIGNATURE_LINES:
        return False
    return not rank or not any(_speaks(lines[index]) for index in below[:2])


def _is_contact(lines: Sequence[str], below: list[int]) -> bool:
    """The lines under a rule: a signature only if they say how to reach somebody."""
    if len(below) >= _SIGNATURE_LINES:
        return False
    return any(_reaches(lines[index][:_MAX_LINE]) for index in below)


@lru_cache(maxsize=32)  # asked from each rule above
def _reaches(line: str) -> bool:
    return tables.CONTACT.search(line) is not None


def _speaks_again(lines: Sequence[str], index: int) -> bool:
    """A sentence after a blank line below the signature: a person adds something."""
    return not lines[index - 1].strip() and _speaks(lines[index])


def _speaks(line: str) -> bool:
    if len(line) > _LONG_LINE or _reaches(line) or DISCLAIMER.match(line):
        return False
    return bool(tables.SENTENCE.fullmatch(line) or tables.QUESTION.fullmatch(line))
