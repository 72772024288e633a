"""A term: a length of time, in whose days it is counted."""

from enum import StrEnum
from typing import Final

from pydantic import Field

from models.frozen import Frozen


class TermUnit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "wd"
    CALENDAR_DAYS = "cd"
    HOURS = "h"
    SECONDS = "s"


EXACT: Final = frozenset({TermUnit.HOURS, TermUnit.SECONDS})
"""Units that need no calendar: they run at night and on holidays."""


class CalendarSide(StrEnum):
    """Whose days count: the answering side, the proposing side, or days of both."""

    A = "a"
    B = "b"
    JOINT = "joint"


class Term(Frozen):
    """A length of time that somebody has to do something."""

    amount: int = Field(ge=0, le=100_000_000)
    unit: TermUnit
    calendar: CalendarSide = CalendarSide.A

    @property
    def exact(self) -> bool:
        """Whether it is counted in hours or seconds, not in days."""
        return self.unit in EXACT

    @property
    def seconds(self) -> int:
        """The length of an exact term."""
        return self.amount * (3600 if self.unit is TermUnit.HOURS else 1)

    def __str__(self) -> str:
        side = "" if self.exact else f" {self.calendar.value}"
        return f"{self.amount} {self.unit.value}{side}"
