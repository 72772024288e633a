"""What is new in a reply: without the quoted letter, the signature kept apart.

Nothing is thrown away: every line ends in exactly one of the three texts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from mail import html_text
from mail import quote_tables as tables
from mail.attribution import attribution
from mail.forms import is_filled_line, read_form
from models.reply_form import MARKER

_MAX_LINES = 4_000
_MAX_LINE = 400  # characters of a line that patterns look at
_LEAD_IN_LINES = 4
_HEADER_BLOCK_LINES = 12
_HEADER_LABELS = 3
_WRAPPED_LINES = 2  # a long To: goes on; more is prose
_KINDS = {"from", "date", "to", "subject"}
_SIGNATURE_LINES = 15
_SIGN_OFF_LINES = 12
_COVER_WORDS = 25  # "Buongiorno, ecco la risposta compilata."
_SHINGLE = 4  # words in a row that count as ours

_WORDS = re.compile(r"\w+")
_MARKER_WORDS = tuple(
    " ".join(_WORDS.findall(one.lower())) for one in MARKER.split("·")
)


@dataclass(frozen=True, slots=True)
class Split:
    new_text: str
    quoted: str
    signature: str


class _Role(Enum):
    NEW = auto()
    QUOTED = auto()
    SIGNATURE = auto()


def split(text: str, *, html: str = "", sent: str = "") -> Split:
    """Cut a reply into what is new, what is quoted, what is signature.

    Args:
        text: the plain body, may be empty.
        html: the HTML body; its structure is trusted before the plain text.
        sent: our own letter, if known: its lines are quotes in any language.
    """
    if html:
        rendered, structural = html_text.render(html)
        if structural or not text.strip():
            text = rendered
    lines = text.split("\n")
    rest = lines[_MAX_LINES:]
    lines = lines[:_MAX_LINES]
    roles = [_Role.NEW] * len(lines)
    _mark_sent(lines, roles, sent)
    _mark_quotes(lines, roles)
    _mark_signatures(lines, roles)
    _rescue_form(lines, roles)
    return Split(
        new_text=_only(lines, roles, _Role.NEW),
        quoted=_only([*lines, *rest], [*roles, *[_Role.QUOTED] * len(rest)]),
        signature=_only(lines, roles, _Role.SIGNATURE),
    )


def _only(
    lines: Sequence[str], roles: Sequence[_Role], role: _Role = _Role.QUOTED
) -> str:
    kept = [
        line
        for line, given in zip(lines, roles, strict=True)
        if given is role and line != html_text.CUT
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(str.rstrip, kept))).strip()


# ── a form filled in where it stood ──────────────────────────────────────────────


def _rescue_form(lines: list[str], roles: list[_Role]) -> None:
    """A form filled inside the quoted letter is new: ours goes out empty.

    Not when the sender also wrote something of substance above: then the quote may
    be an older answer of theirs.
    """
    written = _only(lines, roles, _Role.NEW)
    if "?" in written or len(_words(written)) > _COVER_WORDS:
        return
    filled = [
        index
        for index, line in enumerate(lines)
        if roles[index] is _Role.QUOTED and is_filled_line(line)
    ]
    form = read_form("\n".join(lines[index] for index in filled))
    if form is None or form.problems:
        return
    for index in filled:
        lines[index] = lines[index].lstrip("> \t")
        roles[index] = _Role.NEW


# ── our own words ────────────────────────────────────────────────────────────────


def _mark_sent(lines: list[str], roles: list[_Role], sent: str) -> None:
    """Two or more lines in a row that we wrote ourselves are a quote."""
    words = _words(sent)
    if not words:
        return
    known = set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
    ours = [i for i, line in enumerate(lines) if _is_ours(_words(line), known)]
    solid = [i for i, line in enumerate(lines) if _words(line)]
    place = {index: rank for rank, index in enumerate(solid)}
    for _, run in groupby(enumerate(ours), lambda pair: place[pair[1]] - pair[0]):
        indices = [index for _, index in run]
        if len(indices) > 1:
            for index in indices:
                roles[index] = _Role.QUOTED


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def _is_ours(words: list[str], known: set[tuple[str, ...]]) -> bool:
    shingles = list(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
    return bool(shingles) and all(shingle in known for shingle in shingles)


# ── quotes ───────────────────────────────────────────────────────────────────────


def _mark_quotes(lines: list[str], roles: list[_Role]) -> None:
    index = 0
    while index < len(lines):
        line = lines[index][:_MAX_LINE]
        if roles[index] is _Role.QUOTED:
            index += 1
        elif tables.QUOTED.match(line):
            roles[index] = _Role.QUOTED
            index += 1
        elif _is_cut(lines, index, line):
            _quote(roles, _with_lead_in(lines, index), len(lines))
            return
        elif length := attribution(lines, index):
            if not _quote_follows(lines, index + length):
                _quote(roles, _with_lead_in(lines, index), len(lines))
                return
            _quote(roles, index, index + length)
            index += length
        else:
            index += 1


def _quote(roles: list[_Role], start: int, stop: int) -> None:
    roles[start:stop] = [_Role.QUOTED] * (stop - start)


def _is_cut(lines: list[str], index: int, line: str) -> bool:
    if line == html_text.CUT or _is_marker(line):
        return True
    if tables.SEPARATOR.match(line) or tables.APPLE_FORWARD.fullmatch(line):
        return True
    return _is_header_block(lines, index, line)


def _is_marker(line: str) -> bool:
    words = " ".join(_words(line))
    return any(one in words for one in _MARKER_WORDS)


def _is_header_block(lines: list[str], index: int, line: str) -> bool:
    """Three labels of a header, one of them saying who or when."""
    for pattern in (tables.HEADER_LABEL, tables.BARE_LABEL):
        first = pattern.fullmatch(line)
        if first and first.lastgroup != "cc":
            kinds, shown = _labels(pattern, lines[index : index + _HEADER_BLOCK_LINES])
            if len(kinds) >= _HEADER_LABELS and kinds & {"from", "date"}:
                return tables.LOOKS_SENT.search(shown) is not None
    return False


def _labels(pattern: re.Pattern[str], lines: list[str]) -> tuple[set[str], str]:
    """The kinds of labels from the first line on, and the values beside them."""
    kinds = {one.lastgroup for one in tables.INLINE_LABEL.finditer(lines[0])}
    shown: list[str] = []
    strangers = 0
    for line in lines:
        label = pattern.fullmatch(line[:_MAX_LINE])
        strangers = 0 if label else strangers + 1
        if strangers > _WRAPPED_LINES:
            break
        if label:
            kinds |= {kind for kind, words in label.groupdict().items() if words}
            shown.append(line[:_MAX_LINE])
    return {kind for kind in kinds if kind} & _KINDS, " ".join(shown)


def _quote_follows(lines: list[str], index: int) -> bool:
    for line in lines[index:]:
        if line.strip():
            return tables.QUOTED.match(line) is not None
    return False


def _with_lead_in(lines: list[str], index: int) -> int:
    """The rules, labels and attribution drawn just above a cut go with it."""
    start = index
    while start:
        above = lines[start - 1][:_MAX_LINE]
        label = tables.HEADER_LABEL.fullmatch(above)
        drawn = tables.RULE.fullmatch(above) and not tables.DASHES.fullmatch(above)
        if above.strip() and not label and not drawn:
            break
        start -= 1
    for length in range(1, min(start, _LEAD_IN_LINES) + 1):
        if attribution(lines, start - length) == length:
            return start - length
    return start


# ── signatures ───────────────────────────────────────────────────────────────────


def _mark_signatures(lines: list[str], roles: list[_Role]) -> None:
    for start, stop in _segments(roles):
        begin = _signature(lines, start, stop)
        for index in range(begin, stop):
            line = lines[index]
            if tables.POSTSCRIPT.match(line):
                break
            if not is_filled_line(line):
                roles[index] = _Role.SIGNATURE


def _segments(roles: list[_Role]) -> Iterator[tuple[int, int]]:
    start = 0
    for role, run in groupby(list(roles)):
        stop = start + len(list(run))
        if role is _Role.NEW:
            yield start, stop
        start = stop


def _signature(lines: list[str], start: int, stop: int) -> int:
    """Where the signature of a stretch of new text begins; `stop` if nowhere."""
    solid = [index for index in range(start, stop) if lines[index].strip()]
    for rank, index in enumerate(solid):
        line = lines[index][:_MAX_LINE]
        left = len(solid) - rank - 1
        if tables.DISCLAIMER.match(line) or line == "-- ":
            return index
        if left <= _SIGNATURE_LINES and _is_delimiter(line):
            return index
        if rank and tables.RULE.fullmatch(line) and _is_contact(lines, solid[rank:]):
            return index
        if left <= _SIGN_OFF_LINES and tables.SIGN_OFF.fullmatch(line.rstrip()):
            return index
    return stop


def _is_delimiter(line: str) -> bool:
    return bool(tables.DASHES.fullmatch(line) or tables.MOBILE.fullmatch(line.rstrip()))


def _is_contact(lines: list[str], indices: list[int]) -> bool:
    """The lines under a rule: a signature only if they say how to reach somebody."""
    if len(indices) > _SIGNATURE_LINES:
        return False
    return any(tables.CONTACT.search(lines[index][:_MAX_LINE]) for index in indices)
