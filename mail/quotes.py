"""What is new in a reply: without the quoted letter, signature and small print apart.

Nothing is thrown away: every line ends in exactly one of the four texts.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby, islice

from mail import html_text
from mail import quote_tables as tables
from mail.attribution import Effort, attribution
from mail.forms import is_filled_line, read_form
from mail.quote_headers import is_cut, with_lead_in
from mail.quote_sent import bare_words, our_lines
from mail.quote_signature import disclaimed, signed

_MAX_LINES = 4_000
_MAX_LINE = 400  # characters of a line that patterns look at
_COVER_WORDS = 25  # "Buongiorno, ecco la risposta compilata."
_ORPHAN = 40  # the end of a line that a mail program broke

_SAID = re.compile(r"\w")
_NO_WORDS = re.compile(r"[<>:]")  # of a quote, or of the announcement itself
_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Split:
    new_text: str
    quoted: str
    signature: str
    disclaimer: str = ""


class _Role(Enum):
    NEW = auto()
    QUOTED = auto()
    SIGNATURE = auto()
    DISCLAIMER = auto()


def split(text: str, *, html: str = "", sent: str = "") -> Split:
    """Cut a reply into what is new, quoted, signature and small print.

    Args:
        text: the plain body, may be empty.
        html: the HTML body; its structure is trusted before the plain text.
        sent: our own letter, if known: its lines are quotes in any language.
    """
    if html:
        rendered, structural = html_text.render(html)
        if structural or not text.strip():
            text = rendered
    lines = _apart(_NEWLINE.sub("\n", text).split("\n"))
    rest = lines[_MAX_LINES:]
    lines = lines[:_MAX_LINES]
    roles = [_Role.NEW] * len(lines)
    _mark_sent(lines, roles, sent)
    _mark_quotes(lines, roles)
    _mark_new(lines, roles, disclaimed, _Role.DISCLAIMER)
    _mark_new(lines, roles, signed, _Role.SIGNATURE)
    _rescue_form(lines, roles)
    return Split(
        new_text=_only(lines, roles, _Role.NEW),
        quoted=_only([*lines, *rest], [*roles, *[_Role.QUOTED] * len(rest)]),
        signature=_only(lines, roles, _Role.SIGNATURE),
        disclaimer=_only(lines, roles, _Role.DISCLAIMER),
    )


def _apart(lines: list[str]) -> list[str]:
    """Lines in which the announcement follows the last words without a break."""
    found: list[str] = []
    effort = Effort()
    for index, line in enumerate(lines[:_MAX_LINES]):
        inside = tables.ANNOUNCED_INSIDE.search(line[:_MAX_LINE])
        said = line[: inside.start()] if inside else ""
        if inside and _SAID.search(said) and not _NO_WORDS.search(said):
            rest = line[inside.start() :]
            if attribution([rest, *lines[index + 1 : index + 4]], 0, effort):
                found += [said.rstrip(" -"), rest]
                continue
        found.append(line)
    return found + lines[_MAX_LINES:]


def _only(
    lines: Sequence[str], roles: Sequence[_Role], role: _Role = _Role.QUOTED
) -> str:
    kept = [
        line
        for line, given in zip(lines, roles, strict=True)
        if given is role and line not in html_text.MARKS
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(str.rstrip, kept))).strip()


# ── a form filled in where it stood ──────────────────────────────────────────────


def _rescue_form(lines: list[str], roles: list[_Role]) -> None:
    """A form filled inside the quoted letter is new: ours goes out empty.

    Not when the sender also wrote something of substance above: then the quote may
    be an older answer of theirs.
    """
    written = _only(lines, roles, _Role.NEW)
    if "?" in written or len(bare_words(written)) > _COVER_WORDS:
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
    for index in our_lines(lines, sent):
        if not is_filled_line(lines[index]):
            roles[index] = _Role.QUOTED


# ── quotes ───────────────────────────────────────────────────────────────────────


def _mark_quotes(lines: list[str], roles: list[_Role]) -> None:
    effort = Effort()  # no letter announces so much: past it, all is quoted
    bars = False  # a few clients draw | before what they quote
    marks = sum(1 for line in lines if tables.QUOTED.match(line))
    index = 0
    while index < len(lines):
        line = lines[index]
        length = 1
        if roles[index] is _Role.QUOTED or not line.strip():
            pass
        elif line == html_text.CUT or effort.spent or is_cut(lines, index):
            return _quote(roles, with_lead_in(lines, index), len(lines))
        elif _is_quoted(line, marks) or (bars and tables.BAR.match(line)):
            roles[index] = _Role.QUOTED
        elif found := attribution(lines, index, effort):
            length = found
            mark = _mark_below(lines, index + length)
            if not mark:
                return _quote(roles, with_lead_in(lines, index), len(lines))
            bars = bars or mark == "|"
            _quote(roles, index, index + length)
        elif _is_orphan(lines, index):
            roles[index] = _Role.QUOTED
        index += length
    return None


def _quote(roles: list[_Role], start: int, stop: int) -> None:
    roles[start:stop] = [_Role.QUOTED] * (stop - start)


def _is_quoted(line: str, marks: int) -> bool:
    if marks == 1 and tables.QUOTED_AMOUNT.match(line):
        return False  # "> 50.000 euro": more than, not a quote
    return tables.QUOTED.match(line) is not None


def _mark_below(lines: list[str], index: int) -> str:
    """The quote mark of the next line with words, or nothing."""
    below = islice(lines, index, None)
    line = next((line for line in below if line.strip()), "")
    if tables.QUOTED.match(line):
        return ">"
    return "|" if tables.BAR.match(line) else ""


def _is_orphan(lines: list[str], index: int) -> bool:
    """The end of a quoted line, broken and left without its mark."""
    if not 0 < index < len(lines) - 1 or len(lines[index]) > _ORPHAN:
        return False
    above, line, below = lines[index - 1], lines[index].strip(), lines[index + 1]
    if not (tables.QUOTED.match(above) and tables.QUOTED.match(below)):
        return False
    whole = above.rstrip().endswith((".", "?", "!", ":", ";", ">"))
    return len(above) > tables.BROKEN_OFF and not whole and line[:1].islower()


# ── signature and small print ────────────────────────────────────────────────────


def _mark_new(
    lines: list[str],
    roles: list[_Role],
    found: Callable[[Sequence[str], int, int], list[int]],
    role: _Role,
) -> None:
    for start, stop in list(_segments(roles)):
        for index in found(lines, start, stop):
            roles[index] = role


def _segments(roles: list[_Role]) -> Iterator[tuple[int, int]]:
    start = 0
    for role, run in groupby(list(roles)):
        stop = start + len(list(run))
        if role is _Role.NEW:
            yield start, stop
        start = stop
