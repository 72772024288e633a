"""The agenda of a session: items in slots of tables, and what was overridden."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AwareDatetime, Field, model_validator

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor
from models.proposal_parts import Key, text
from models.session_rules import AgendaItem
from models.timetable import Span, Timetable

_LONGEST_SLOT: Final = 720


class AgendaError(DomainError):
    """An act on an agenda that names what is not there, or is there already."""


class TableSlot(Frozen):
    """Minutes of one table: where and when an item is presented."""

    table: Key
    day: date
    starts_at: AwareDatetime
    minutes: int = Field(ge=1, le=_LONGEST_SLOT)

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.starts_at + timedelta(minutes=self.minutes))


class Listed(Frozen):
    """An item of the agenda: why it ranks as it does, and why it sits or waits."""

    item: AgendaItem
    rank: str
    why: str

    @property
    def case(self) -> str:
        return self.item.case

    @property
    def explanation(self) -> str:
        return f"{self.rank}; {self.why}"


class Placed(Listed):
    """An item in its slot."""

    slot: TableSlot
    by_hand: bool = False


class Waiting(Listed):
    """An item without a slot."""


class ConflictKind(StrEnum):
    """What is wrong with a slot."""

    OUTSIDE_SESSION = "outside-session"
    TABLE_UNKNOWN = "table-unknown"
    TABLE_CLOSED = "table-closed"
    TABLE_TAKEN = "table-taken"
    TWO_PLACES = "two-places"
    OVER_CAPACITY = "over-capacity"
    LENGTH = "length"


HARD: Final = frozenset({ConflictKind.OUTSIDE_SESSION, ConflictKind.TABLE_UNKNOWN})
"""Conflicts that no person may override."""


class Conflict(Frozen):
    """What is wrong, for whom, and what to do about it. It names no person."""

    kind: ConflictKind
    cases: tuple[str, ...]
    where: str
    """The slots or the day meant: elsewhere, it is another conflict."""
    excess: int = 0
    """Minutes over the capacity."""
    sentence: str
    remedy: str

    @property
    def hard(self) -> bool:
        return self.kind in HARD

    def answers(self, other: "Conflict") -> bool:
        """Whether overriding this one overrides the other: the same, or less of it."""
        whole_day = self.kind is ConflictKind.OVER_CAPACITY
        return (
            self.kind is other.kind
            and self.where == other.where
            and (whole_day or self.cases == other.cases)
            and other.excess <= self.excess
        )


class Waiver(Frozen):
    """A person's word that a conflict is accepted."""

    note: Annotated[str, text(500)]
    by: Actor


class Waived(Frozen):
    """A conflict somebody accepted."""

    conflict: Conflict
    waiver: Waiver


class Agenda(Frozen):
    """What is presented where and when; every case stands in it once."""

    timetable: Timetable
    placed: tuple[Placed, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    waived: tuple[Waived, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        listed: tuple[Listed, ...] = (*self.placed, *self.waiting)
        cases = [one.case for one in listed]
        if len(set(cases)) < len(cases):
            raise ValueError("A case stands on the agenda twice; remove one.")
        if any(one.conflict.hard for one in self.waived):
            raise ValueError("A hard conflict is never overridden; move the item.")
        return self

    def find(self, case: str) -> Placed | Waiting | None:
        everything: tuple[Placed | Waiting, ...] = (*self.placed, *self.waiting)
        return next((one for one in everything if one.case == case), None)

    def get(self, case: str) -> Placed | Waiting:
        """The item of a case.

        Raises:
            AgendaError: it is neither placed nor waiting.
        """
        found = self.find(case)
        if found is None:
            raise AgendaError(f"{case} is not on this agenda; add it first.")
        return found

    def get_placed(self, case: str) -> Placed:
        """As `get`, and it has a slot."""
        found = self.get(case)
        if isinstance(found, Waiting):
            raise AgendaError(f"{case} has no slot yet; move it to one.")
        return found
