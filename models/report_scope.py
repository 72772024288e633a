"""What a report is about: a corridor, a period of whole months, perhaps one session."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import CorridorCode, SessionId
from models.report import Month, Period


class ReportScope(Frozen):
    """Months are those of the secretariat: they begin at midnight in its zone."""

    corridor: CorridorCode
    zone: str
    period: Period
    session: SessionId | None = None

    @property
    def since(self) -> datetime:
        return self._midnight(self.period.first.first_day)

    @property
    def until(self) -> datetime:
        """The first instant that no longer belongs to it."""
        return self._midnight(self.period.last.next_month)

    def day(self, at: datetime) -> date:
        """The day of an instant at the secretariat."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.zone))


class ReportFrame(Frozen):
    """What stands at the head of a report, whatever it tells."""

    corridor: CorridorCode
    period: Period
    session: str = ""
    """As people write it: XXIX. Empty: every session."""
    dated: date
    simulated: bool = False


def month(option: str, given: str) -> Month:
    """A month written as 2009-10; `option` is where.

    Raises:
        DomainError: it is not written so, or of a year that no report is about.
    """
    try:
        day = date.fromisoformat(f"{given}-01")
        return Month(year=day.year, month=day.month)
    except ValueError as error:
        raise DomainError(
            f"{option}: {given!r} is no month from 1900 to 2200: write it as 2009-10."
        ) from error


def month_of(day: date) -> Month:
    return Month(year=day.year, month=day.month)


def period(first: Month, last: Month) -> Period:
    """From one month to another.

    Raises:
        DomainError: it ends before it begins.
    """
    if first.first_day > last.first_day:
        raise DomainError(
            f"The period ends ({last.first_day:%Y-%m}) before it begins"
            f" ({first.first_day:%Y-%m}): exchange --from and --to."
        )
    return Period(first=first, last=last)
