"""A session's agenda laid out as tables and times, on the session's own clocks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from models.timetable import Span, Table, Timetable
from store.read_models import AgendaRow

_STEP: Final = timedelta(minutes=30)
"""Between two free times that are offered."""


class State(StrEnum):
    ITEM = "item"
    """One begins here."""
    TAKEN = "taken"
    FREE = "free"
    CLOSED = "closed"


class Cell(NamedTuple):
    """A table at a time; `starts` as a form takes it: 2026-12-10T10:30."""

    table: str
    starts: str
    state: State
    items: Sequence[AgendaRow]


class Row(NamedTuple):
    clock: str
    cells: Sequence[Cell]


class Day(NamedTuple):
    day: date
    rows: Sequence[Row]


class Around(NamedTuple):
    """The numbers of the items before and after one at its table; or nothing."""

    before: str
    after: str


def tables(timetable: Timetable, agenda: Sequence[AgendaRow]) -> Sequence[str]:
    """The keys of the columns: nothing on the agenda is left out."""
    laid = [one.key for one in timetable.tables if not one.visit]
    return (*laid, *sorted({one.table for one in agenda} - set(laid)))


def grid(timetable: Timetable, agenda: Sequence[AgendaRow]) -> Sequence[Day]:
    """Each day of the session, from the first thing on it to the last."""
    zone, columns = ZoneInfo(timetable.zone), tables(timetable, agenda)
    marks: dict[date, set[datetime]] = {}
    for at in _marks(timetable, agenda):
        marks.setdefault(at.astimezone(zone).date(), set()).add(at)
    placed: dict[tuple[str, date], list[AgendaRow]] = {}
    for one in agenda:
        day = one.starts_at.astimezone(zone).date()
        placed.setdefault((one.table, day), []).append(one)
    return [
        Day(
            day,
            [
                Row(
                    f"{at.astimezone(zone):%H:%M}",
                    [
                        _cell(
                            timetable.table(key),
                            key,
                            at,
                            zone,
                            placed.get((key, day), ()),
                        )
                        for key in columns
                    ],
                )
                for at in sorted(marks[day])
            ],
        )
        for day in sorted(marks)
    ]


def around(agenda: Sequence[AgendaRow]) -> Mapping[str, Around]:
    """Who each item would change places with, to come earlier or later."""
    found: dict[str, Around] = {}
    for key in {one.table for one in agenda}:
        here = sorted(
            (one for one in agenda if one.table == key), key=lambda one: one.starts_at
        )
        refs = ["", *(one.ref for one in here), ""]
        for number, one in enumerate(here):
            found[one.ref] = Around(refs[number], refs[number + 2])
    return found


def span(one: AgendaRow) -> Span:
    return Span(one.starts_at, one.starts_at + timedelta(minutes=one.minutes))


def _marks(timetable: Timetable, agenda: Sequence[AgendaRow]) -> Iterator[datetime]:
    for one in agenda:
        yield from span(one)
    for table in timetable.tables:
        for opening in table.openings if not table.visit else ():
            for stretch in opening.stretches():
                yield from _free(table.key, stretch, agenda)
                yield stretch.start


def _free(key: str, stretch: Span, agenda: Sequence[AgendaRow]) -> Iterator[datetime]:
    """Times to choose where nothing stands yet."""
    busy = sorted(span(one) for one in agenda if one.table == key)
    inside = [one for one in busy if one.overlaps(stretch)]
    edges = [
        Span(stretch.start, stretch.start),
        *inside,
        Span(stretch.end, stretch.end),
    ]
    for one, other in pairwise(edges):
        at = one.end
        while at < other.start:
            yield at
            at += _STEP


def _cell(
    table: Table | None,
    key: str,
    at: datetime,
    zone: ZoneInfo,
    placed: Sequence[AgendaRow],
) -> Cell:
    local = at.astimezone(zone)
    begin = [one for one in placed if one.starts_at == at]
    if begin:
        state = State.ITEM
    elif any(span(one).start < at < span(one).end for one in placed):
        state = State.TAKEN
    elif table and not table.visit and _sits(table, at, local.date()):
        state = State.FREE
    else:
        state = State.CLOSED
    return Cell(key, f"{local:%Y-%m-%dT%H:%M}", state, begin)


def _sits(table: Table, at: datetime, day: date) -> bool:
    return any(
        stretch.start <= at < stretch.end
        for opening in table.on(day)
        for stretch in opening.stretches()
    )
