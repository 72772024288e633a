"""How a session is numbered, and who gets a place on its agenda."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from pydantic import AwareDatetime, Field

from models.attendee import Attendee
from models.errors import OrdinalError
from models.frozen import Frozen

LARGEST_ORDINAL: Final = 3999
MOST_CARRY_OVERS: Final = 2
"""How often a proposal may wait for another session (method X14)."""
SHORTEST_ITEM: Final = 5
LONGEST_ITEM: Final = 30
"""Minutes of an agenda item (method 4.1)."""

_NUMERALS: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ARABIC = re.compile(r"[0-9]{1,4}")


def roman(number: int) -> str:
    """Write a session's ordinal as it is printed: 15 becomes XV.

    Raises:
        OrdinalError: outside 1..3999, which roman numerals cannot write.
    """
    if not 1 <= number <= LARGEST_ORDINAL:
        raise OrdinalError(
            f"A session's number lies between 1 and {LARGEST_ORDINAL}; correct it."
        )
    written = ""
    for value, numeral in _NUMERALS:
        count, number = divmod(number, value)
        written += numeral * count
    return written


def parse_ordinal(text: str) -> int:
    """Read a session's ordinal written "XV", "xv" or "15".

    Raises:
        OrdinalError: neither, or a roman numeral nobody writes (IIII, VX).
    """
    given = text.strip().upper()
    number = int(given) if _ARABIC.fullmatch(given) else _value(given)
    if not 1 <= number <= LARGEST_ORDINAL:
        raise OrdinalError(
            "A session's number is roman or arabic, such as XV or 15; write it so."
        )
    return number


class AgendaItem(Frozen):
    """A proposal that asks for minutes at a table of a session."""

    case: str
    score: int = Field(ge=0, le=20)
    """Validation score, 0 to 20."""
    interests: int = Field(ge=0)
    """Expressions of interest accepted."""
    committed: bool
    """Whether its co-financing is committed."""
    carried: int = Field(ge=0)
    """How many sessions it has already waited."""
    ready_at: AwareDatetime
    minutes: int = Field(ge=SHORTEST_ITEM, le=LONGEST_ITEM)
    table: str
    attendees: tuple[Attendee, ...] = ()
    """Who cannot sit elsewhere at the same time (method I14)."""


class RankedItem(NamedTuple):
    """An item, its place from 1, and the sentence that explains it."""

    item: AgendaItem
    place: int
    reason: str


class Draw(NamedTuple):
    """The agenda: who is on it, and who waits, both in order of rank."""

    admitted: tuple[RankedItem, ...]
    left_over: tuple[RankedItem, ...]


def rank(items: Iterable[AgendaItem]) -> tuple[RankedItem, ...]:
    """Order the items for a full agenda (method X13).

    Carried-over items come first, then the higher validation score, the more accepted
    interests, committed co-financing, the earlier readiness; the case's own name only
    settles a tie, so that the order never depends on chance.
    """
    ordered = sorted(items, key=_key)
    return tuple(
        RankedItem(item, place, _reason(item, place))
        for place, item in enumerate(ordered, start=1)
    )


def draw(
    items: Iterable[AgendaItem], minutes_available: int | Mapping[str, int]
) -> Draw:
    """Fill the agenda in order of rank, the first that fits (method I14, X10, X13).

    Args:
        items: everything that is ready.
        minutes_available: minutes for the whole session, or by table; a table that
            is not named has none.

    Returns:
        The items admitted, and those left over for the next session. A shorter item
        may pass a longer one that no longer fits, so that no minute stays unused.
    """
    free = dict(minutes_available) if isinstance(minutes_available, Mapping) else None
    total = minutes_available if isinstance(minutes_available, int) else 0
    admitted: list[RankedItem] = []
    left_over: list[RankedItem] = []
    for ranked in rank(items):
        item = ranked.item
        left = total if free is None else free.get(item.table, 0)
        if item.minutes > left:
            why = f"{ranked.reason}; needs {item.minutes} minutes, {left} were left"
            left_over.append(ranked._replace(reason=why))
            continue
        admitted.append(ranked)
        if free is None:
            total -= item.minutes
        else:
            free[item.table] = left - item.minutes
    return Draw(tuple(admitted), tuple(left_over))


def may_be_carried_over(carried: int) -> bool:
    """Whether an item left over may wait for another session (method X14).

    Args:
        carried: how often it has been carried over so far, this time not counted.
    """
    return carried < MOST_CARRY_OVERS


def carried_too_often(carried: int) -> bool:
    """The same rule asked afterwards: the last carry-over is counted already."""
    return not may_be_carried_over(carried - 1)


def merits(item: AgendaItem) -> str:
    """What an item's rank rests on, in words."""
    return ", ".join(
        (
            "carried over" if item.carried else "new",
            f"score {item.score}/20",
            f"{item.interests} accepted interest{'' if item.interests == 1 else 's'}",
            f"co-financing {'committed' if item.committed else 'not committed'}",
            f"ready {item.ready_at:%Y-%m-%d %H:%M %Z}",
        )
    )


def _key(item: AgendaItem) -> tuple[bool, int, int, bool, datetime, str]:
    return (
        item.carried == 0,
        -item.score,
        -item.interests,
        not item.committed,
        item.ready_at,
        item.case,
    )


def _reason(item: AgendaItem, place: int) -> str:
    return f"Place {place}: {merits(item)}"


def _value(numeral: str) -> int:
    """The value of a canonical roman numeral, 0 for anything else."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    if (
        not numeral
        or len(numeral) > len("MMMDCCCLXXXVIII")
        or set(numeral) - set(values)
    ):
        return 0
    digits = [values[letter] for letter in numeral]
    following = [*digits[1:], 0]
    number = sum(
        -digit if digit < after else digit
        for digit, after in zip(digits, following, strict=True)
    )
    canonical = 1 <= number <= LARGEST_ORDINAL and roman(number) == numeral
    return number if canonical else 0
