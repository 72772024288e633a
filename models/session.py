"""A session: the sitting where proposals are presented, and its agenda."""

from datetime import date, datetime
from enum import StrEnum

from models.frozen import Frozen
from models.ids import CaseId, CorridorCode, SessionId
from models.milestones import Plan
from models.remote import PLACE, Remote
from models.session_rules import roman
from models.timetable import Timetable


class SessionState(StrEnum):
    COLLECTING = "collecting"
    FROZEN = "frozen"
    POSTPONED = "postponed"  # the date is not known
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"  # its number is burnt (method I1, X12)


class Session(Frozen):
    """One numbered session; `starts_at` is None while its date is unknown.

    `ends_at` of a cancelled one is the last day it would have had, if it had a date.
    `plan` is its cycle, counted back from the date; a corridor whose terms are exact
    (a demonstration) has none.
    """

    session: SessionId
    corridor: CorridorCode
    ordinal: int
    programme: str
    country: str
    place: str
    starts_at: datetime | None
    ends_at: datetime | None = None
    freeze_at: datetime | None
    capacity: int  # minutes on the agenda
    state: SessionState = SessionState.COLLECTING
    postponed_from: tuple[datetime, ...] = ()
    plan: Plan | None = None
    timetable: Timetable | None = None  # None: one plenary of its capacity
    cancelled_at: datetime | None = None
    remote: Remote | None = None  # None: in person

    @property
    def roman(self) -> str:
        return roman(self.ordinal)

    @property
    def postponements(self) -> int:
        """How often it was moved; a cancelled one has left its last date besides."""
        left = self.state is SessionState.CANCELLED and self.ends_at is not None
        return len(self.postponed_from) - left

    def place_in(self, language: str) -> str:
        """Where it is held, as a reader of a language is told."""
        return PLACE[language] if self.remote else self.place


class Slot(Frozen):
    """A place on a session's agenda, in order from 1, with the rule that gave it.

    One placed by hand stays where it is when the agenda is drawn again.
    """

    session: SessionId
    case: CaseId
    position: int
    minutes: int
    table: str
    day: date
    starts_at: datetime
    rank: str = ""
    why: str
    by_hand: bool = False
    frozen: bool = False

    @property
    def explanation(self) -> str:
        return "; ".join(filter(None, (self.rank, self.why)))
