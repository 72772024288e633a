"""Working calendars out of the `holidays` library, pinned by version and content."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from importlib.metadata import version
from types import MappingProxyType
from typing import Final

import holidays

from models.corridor import Corridor
from models.deadlines import CalendarSide
from models.errors import CalendarMissingError
from models.working_calendar import SATURDAY, WorkingCalendar, joint

YEARS: Final = frozenset(range(2002, 2036))
"""From the first session to the end of the longest follow-up anybody may open now."""

RUSSIA: Final = "RU"

SEATS: Final[Mapping[str, str]] = MappingProxyType({"IT": "RM"})
"""Where a country's office sits, for its local holiday: Rome, 29 June."""

CORRECTIONS: Final[Mapping[str, frozenset[date]]] = MappingProxyType(
    {
        # Labour Code of the Russian Federation, art. 112: 8 March 2014 was a Saturday
        # and no decree moved its day off elsewhere (method D12).
        RUSSIA: frozenset({date(2014, 3, 10)}),
    }
)
"""Days off that the library takes for worked, with the law that says otherwise."""

_DAY: Final = timedelta(days=1)
_JANUARY: Final = 1


class HolidayCalendars:
    """Builds each country's calendar once.

    Any country of the `holidays` library will do. The version of a calendar is the
    library's, with a hash of the days themselves: it changes when a day changes.
    """

    def __init__(self, years: frozenset[int] = YEARS) -> None:
        self._years = years
        self._built: dict[str, WorkingCalendar] = {}

    def country(self, code: str) -> WorkingCalendar:
        """The calendar of a country (ISO 3166-1).

        Raises:
            CalendarMissingError: the library does not know the country.
        """
        if code not in self._built:
            self._built[code] = _build(code, self._years)
        return self._built[code]

    def joint(self, a: str, b: str) -> WorkingCalendar:
        """The days worked in both countries."""
        pair = f"{a}+{b}"
        if pair not in self._built:
            self._built[pair] = joint(self.country(a), self.country(b))
        return self._built[pair]

    def for_term(
        self,
        corridor: Corridor,
        side: CalendarSide,
        around: datetime,
    ) -> WorkingCalendar:
        """The calendar of one side of a corridor, or of both.

        Raises:
            CalendarMissingError: no data for a country, or for the year of `around`.
        """
        if side is CalendarSide.JOINT:
            calendar = self.joint(corridor.side_a, corridor.side_b)
        else:
            country = corridor.side_a if side is CalendarSide.A else corridor.side_b
            calendar = self.country(country)
        calendar.is_working(around.date())  # refuses a year without data at once
        return calendar


def _build(code: str, years: frozenset[int]) -> WorkingCalendar:
    try:
        known = holidays.country_holidays(code, subdiv=SEATS.get(code), years=years)
    except NotImplementedError as error:
        raise CalendarMissingError(
            f"There is no calendar for country {code}; choose an ISO 3166-1 code the"
            " holidays library knows."
        ) from error
    undecreed = _undecreed(years) if code == RUSSIA else frozenset()
    off = {day for day in _days(years) if not known.is_working_day(day)}
    off |= {day for day in CORRECTIONS.get(code, ()) if day.year in years}
    off |= set(_carried_to_monday(known, off, undecreed))
    weekend = {day for day in _days(years) if day.weekday() >= SATURDAY}
    return WorkingCalendar(
        name=code,
        version=_version(off),
        off=frozenset(off - weekend),
        worked=frozenset(weekend - off),
        years=years,
        provisional=undecreed,
    )


def _undecreed(years: frozenset[int]) -> frozenset[int]:
    """Years after the last one for which Russia decreed transfers (method D10)."""
    # Only the names tell a decreed transfer, so their language is fixed.
    known = holidays.country_holidays(RUSSIA, years=years, language="en_US")
    moved = {day.year for day, name in known.items() if "substituted" in name}
    return frozenset(year for year in years if year > max(moved, default=0))


def _carried_to_monday(
    known: holidays.HolidayBase, off: set[date], years: frozenset[int]
) -> Iterator[date]:
    """Art. 112 for years without a decree: a holiday on a weekend frees a workday.

    The library leaves these days worked until the decree is known (method D12). The
    January holidays are exempt: only a decree moves them.
    """
    for day in sorted(known):
        if day.year in years and day.month != _JANUARY and day.weekday() >= SATURDAY:
            following = day + _DAY
            while following in off:
                following += _DAY
            yield following


def _days(years: frozenset[int]) -> Iterator[date]:
    for year in sorted(years):
        day = date(year, 1, 1)
        while day.year == year:
            yield day
            day += _DAY


def _version(off: set[date]) -> str:
    content = "\n".join(day.isoformat() for day in sorted(off))
    digest = hashlib.sha256(content.encode()).hexdigest()
    return f"holidays-{version('holidays')}-{digest[:12]}"
