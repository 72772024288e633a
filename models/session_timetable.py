"""The tables of a session: those laid for it, else one plenary of its capacity."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from models.corridor import Corridor
from models.remote import Remote
from models.session import Session
from models.session_rules import SHORTEST_ITEM
from models.timetable import LONGEST_OPENING, Opening, Pause, Table, Texts, Timetable

PLENARY: Final = "plenary"
_TITLE: Final[Texts] = {
    "it": "Plenaria",
    "ru": "Пленарное заседание",
    "en": "Plenary",
}


def zone_of(session: Session, corridor: Corridor) -> str:
    """The host's zone: its clocks hang in the rooms."""
    host_b = session.country == corridor.side_b
    return corridor.zone_b if host_b else corridor.zone_a


def timetable_of(session: Session, corridor: Corridor) -> Timetable | None:
    """When and where its tables sit; None while its date is not known."""
    if session.starts_at is None:
        return None
    if session.timetable is not None:
        return _virtual(session.timetable, session.remote)
    zone = zone_of(session, corridor)
    openings = tuple(_openings(session.starts_at, session.capacity, zone))
    starts_at, ends_at = bounds(session, zone)
    return Timetable(
        session=session.session,
        zone=zone,
        starts_at=starts_at,
        ends_at=max(ends_at, *(one.span.end for one in openings)),
        tables=(_plenary(openings, session.remote),),
    )


def _virtual(timetable: Timetable, remote: Remote | None) -> Timetable:
    """At a distance tables are virtual rooms, and nothing is visited (method X16)."""
    if remote is None:
        return timetable
    tables = tuple(
        one.model_copy(update={"room": remote.room(one.key)})
        for one in timetable.tables
        if not one.visit
    )
    return timetable.model_copy(update={"tables": tables})


def _plenary(openings: tuple[Opening, ...], remote: Remote | None) -> Table:
    room = remote.room(PLENARY) if remote else ""
    return Table(key=PLENARY, title=_TITLE, room=room, openings=openings)


def bounds(session: Session, zone: str) -> tuple[datetime, datetime]:
    """From the first midnight of the session to its last."""
    place = ZoneInfo(zone)
    if session.starts_at is None:
        raise ValueError("A session without a date has no bounds.")
    last = max(session.starts_at, session.ends_at or session.starts_at)
    after = last.astimezone(place).date() + timedelta(days=1)
    return (
        _midnight(session.starts_at.astimezone(place).date(), place),
        _midnight(after, place),
    )


def moved(timetable: Timetable, session: Session) -> Timetable | None:
    """The same tables at the same hours, as many days later as the session begins.

    None when the session has no date, or its new days do not hold them.
    """
    if session.starts_at is None:
        return None
    zone = ZoneInfo(timetable.zone)
    days = _day(session.starts_at, zone) - _day(timetable.starts_at, zone)
    starts_at, ends_at = bounds(session, timetable.zone)
    try:
        return Timetable(
            session=timetable.session,
            zone=timetable.zone,
            starts_at=starts_at,
            ends_at=ends_at,
            tables=tuple(_table(one, days, zone) for one in timetable.tables),
        )
    except ValidationError:
        return None


def _openings(starts_at: datetime, minutes: int, zone: str) -> Iterator[Opening]:
    local, left = starts_at.astimezone(ZoneInfo(zone)), max(minutes, SHORTEST_ITEM)
    while left >= SHORTEST_ITEM:
        here = min(left, LONGEST_OPENING)
        yield Opening(day=local.date(), starts_at=local.astimezone(UTC), minutes=here)
        local, left = local + timedelta(days=1), left - here


def _table(table: Table, days: timedelta, zone: ZoneInfo) -> Table:
    openings = tuple(
        Opening(
            day=one.day + days,
            starts_at=_later(one.starts_at, days, zone),
            minutes=one.minutes,
            pauses=tuple(
                Pause(
                    starts_at=_later(each.starts_at, days, zone), minutes=each.minutes
                )
                for each in one.pauses
            ),
        )
        for one in table.openings
    )
    return table.model_copy(update={"openings": openings})


def _later(at: datetime, days: timedelta, zone: ZoneInfo) -> datetime:
    """The same hour on the wall, whatever the clocks did between."""
    return (at.astimezone(zone) + days).astimezone(UTC)


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
