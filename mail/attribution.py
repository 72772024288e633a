"""The lines that announce a quote: "Il giorno … ha scritto:", in many programs' words.

Cheap tests come first, for every line of hostile mail may look like the start of one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mail import quote_verbs as verbs
from mail.quote_labels import ADDRESS, TIME, YEAR, header_kind
from mail.quote_tables import BAR, QUOTED

_MOST_LINES = 4  # clients wrap long names and addresses
_LONGEST = 400
_TAIL = 160
_JOINED_TAIL = 16
_NEAR_START = 48  # where the date of an announcement stands, if the name comes later
_NAME_FIRST = 90

_ENDS = (":", "：", "--", ">")
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)")
_SENTENCE_ENDS = re.compile(r"(?:[!?;…]|[^\W\d]{5,}\.|\w\))$")
_LABEL = re.compile(r"\W{0,3}[^\W\d]{3,20}(?: [^\W\d]{1,20}){0,2} ?[:：] ")
_FACTS = re.compile(r"[\d@]")
_INVISIBLE = dict.fromkeys(
    [
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
        0xAD,
    ]
)
_MARKS = " \t\xa0\u202f*_\"'|"
_TRIMMED = " \t\xa0,.;:：)-–\"'«“„"
_ZONE = re.compile(r"\b(?:AM|PM|CES?T|GMT|UTC|MSK)\b|[ap]\.m\.")


@dataclass(slots=True)
class Effort:
    """Characters that patterns may still look at, for announcements in one mail."""

    left: int = 250_000

    def spend(self, characters: int) -> None:
        self.left -= characters

    @property
    def spent(self) -> bool:
        return self.left <= 0


def attribution(lines: Sequence[str], index: int, effort: Effort | None = None) -> int:
    """How many lines from here announce a quote; 0 if none, or effort is spent."""
    effort = effort or Effort()
    joined = ""
    for count in range(1, _MOST_LINES + 1):
        line = lines[index + count - 1] if index + count <= len(lines) else ""
        if not line.strip() or (count > 1 and not _goes_on(lines, index, count)):
            break
        joined = f"{joined} {seen(line[: _LONGEST + 1])}".strip(_MARKS)
        if len(joined) > _LONGEST or effort.spent:
            break
        if not joined.endswith(_ENDS):
            continue
        effort.spend(len(joined) * count)
        marked = _is_marked(lines, index + count)
        if _announces(joined, marked=marked):
            spoken = _starts_later(lines, index, count, marked=marked)
            return 0 if spoken else count
    return 0


@lru_cache(maxsize=64)
def seen(line: str) -> str:
    """A line as people see it: without the marks of direction that clients add."""
    return (line if line.isascii() else line.translate(_INVISIBLE)).strip(_MARKS)


def _goes_on(lines: Sequence[str], index: int, count: int) -> bool:
    """Whether an announcement may have been wrapped here."""
    first, line = seen(lines[index][:_LONGEST]), lines[index + count - 1].lstrip()
    if QUOTED.match(line):
        return False
    if line.startswith(("<", "(", "[")) or first.endswith(("<", "(")):
        return True
    return _may_go_on(first)


@lru_cache(maxsize=8)  # asked for each of the lines below
def _may_go_on(first: str) -> bool:
    if ADDRESS.search(first) or verbs.STARTS.match(first + " "):
        return True
    return verbs.wrote(first) is not None


def _starts_later(
    lines: Sequence[str], index: int, count: int, *, marked: bool
) -> bool:
    """Whether the first of these lines is still the person speaking."""
    for later in range(1, count):
        rest = [seen(line[:_LONGEST]) for line in lines[index + later : index + count]]
        if rest[0].startswith(("<", "(", "[")):
            continue  # the name stands above
        joined = " ".join(rest)
        if not ("@" in joined or verbs.wrote(joined)):
            continue  # says when, and needs the line above to say who
        before = " ".join(seen(line) for line in lines[index : index + later])
        if _is_spoken(before, joined) and _announces(joined, marked=marked):
            return True
    return False


def _is_spoken(before: str, joined: str) -> bool:
    """Whether what stands before an announcement is no part of it."""
    if ADDRESS.search(before) and (before.endswith(">") or "@" not in joined):
        return False
    if _SENTENCE_ENDS.search(before):
        return True
    if verbs.STARTS_WITH_DATE.match(joined):
        return verbs.OPENS.match(joined) is not None or not _FACTS.search(before)
    if TIME.search(joined) and _dated(joined):
        return not verbs.STARTS_WITH_DATE.match(before)
    return not (verbs.STARTS.match(before) or _FACTS.search(before))


def _dated(joined: str) -> re.Match[str] | None:
    return YEAR.search(joined) or _NUMERIC_DATE.search(joined)


def _is_marked(lines: Sequence[str], index: int) -> bool:
    for line in lines[index : index + _MOST_LINES]:
        if line.strip():
            return bool(QUOTED.match(line) or BAR.match(line))
    return False


@lru_cache(maxsize=64)
def _announces(joined: str, *, marked: bool) -> bool:
    if joined.endswith(">"):
        return verbs.BARE_DATE_AND_ADDRESS.match(joined) is not None
    if _is_android(joined) or verbs.CITING.match(joined):
        return True
    if not (marked or _FACTS.search(joined)):
        return False
    if not marked and verbs.CONJUNCTION.match(joined):
        return False
    if _says_when_and_from_where(joined, marked=marked) or _says_who(joined):
        return True
    if "@" in joined.rpartition(" ")[2] and verbs.STARTS_WITH_DATE.match(joined):
        return not verbs.OWN_WORDS.search(joined)
    if _wrote_last(joined) and any(char.isdigit() for char in joined):
        starts = verbs.STARTS.match(joined) is not None
        return starts and (marked or _is_certain(joined))
    return marked and _is_likely(joined)


def _is_android(joined: str) -> bool:
    if not joined.endswith("--") or verbs.wrote(joined) is None:
        return False
    return verbs.ANDROID.fullmatch(joined) is not None


def _wrote_last(joined: str) -> bool:
    if verbs.WROTE_JOINED.search(joined[-_JOINED_TAIL:]):
        return True
    if verbs.wrote(joined) is None:
        return False
    tail = joined[-_TAIL:]
    return verbs.ends_in_wrote(tail) or verbs.WROTE_THEN_NAME.search(tail) is not None


def _says_when_and_from_where(joined: str, *, marked: bool) -> bool:
    """вт, 14 окт. 2025 г. в 11:12, X <x@y>:   in whatever language the rest is."""
    address = ADDRESS.search(joined)
    date = _dated(joined) if address else None
    if address is None or date is None or verbs.OWN_WORDS.search(joined):
        return False
    if verbs.STARTS_WITH_DATE.match(joined):
        return True
    if TIME.search(joined) is None:
        return False
    if not marked and _is_contact(joined, address.start()):
        return False
    return date.start() < _NEAR_START or address.start() < _NAME_FIRST


def _is_contact(joined: str, address: int) -> bool:
    """Whom to ask: "Contatti: X <x@y>, ore 10:30, dal 2025" names no day."""
    if _LABEL.match(joined, 0, address) and not header_kind(joined, whole=False):
        return True
    rest = ADDRESS.sub("", joined)
    return not any(char.isdigit() for char in YEAR.sub("", TIME.sub("", rest)))


def _says_who(joined: str) -> bool:
    """X <x@y> ha scritto: · X wrote on 14/10/2025 10:12: are such."""
    if not ("@" in joined or (TIME.search(joined) and _dated(joined))):
        return False
    wrote = verbs.wrote(joined)
    if wrote is None or not wrote.start() or verbs.OWN_WORDS.search(joined):
        return False
    before, after = joined[: wrote.start()], joined[wrote.end() :]
    if TIME.search(after) and _dated(after):
        return True
    return "@" in before and len(after) <= _NEAR_START


def _is_certain(joined: str) -> bool:
    """With no quote marks below, a date alone is not enough: there must be a name."""
    if TIME.search(joined) or "@" in joined:
        return True
    if not _dated(joined):
        return False
    wrote = verbs.wrote(joined)
    if wrote is None:
        return False
    after = joined[wrote.end() :].strip(_TRIMMED)
    before = re.split(r"\d", _ZONE.sub("", joined[: wrote.start()]))[-1]
    return not (after or before.strip(_TRIMMED))[:1].islower()


def _is_likely(joined: str) -> bool:
    """A line just above quote marks that says who or when, and a colon."""
    if _wrote_last(joined):
        return True
    when = TIME.search(joined) and _dated(joined)
    return bool(when or ADDRESS.search(joined))
