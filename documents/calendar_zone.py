"""A time zone as a calendar file tells it: when its clock is moved, and how far.

Each move stands with the wall clock as it was before it (RFC 5545, 3.6.5). Only the
years of the event are told: what later years decree is not known.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)


def zone_lines(name: str, zone: tzinfo, first: int, last: int) -> Iterator[str]:
    """The component for the years `first` to `last`, line by line."""
    begin = datetime(first, 1, 1, tzinfo=UTC) - _DAY  # New Year comes early in the east
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    yield from _observance(begin, zone, before=_offset(begin, zone))
    for moment in _moves(begin, datetime(last + 1, 1, 1, tzinfo=UTC), zone):
        before = _offset(moment - _MINUTE, zone)
        yield from _observance(moment, zone, before=before)
    yield "END:VTIMEZONE"


def _observance(moment: datetime, zone: tzinfo, *, before: timedelta) -> Iterator[str]:
    local = moment.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{moment + before:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_written(before)}"
    yield f"TZOFFSETTO:{_written(_offset(moment, zone))}"
    yield f"TZNAME:{local.tzname()}"
    yield f"END:{kind}"


def _moves(begin: datetime, end: datetime, zone: tzinfo) -> Iterator[datetime]:
    """The instants at which the clock is moved: by day first, then by halving."""
    while begin < end:
        following = begin + _DAY
        if _offset(begin, zone) != _offset(following, zone):
            yield _first_after(begin, following, zone)
        begin = following


def _first_after(low: datetime, high: datetime, zone: tzinfo) -> datetime:
    old = _offset(low, zone)
    while high - low > _MINUTE:
        middle = low + (high - low) // 2
        middle = middle.replace(second=0, microsecond=0)
        low, high = (middle, high) if _offset(middle, zone) == old else (low, middle)
    return high


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _written(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}{rest:02d}"
