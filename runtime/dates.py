"""Days and instants as a person writes them in a command."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from models.deadlines import end_of
from models.errors import DomainError

YEARS = range(1990, 2101)
"""As those of agreements; a year beyond them is a slip of the pen."""


def day(option: str, written: str) -> date:
    """A day; `option` is where it was written."""
    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise DomainError(
            f"{option}: {written!r} is no day: write it as 2026-12-10."
        ) from error
    _refuse_far(option, found)
    return found


def first_instant(option: str, written: str, place: str) -> datetime:
    """Midnight at which a day begins in a zone."""
    return datetime.combine(day(option, written), time(), ZoneInfo(place))


def deadline(option: str, written: str, place: str) -> datetime:
    """`2026-12-10` is the end of that day; `2026-12-10T10:30` is exact."""
    try:
        last = date.fromisoformat(written)
    except ValueError:
        return moment(option, written, place)
    _refuse_far(option, last)
    return end_of(last, place)


def moment(option: str, written: str, place: str) -> datetime:
    """An instant, at 9 in the morning when only the day is given."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError as error:
        raise DomainError(
            f"{option}: {written!r} is no date: write it as 2026-12-10 or "
            "2026-12-10T10:30."
        ) from error
    _refuse_far(option, found)
    if "T" not in written and " " not in written:
        found = datetime.combine(found.date(), time(9))
    aware = found if found.tzinfo else found.replace(tzinfo=ZoneInfo(place))
    return aware.astimezone(UTC)


def refuse_lone_end(until: str | None, ends: str | None) -> None:
    """A session that moves has a last day only together with a first one."""
    if ends and not until:
        raise DomainError("--ends is the last day of a new date: give --until too.")


def _refuse_far(option: str, found: date) -> None:
    if found.year not in YEARS:
        raise DomainError(
            f"{option}: the year {found.year} is not of {YEARS[0]} to {YEARS[-1]}: "
            "correct it."
        )
