"""A three-year work programme: its guidelines, its years, its signature (method 51)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, Self

from pydantic import Field, model_validator

from models.corridor import Programme
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import PaperId, SessionId
from models.proposal_parts import Language, Line
from models.term import CalendarSide, Term, TermUnit

YEARS: Final = 3
MOST_GUIDELINES: Final = 20
SIGNATURE_REMINDER: Final = Term(
    amount=60, unit=TermUnit.WORKING_DAYS, calendar=CalendarSide.JOINT
)
"""Counted back from the day by which the programme is signed (method 46)."""

_DAY: Final = timedelta(days=1)
_JANUARY, _DECEMBER, _LAST_OF_DECEMBER = 1, 12, 31


class ProgrammeError(DomainError):
    """A step of a programme that its state or its papers do not allow."""


class ProgrammeState(StrEnum):
    DRAFTING = "drafting"
    AGREED = "agreed"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    CLOSING = "closing"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class Guideline(Frozen):
    """One numbered direction of work, and how many projects it promises."""

    number: int = Field(ge=1, le=MOST_GUIDELINES)
    title: dict[Language, Line] = Field(min_length=1)
    promised: int = Field(default=0, ge=0)


class Prolongation(Frozen):
    """An exchange of notes that keeps a programme running (method X19)."""

    until: date
    agreed_on: date
    document: PaperId


class Signature(Frozen):
    """When, where and on what paper the programme was signed."""

    on: date
    document: PaperId
    session: SessionId | None = None  # None: at another event
    place: Line | None = None


class WorkProgramme(Frozen):
    """A programme of the corridor with its guidelines and papers."""

    programme: Programme
    guidelines: tuple[Guideline, ...] = Field(default=(), max_length=MOST_GUIDELINES)
    state: ProgrammeState = ProgrammeState.DRAFTING
    years: int = Field(default=YEARS, ge=1, le=10)
    signature: Signature | None = None
    prolongations: tuple[Prolongation, ...] = ()

    @model_validator(mode="after")
    def _numbered_through(self) -> Self:
        numbers = [guideline.number for guideline in self.guidelines]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError(
                "Guidelines are numbered from 1 without a gap; number them again."
            )
        return self

    @property
    def code(self) -> str:
        return self.programme.code

    @property
    def until(self) -> date:
        """Its last day, prolongations counted."""
        return max([self.programme.end, *(one.until for one in self.prolongations)])

    def covers(self, day: date) -> bool:
        """Whether a day lies in its calendar years."""
        return self.programme.start <= day <= self.programme.end

    def guideline(self, number: int) -> Guideline | None:
        return next((one for one in self.guidelines if one.number == number), None)


class SignatureDue(NamedTuple):
    """The last day for signing, and how long before it somebody is reminded."""

    by: date
    reminder: Term


def work_programme(
    programme: Programme,
    language: str = "en",
    state: ProgrammeState = ProgrammeState.DRAFTING,
) -> WorkProgramme:
    """A programme as the register holds it, its guidelines numbered as they stand."""
    return WorkProgramme(
        programme=programme,
        guidelines=tuple(
            Guideline(number=number, title={language: title})
            for number, title in enumerate(programme.guidelines, start=1)
        ),
        state=state,
    )


def signature_due(work: WorkProgramme) -> SignatureDue | None:
    """A programme is signed before it begins; None once it is."""
    if work.signature is not None or work.state is ProgrammeState.ABANDONED:
        return None
    return SignatureDue(work.programme.start - _DAY, SIGNATURE_REMINDER)


def check_programme(
    existing: Iterable[WorkProgramme], new: WorkProgramme
) -> tuple[str, ...]:
    """Why a programme cannot be entered beside the others, in sentences (I2).

    Programmes of other corridors and abandoned ones do not count.
    """
    others = sorted(
        (
            one
            for one in existing
            if one.programme.corridor == new.programme.corridor
            and one.state is not ProgrammeState.ABANDONED
        ),
        key=lambda one: one.programme.start,
    )
    return tuple(sentence for rule in _RULES for sentence in rule(others, new))


def programme_on(
    programmes: Iterable[WorkProgramme], day: date
) -> WorkProgramme | None:
    """The programme a day belongs to.

    The one of its calendar years once signed; until then the one that is prolonged
    over the day; failing that, the unsigned one.
    """
    known = [one for one in programmes if one.state is not ProgrammeState.ABANDONED]
    of_years = next((one for one in known if one.covers(day)), None)
    if of_years is not None and _signed(of_years):
        return of_years
    prolonged = [one for one in known if one.programme.end < day <= one.until]
    return max(prolonged, key=lambda one: one.programme.end, default=of_years)


def refuse_cycle(programmes: Iterable[WorkProgramme], day: date) -> str | None:
    """Why no new cycle may be opened on a day, or None (method X19)."""
    found = programme_on(programmes, day)
    if found is None:
        return f"No programme covers {day}; enter it, or prolong the last one."
    if not _signed(found):
        return (
            f"Programme {found.code} is {found.state}, not signed: sign it, or prolong"
            " the one before it by an exchange of notes."
        )
    return None


def _signed(work: WorkProgramme) -> bool:
    return work.state not in {
        ProgrammeState.DRAFTING,
        ProgrammeState.AGREED,
        ProgrammeState.ABANDONED,
    }


def _whole_years(_: Sequence[WorkProgramme], new: WorkProgramme) -> Iterable[str]:
    start, end = new.programme.start, new.programme.end
    if end < start:
        yield f"Programme {new.code} ends before it starts; correct its dates."
    elif (start.month, start.day) != (_JANUARY, 1) or (end.month, end.day) != (
        _DECEMBER,
        _LAST_OF_DECEMBER,
    ):
        yield (
            f"Programme {new.code} runs {start} to {end}; a programme has whole"
            " calendar years, 1 January to 31 December. Correct its dates."
        )
    elif end.year - start.year + 1 != new.years:
        yield (
            f"Programme {new.code} has {end.year - start.year + 1} years for"
            f" {new.years}; correct its dates, or its length."
        )


def _code_tells_years(_: Sequence[WorkProgramme], new: WorkProgramme) -> Iterable[str]:
    wanted = f"{new.programme.start.year}-{new.programme.end.year}"
    if new.code != wanted:
        yield f"Programme {new.code} is called by its years; call it {wanted}."


def _no_overlap(others: Sequence[WorkProgramme], new: WorkProgramme) -> Iterable[str]:
    for one in others:
        if one.code == new.code:
            yield f"Programme {new.code} exists; change that one."
        elif (
            new.programme.start <= one.programme.end
            and one.programme.start <= new.programme.end
        ):
            yield (
                f"Programme {new.code} overlaps {one.code}: programmes of a corridor"
                " follow each other. Correct its dates."
            )


def _no_gap(others: Sequence[WorkProgramme], new: WorkProgramme) -> Iterable[str]:
    before = [one for one in others if one.programme.end < new.programme.start]
    after = [one for one in others if one.programme.start > new.programme.end]
    pairs = [(before[-1], new)] if before else []
    pairs += [(new, after[0])] if after else []
    for earlier, later in pairs:
        if earlier.until + _DAY < later.programme.start:
            yield (
                f"Between {earlier.until} and {later.programme.start} no programme"
                f" runs: prolong {earlier.code} by an exchange of notes, or correct"
                f" the dates of {new.code}."
            )


def _prolonged_forward(_: Sequence[WorkProgramme], new: WorkProgramme) -> Iterable[str]:
    for one in new.prolongations:
        if one.until <= new.programme.end:
            yield (
                f"Programme {new.code} runs until {new.programme.end} anyway; its"
                f" prolongation until {one.until} adds nothing. Correct its day."
            )


_Rule = Callable[[Sequence[WorkProgramme], WorkProgramme], Iterable[str]]
_RULES: Final[tuple[_Rule, ...]] = (
    _whole_years,
    _code_tells_years,
    _no_overlap,
    _no_gap,
    _prolonged_forward,
)
