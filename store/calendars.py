"""Working calendars out of the `holidays` library, pinned by version and content."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from importlib.metadata import version
from types import MappingProxyType
from typing import Final

import holidays

from models.blackout import YearlyBlackout
from models.corridor import Corridor
from models.deadlines import CalendarSide
from models.errors import CalendarMissingError
from models.working_calendar import WorkingCalendar, joint

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

BLACKOUTS: Final[Mapping[str, tuple[YearlyBlackout, ...]]] = MappingProxyType(
    {
        "IT": (
            YearlyBlackout(
                first_month=8,
                first_day=8,
                last_month=8,
                last_day=22,
                why="chiusura estiva",
            ),
        ),
        RUSSIA: (
            YearlyBlackout(
                first_month=1,
                first_day=1,
                last_month=1,
                last_day=8,
                why="новогодние каникулы",
            ),
        ),
    }
)
"""When nobody has to answer, by country (method 4.5); an office may give its own."""

DECREED_YEARLY: Final = frozenset(
    {"AZ", "BY", "CN", "HU", "KG", "KZ", "LV", "MM", RUSSIA, "UZ", "VN"}
)
"""Countries that move days off by a decree of each year (method D10)."""

_DAY: Final = timedelta(days=1)
_JANUARY: Final = 1
_KNOWN: Final = frozenset(holidays.list_supported_countries(include_aliases=False))


class HolidayCalendars:
    """Builds each country's calendar once.

    Any country of the `holidays` library will do. The version of a calendar is a hash
    of its whole content: it changes when a day or a closed period changes, and not
    when only the library does.
    """

    def __init__(
        self,
        years: frozenset[int] = YEARS,
        blackouts: Mapping[str, tuple[YearlyBlackout, ...]] = BLACKOUTS,
    ) -> None:
        self._years = years
        self._blackouts = blackouts
        self._built: dict[str, WorkingCalendar] = {}

    def country(self, code: str) -> WorkingCalendar:
        """The calendar of a country (ISO 3166-1).

        Raises:
            CalendarMissingError: the library does not know the country.
        """
        if code not in self._built:
            closed = self._blackouts.get(code, ())
            self._built[code] = _build(code, self._years, closed)
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


def _build(
    code: str, years: frozenset[int], closed: tuple[YearlyBlackout, ...]
) -> WorkingCalendar:
    if code not in _KNOWN:
        raise CalendarMissingError(
            f"There is no calendar for country {code}; choose an ISO 3166-1 code of"
            " two letters that the holidays library knows."
        )
    known = _named(code, years)
    undecreed = _undecreed(code, years)
    off = {day for day in _days(years) if not known.is_working_day(day)}
    off |= {day for day in CORRECTIONS.get(code, ()) if day.year in years}
    if code == RUSSIA:
        off |= set(_carried_to_monday(known, off, undecreed))
    weekend = frozenset(known.weekend)
    rest = {day for day in _days(years) if day.weekday() in weekend}
    calendar = WorkingCalendar(
        name=code,
        version="",
        off=frozenset(off - rest),
        worked=frozenset(rest - off),
        years=years,
        provisional=undecreed | _estimated(known),
        weekend=weekend,
        blackouts=tuple(one for yearly in closed for one in yearly.of(years)),
        source=f"holidays {version('holidays')}",
    )
    return calendar.model_copy(update={"version": f"holidays-{calendar.digest}"})


def _named(code: str, years: frozenset[int]) -> holidays.HolidayBase:
    """The holidays of a country, named in its own language whatever the locale is.

    Only the names tell a day that was moved, or estimated.
    """
    own = holidays.country_holidays(code).default_language
    return holidays.country_holidays(
        code, subdiv=SEATS.get(code), years=years, language=own
    )


def _undecreed(code: str, years: frozenset[int]) -> frozenset[int]:
    """Years after the last one for which a country decreed its transfers (D10)."""
    if code not in DECREED_YEARLY:
        return frozenset()
    known = _named(code, years | YEARS)
    moved = _before_the_blank(known.substituted_label)
    decreed = {day.year for day in known.weekend_workdays}
    decreed |= {day.year for day, name in known.items() if moved in name}
    return frozenset(year for year in years if year > max(decreed))


def _estimated(known: holidays.HolidayBase) -> frozenset[int]:
    """Years with a feast whose day the moon has yet to tell (D10)."""
    label = getattr(known, "estimated_label", None)
    if not label:
        return frozenset()
    mark = label.partition("%s")[2]
    return frozenset(day.year for day, name in known.items() if mark in name)


def _before_the_blank(label: str) -> str:
    return label.partition("%s")[0]


def _carried_to_monday(
    known: holidays.HolidayBase, off: set[date], years: frozenset[int]
) -> Iterator[date]:
    """Art. 112 for years without a decree: a holiday on a weekend frees a workday.

    The library leaves these days worked until the decree is known (method D12). The
    January holidays are exempt: only a decree moves them.
    """
    for day in sorted(known):
        weekend = day.weekday() in known.weekend
        if day.year in years and day.month != _JANUARY and weekend:
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
