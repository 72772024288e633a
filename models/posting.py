"""When a letter may leave: held for a while, in office hours, several together."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from models.frozen import Frozen
from models.letter import DIGEST_OF, RECEIPTS, LetterKind
from models.working_calendar import WorkingCalendar

_SLOWEST: Final = 86_400


class Posting(Frozen):
    """A corridor's posting rule.

    `hold` (seconds) is the undo window of letters that go to many. `times` are the
    posting windows of a working day, on the recipient's clock: what waits for one
    body at one of them leaves as one digest. Other letters leave between `opens` and
    `closes` of a working day, receipts at any hour. Without times, letters leave at
    whole multiples of `gather` seconds; 0 is at once. `correction` (seconds) is how
    long a body may undo the answer we confirmed.
    """

    hold: int = Field(default=3600, ge=0, le=30 * _SLOWEST)
    times: tuple[time, ...] = (time(10), time(15))
    opens: time = time(8)
    closes: time = time(19)
    gather: int = Field(default=0, ge=0, le=_SLOWEST)
    correction: int = Field(default=2 * _SLOWEST, ge=0, le=90 * _SLOWEST)

    @property
    def gathers(self) -> bool:
        """Whether letters wait for one another at all."""
        return bool(self.times or self.gather)

    @model_validator(mode="after")
    def _in_order(self) -> "Posting":
        if list(self.times) != sorted(set(self.times)):
            raise ValueError("The posting times are given twice or out of order.")
        if not self.opens < self.closes:
            raise ValueError("Letters leave between an earlier and a later hour.")
        return self


AT_ONCE: Final = Posting(hold=0, times=(), gather=0, correction=0)
"""For demonstrations: nothing is held, gathered, or waited for."""


_TO_MANY: Final = frozenset(DIGEST_OF)


def leaves_at(
    kind: LetterKind,
    written_at: datetime,
    posting: Posting,
    calendar: WorkingCalendar,
    zone: str,
) -> datetime:
    """When a letter may leave, in UTC: at a posting window, or in office hours.

    Args:
        kind: letters to many are held and gathered, receipts never wait.
        written_at: when the letter was written, aware.
        posting: the corridor's rule.
        calendar: working days of the recipient's country.
        zone: IANA name of the recipient's zone.

    Raises:
        CalendarMissingError: the calendar does not reach that far.
    """
    written = written_at.astimezone(UTC)
    if kind in RECEIPTS:  # at any hour: who just wrote is awake
        return written
    if kind not in _TO_MANY:
        return _in_hours(written, posting, calendar, zone) if posting.times else written
    ready = written + timedelta(seconds=posting.hold)
    if not posting.times:
        return _gathered(ready, posting.gather)
    return _at_window(ready, posting, calendar, zone)


def _at_window(
    ready: datetime, posting: Posting, calendar: WorkingCalendar, zone: str
) -> datetime:
    here = ready.astimezone(ZoneInfo(zone))
    day = calendar.at_or_after(here.date())
    if day == here.date():
        for at in posting.times:
            window = datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)
            if window >= ready:
                return window
        day = calendar.add(day, 1)
    first = datetime.combine(day, posting.times[0], ZoneInfo(zone))
    return first.astimezone(UTC)


def _in_hours(
    ready: datetime, posting: Posting, calendar: WorkingCalendar, zone: str
) -> datetime:
    here = ready.astimezone(ZoneInfo(zone))
    day = calendar.at_or_after(here.date())
    if day == here.date() and here.time() >= posting.closes:
        day = calendar.add(day, 1)
    opening = datetime.combine(day, posting.opens, ZoneInfo(zone)).astimezone(UTC)
    return max(ready, opening)


def _gathered(ready: datetime, seconds: int) -> datetime:
    if not seconds:
        return ready
    passed = timedelta(seconds=ready.timestamp() % seconds)
    return ready + (timedelta(seconds=seconds) - passed if passed else timedelta())
