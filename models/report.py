"""The facts of the reports: the synthesis of aims and results, and the funnel.

A fact carries its absolute date and its status: a report of any period takes what
belongs to it, and never says "last October" (method 1.1, 88).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field, model_validator

from models.document import ColumnKind, Language, Said, ShortText
from models.frozen import Frozen

_MONTHS: Final = 12


class Status(StrEnum):
    """How sure a fact is: reports never mix the three (method 1.5, 88)."""

    DONE = "done"
    PLANNED = "planned"
    EXPECTED = "expected"


class Precision(StrEnum):
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"


class When(Frozen):
    """A date as exactly as it is known; no day is invented (method 1.3, 52)."""

    first: date
    last: date | None = None
    """The last of several days."""
    precision: Precision = Precision.DAY


class Month(Frozen):
    year: Annotated[int, Field(ge=1900, le=2200)]
    month: Annotated[int, Field(ge=1, le=_MONTHS)]

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def next_month(self) -> date:
        """The first day that no longer belongs to it."""
        return date(self.year + self.month // _MONTHS, self.month % _MONTHS + 1, 1)


class Period(Frozen):
    """From one month to another, both included."""

    first: Month
    last: Month

    @model_validator(mode="after")
    def _runs_forward(self) -> "Period":
        if self.first.first_day > self.last.first_day:
            raise ValueError("A period begins before it ends; turn the months round.")
        return self

    def holds(self, day: date) -> bool:
        return self.first.first_day <= day < self.last.next_month

    def ended_before(self, day: date) -> bool:
        return day >= self.last.next_month


class Fact(Frozen):
    """A dated sentence: an origin, an act, a state of the market."""

    text: Said
    when: When
    status: Status = Status.DONE


class Aim(Frozen):
    text: Said
    level: int = Field(default=1, ge=1, le=3)


class ActivityLine(Frozen):
    """A line of activity, with the day it was taken up and, perhaps, given up."""

    number: int = Field(ge=1)
    text: Said
    valid_from: date
    valid_to: date | None = None


class SessionFact(Frozen):
    ordinal: int = Field(ge=1, le=3999)
    place: Said
    country: Said
    when: When
    status: Status
    remark: Said = Said()


class ProgrammeFact(Frozen):
    """A programme of work: its years, guidelines, and signature."""

    first_year: int
    last_year: int
    guidelines: tuple[Said, ...] = ()
    status: Status
    """Of the signature."""
    signed: When | None = None
    """None: the record does not say when."""
    session: int | None = None
    """The ordinal of the session it is signed at."""


class ResultFact(Frozen):
    """An outcome, by kind (`synthesis.kinds` of the fixed words)."""

    kind: ShortText
    text: Said
    when: When
    status: Status
    value_cents: int | None = Field(default=None, ge=0)


class Figure(Frozen):
    """A number of the period; where it has none yet, a fact is missing, not nought."""

    name: Said
    value: int
    kind: ColumnKind = ColumnKind.INTEGER
    status: Status = Status.DONE


class Synthesis(Frozen):
    """All the synthesis may draw on; the period decides what it says."""

    corridor: Said
    period: Period
    dated: date
    frame: tuple[Fact, ...] = ()
    aims: tuple[Aim, ...] = ()
    method: tuple[Said, ...] = ()
    lines: tuple[ActivityLine, ...] = ()
    sessions: tuple[SessionFact, ...] = ()
    programmes: tuple[ProgrammeFact, ...] = ()
    results: tuple[ResultFact, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: tuple[Said, ...] = ()
    """Where more is to be found: portals, who publishes and who paid for them."""
    simulated: bool = False


class Stage(StrEnum):
    """The steps of the funnel, in order."""

    COLLECTED = "collected"
    VALID = "valid"
    DISSEMINATED = "disseminated"
    INTEREST = "interest"
    ACCEPTED = "accepted"
    COFINANCED = "cofinanced"
    PRESENTED = "presented"
    OUTCOME = "outcome"


class Counted(StrEnum):
    """What the numbers of a funnel are numbers of."""

    PROPOSALS = "proposals"
    DELIVERIES = "deliveries"
    """One proposal before one body: what a funnel by body can sum."""


class FunnelGroup(Frozen):
    """How many proposals of one Region, sector or kind reached each stage."""

    name: Said
    reached: dict[Stage, Annotated[int, Field(ge=0)]]


class Funnel(Frozen):
    """The funnel of a cycle, cut one way; groups do not overlap."""

    cycle: ShortText
    dated: date
    cut: Said
    """What the groups are: Regions, sectors, districts and others."""
    groups: tuple[FunnelGroup, ...] = Field(min_length=1)
    counted: Counted = Counted.PROPOSALS
    stages: tuple[Stage, ...] = Field(default=tuple(Stage), min_length=1)
    """Those that are shown; shares are of the first."""
    languages: tuple[Language, ...] = (Language.IT,)
    simulated: bool = False
