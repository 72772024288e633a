"""The steps of a session's cycle, counted from its first and last day (method 4.5)."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator

from models.blackout import Blackout
from models.errors import DomainError
from models.frozen import Frozen
from models.term import CalendarSide


class PlanError(DomainError):
    """A session that cannot be planned as it was given."""


class MilestoneName(StrEnum):
    COLLECTION = "collection"
    LAST_PROPOSALS = "last_proposals"
    COMPLETENESS = "completeness"
    VALIDATION = "validation"
    DISSEMINATION = "dissemination"
    REMINDER_1 = "reminder_1"
    LAST_QUESTIONS = "last_questions"
    ANSWERS = "answers"
    REMINDER_2 = "reminder_2"
    INTEREST = "interest"
    GRACE = "grace"
    ADHESION_WALL = "adhesion_wall"
    COUNTERPARTS = "counterparts"
    DECLARATIONS = "declarations"
    COFINANCING_CHECK = "cofinancing_check"
    AGENDA_FREEZE = "agenda_freeze"
    DOCUMENTS = "documents"
    PROTOCOL = "protocol"
    FOLLOW_UP_1 = "follow_up_1"
    FOLLOW_UP_2 = "follow_up_2"
    FOLLOW_UP_3 = "follow_up_3"
    FOLLOW_UP_4 = "follow_up_4"


class InBlackout(StrEnum):
    """What becomes of a step that lands in a closed period (method D3)."""

    STAYS = "stays"  # we work, and may send
    BEFORE = "before"  # a hard deadline: the last working day before it
    AFTER = "after"  # a reminder, a grace: the first working day after it


class Step(Frozen):
    """One row of the table: working days before S (negative) or after E."""

    name: MilestoneName
    days: int = Field(ge=-400, le=400)
    side: CalendarSide = CalendarSide.A
    in_blackout: InBlackout = InBlackout.STAYS
    why: str = ""

    @model_validator(mode="after")
    def _counted_from_somewhere(self) -> Self:
        if self.days == 0:
            raise ValueError(
                f"Step {self.name.value} lies neither before nor after the session;"
                " give it at least one working day."
            )
        return self


class MoveReason(StrEnum):
    """Why a step does not stand where the count alone puts it."""

    CROSSING = "crossing"  # an earlier step stands later: it moved to it (D14)
    CLOSED = "closed"  # it landed in a closed period (D3)
    AHEAD = "ahead"  # a later step left a closed period: it has to come before it


class Move(Frozen):
    """One move of a step, and what made it move."""

    reason: MoveReason
    before: date
    after: date
    other: MilestoneName | None = None
    blackout: Blackout | None = None


class Milestone(Frozen):
    """A step of one session, with its day."""

    name: MilestoneName
    date: date | None
    days: int
    side: CalendarSide
    why: str = ""
    fits: bool = True
    """False when its day has passed and it is not done."""
    moved_because: tuple[Move, ...] = ()
    done: bool = False
    pinned: bool = False
    """Set by hand: it keeps its day when the session moves."""

    @property
    def fixed(self) -> bool:
        return self.done or self.pinned


class Plan(Frozen):
    """The steps of a session in the order of the procedure; of no date, no days."""

    starts_on: date | None
    ends_on: date | None
    milestones: tuple[Milestone, ...]

    @property
    def fits(self) -> bool:
        """Whether every step can still be done in time."""
        return all(one.fits for one in self.milestones)

    def __getitem__(self, name: MilestoneName) -> Milestone:
        for one in self.milestones:
            if one.name is name:
                return one
        raise PlanError(
            f"This plan has no step {name.value}: its corridor left it out of the"
            " table; choose another step."
        )


class Shift(Frozen):
    """A step whose day another plan changes."""

    name: MilestoneName
    before: date | None
    after: date | None


def shifts(old: Plan, new: Plan) -> tuple[Shift, ...]:
    """The steps that another plan moves, gives a day, or takes it from."""
    days = {one.name: one.date for one in old.milestones}
    days_now = {one.name: one.date for one in new.milestones}
    return tuple(
        Shift(name=name, before=days.get(name), after=days_now.get(name))
        for name in days | days_now
        if days.get(name) != days_now.get(name)
    )


def repeated(table: Sequence[Step]) -> list[MilestoneName]:
    """The names that stand more than once in a table."""
    names = [step.name for step in table]
    return sorted({name for name in names if names.count(name) > 1})


_A, _B, _JOINT = CalendarSide
_HARD: Final = InBlackout.BEFORE
_PAUSES: Final = InBlackout.AFTER

METHOD_4_5: Final = (
    Step(
        name=MilestoneName.COLLECTION,
        days=-110,
        side=_JOINT,
        why="the host is known; leaves 40 working days to the regions",
    ),
    Step(
        name=MilestoneName.LAST_PROPOSALS,
        days=-70,
        side=_B,
        in_blackout=_HARD,
        why="regional authorities need sign-off",
    ),
    Step(name=MilestoneName.COMPLETENESS, days=-65, why="one week per batch"),
    Step(
        name=MilestoneName.VALIDATION,
        days=-55,
        why="two readers and one round of clarification",
    ),
    Step(
        name=MilestoneName.DISSEMINATION,
        days=-52,
        why="translation check and digests",
    ),
    Step(
        name=MilestoneName.REMINDER_1,
        days=-42,
        in_blackout=_PAUSES,
        why="every 10 working days",
    ),
    Step(
        name=MilestoneName.LAST_QUESTIONS,
        days=-37,
        in_blackout=_HARD,
        why="5 working days for the answer and 5 to use it",
    ),
    Step(
        name=MilestoneName.ANSWERS,
        days=-32,
        why="everybody has 5 working days to use it",
    ),
    Step(
        name=MilestoneName.REMINDER_2,
        days=-32,
        in_blackout=_PAUSES,
        why="every 10 working days",
    ),
    Step(
        name=MilestoneName.INTEREST,
        days=-27,
        in_blackout=_HARD,
        why="25 working days after sending: bodies must consult companies",
    ),
    Step(
        name=MilestoneName.GRACE,
        days=-25,
        in_blackout=_PAUSES,
        why="2 working days for late replies",
    ),
    Step(
        name=MilestoneName.ADHESION_WALL,
        days=-22,
        in_blackout=_HARD,
        why="named counterparts must still be invited officially",
    ),
    Step(
        name=MilestoneName.COUNTERPARTS,
        days=-20,
        side=_JOINT,
        why="invitation letters and visas",
    ),
    Step(
        name=MilestoneName.DECLARATIONS,
        days=-17,
        in_blackout=_HARD,
        why="bodies say what they will pay",
    ),
    Step(
        name=MilestoneName.COFINANCING_CHECK,
        days=-12,
        why="money need not be committed before the session",
    ),
    Step(
        name=MilestoneName.AGENDA_FREEZE,
        days=-10,
        side=_JOINT,
        why="two languages and interpreters",
    ),
    Step(
        name=MilestoneName.DOCUMENTS,
        days=-7,
        side=_JOINT,
        why="delegations read before they travel",
    ),
    Step(
        name=MilestoneName.PROTOCOL,
        days=5,
        side=_JOINT,
        why="two languages, one structure",
    ),
    Step(name=MilestoneName.FOLLOW_UP_1, days=20, side=_JOINT, why="after a month"),
    Step(name=MilestoneName.FOLLOW_UP_2, days=60, side=_JOINT, why="after a quarter"),
    Step(
        name=MilestoneName.FOLLOW_UP_3, days=125, side=_JOINT, why="after half a year"
    ),
    Step(name=MilestoneName.FOLLOW_UP_4, days=250, side=_JOINT, why="after a year"),
)
"""The table of method 4.5, in the order of the procedure; the default."""
