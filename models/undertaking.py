"""What a side promised at a session, and what both sides say became of it.

Not a commitment, which in this house is money (see `models.ledger`).
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, NewType, Self

from pydantic import AwareDatetime, Field, model_validator

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor, BodyCode, CaseId, SessionId
from models.proposal_parts import Language, Note
from models.two_sides import Agreement, Side, compared, last_words

UndertakingId = NewType("UndertakingId", str)  # it-ru/29/u/3


class UndertakingError(DomainError):
    """A report on an undertaking that cannot be entered."""


class UndertakingState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    MOVED = "moved"  # to a later day


class Promise(Frozen):
    """Who will do what by when, as the minutes have it."""

    side: Side
    body: BodyCode | None = None
    text: dict[Language, Note] = Field(min_length=2)
    due: date


class Claim(NamedTuple):
    """What counts when two reports are compared."""

    state: UndertakingState
    moved_to: date | None


class UndertakingReport(Frozen):
    """What one side says became of it."""

    side: Side
    state: UndertakingState
    text: Note
    at: AwareDatetime
    by: Actor
    moved_to: date | None = None

    @model_validator(mode="after")
    def _moved_has_a_day(self) -> Self:
        if (self.state is UndertakingState.MOVED) is (self.moved_to is None):
            raise ValueError(
                "An undertaking that is moved has a new day, no other has one; correct"
                " the state or the day."
            )
        return self

    @property
    def claim(self) -> Claim:
        return Claim(self.state, self.moved_to)


class Settlement(Frozen):
    """The co-chairs' word where the sides differ, or to end the matter."""

    state: UndertakingState
    note: Note
    at: AwareDatetime
    by: Actor

    @model_validator(mode="after")
    def _ends_it(self) -> Self:
        if self.state not in {UndertakingState.KEPT, UndertakingState.BROKEN}:
            raise ValueError(
                "An undertaking is settled as kept or broken; a new day is a report."
            )
        return self


class Undertaking(Frozen):
    """One promise in the register, with every report on it."""

    undertaking: UndertakingId
    session: SessionId
    item: int = Field(ge=1)
    """The item of the minutes it comes from."""
    case: CaseId | None = None
    promise: Promise
    reports: tuple[UndertakingReport, ...] = ()
    settlement: Settlement | None = None

    @property
    def agreement(self) -> Agreement:
        """How the last reports of the sides compare."""
        return compared({s: r.claim for s, r in last_words(self.reports).items()})

    @property
    def disputed(self) -> bool:
        """Whether the sides contradict each other and nobody has settled it (X17)."""
        return self.settlement is None and self.agreement is Agreement.DISPUTED

    @property
    def state(self) -> UndertakingState:
        """What the co-chairs or the reports say; open while the sides differ."""
        if self.settlement is not None:
            return self.settlement.state
        last = last_words(self.reports)
        if not last or self.disputed:
            return UndertakingState.OPEN
        return next(iter(last.values())).state

    @property
    def standing(self) -> str:
        """Its state in one word, or that it is disputed."""
        return "disputed" if self.disputed else self.state.value

    @property
    def due(self) -> date:
        """The day it is due now: moved only when no side contradicts it."""
        last = last_words(self.reports)
        moved = None if self.disputed else next(iter(last.values()), None)
        return (moved and moved.moved_to) or self.promise.due

    def text_of(self, side: Side) -> str:
        """What a side last said, or nothing."""
        report = last_words(self.reports).get(side)
        return report.text if report else ""

    def reported(self, report: UndertakingReport) -> "Undertaking":
        """With one more report; earlier ones stay.

        Raises:
            UndertakingError: it is settled, or moved to a day before the promised one.
        """
        if self.settlement is not None:
            raise UndertakingError(
                f"Undertaking {self.undertaking} is settled; a new matter is a new one."
            )
        if report.moved_to is not None and report.moved_to <= self.promise.due:
            raise UndertakingError(
                f"Undertaking {self.undertaking} is due on {self.promise.due}; it moves"
                " to a later day only."
            )
        return self.model_copy(update={"reports": (*self.reports, report)})


class Reopened(NamedTuple):
    """An undertaking on the next session's list, and why."""

    undertaking: Undertaking
    why: str


def outlook(after: Undertaking) -> tuple[str, ...]:
    """What an act on it would leave behind; `after` is how it would stand."""
    would = f"It would be {after.standing}, due {after.due}"
    if not after.disputed:
        return (would,)
    return would, "A task puts it on the co-chairs' list"


def undertaking_id(session: SessionId, number: int) -> UndertakingId:
    return UndertakingId(f"{session}/u/{number}")


_URGENCY: Final = ("disputed", "broken", "overdue", "due", "running", "unconfirmed")


def reopened_for(
    undertakings: Iterable[Undertaking], next_session: SessionId, on: date
) -> tuple[Reopened, ...]:
    """What the next session must look at again: all that is not settled.

    Disputed ones first, then broken, overdue, due that day, running, and last those
    that one side alone calls kept; in each group the earlier due day first. What both
    call kept is done.

    Args:
        undertakings: the register of the corridor.
        next_session: only promises of earlier sessions are listed.
        on: the day the list is made.
    """
    ordinal = _ordinal(next_session)
    rows = [
        (_urgency(one, on), one)
        for one in undertakings
        if _ordinal(one.session) < ordinal and _unsettled(one)
    ]
    rows.sort(key=lambda row: (_URGENCY.index(row[0]), row[1].due, row[1].undertaking))
    return tuple(Reopened(one, _why(urgency, one)) for urgency, one in rows)


def _unsettled(one: Undertaking) -> bool:
    done = one.state is UndertakingState.KEPT and one.agreement is Agreement.AGREED
    return one.settlement is None and not done


def _urgency(one: Undertaking, on: date) -> str:
    if one.disputed:
        return "disputed"
    if one.state is UndertakingState.BROKEN:
        return "broken"
    if one.state is UndertakingState.KEPT:
        return "unconfirmed"
    if one.due < on:
        return "overdue"
    return "due" if one.due == on else "running"


def _why(urgency: str, one: Undertaking) -> str:
    said = {
        "disputed": "the two sides report differently; the co-chairs decide",
        "broken": "reported as not kept; say what follows",
        "overdue": f"was due on {one.due} and is not reported as kept; ask the side",
        "due": "is due today; ask the side",
        "running": f"runs until {one.due}; note how far it is",
        "unconfirmed": "one side calls it kept, the other is silent; ask it",
    }
    moved = one.state is UndertakingState.MOVED
    return f"{said[urgency]}{' (moved)' if moved else ''}"


def _ordinal(session: SessionId) -> int:
    return int(session.rpartition("/")[2])
