"""The tables of a session as an officer writes them down: a sheet of TOML.

zone = "Europe/Rome"                   # else the host's

[[table]]
key = "a"                              # a to d have their usual titles
room = "Sala 1"
title = { it = "…", ru = "…" }         # for a table of its own
visit = true                           # of a plant, say: nothing is presented there

[[table.opening]]
starts = 2026-12-10T09:30:00           # on the session's clocks
minutes = 120                          # for items; pauses come on top
pauses = [{ starts = 2026-12-10T11:00:00, minutes = 15 }]
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError

from models.errors import DomainError
from models.frozen import Frozen
from models.proposal_review import sentences
from models.session import Session
from models.session_timetable import bounds
from models.sheet import read_sheet
from models.timetable import TABLE_TITLES, Opening, Pause, Table, Timetable


class TimetableError(DomainError):
    """A sheet of tables that cannot be laid."""


class _Pause(Frozen):
    starts: datetime
    minutes: int


class _Opening(Frozen):
    starts: datetime
    minutes: int
    pauses: tuple[_Pause, ...] = ()


class _Table(Frozen):
    key: str
    room: str = ""
    visit: bool = False
    title: dict[str, str] | None = None
    opening: tuple[_Opening, ...] = Field(min_length=1)


class _Sheet(Frozen):
    zone: str | None = None
    table: tuple[_Table, ...] = Field(min_length=1)


def read_timetable(content: bytes, session: Session, zone: str) -> Timetable:
    """The timetable a sheet lays for a session; its hours are on the clocks of `zone`.

    Raises:
        TimetableError: with every fault, in words.
    """
    if session.starts_at is None:
        raise TimetableError(
            f"Session {session.roman} has no date: give it one with `starter.py session"
            " postpone --until`, then lay its tables."
        )
    try:
        sheet = _Sheet.model_validate(read_sheet(content, "The sheet of tables"))
        place = _zone(sheet.zone or zone)
        starts_at, ends_at = bounds(session, place.key)
        return Timetable(
            session=session.session,
            zone=place.key,
            starts_at=starts_at,
            ends_at=ends_at,
            tables=tuple(_table(one, place) for one in sheet.table),
        )
    except ValidationError as error:
        raise TimetableError(" ".join(sentences(error, "sheet"))) from error


def _zone(given: str) -> ZoneInfo:
    try:
        return ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise TimetableError(
            "zone is no time zone; write its name, such as Europe/Rome."
        ) from error


def _table(given: _Table, zone: ZoneInfo) -> Table:
    title = given.title or TABLE_TITLES.get(given.key)
    if title is None:
        raise TimetableError(
            f"table {given.key} is none of the usual ones ({', '.join(TABLE_TITLES)})"
            " and has no title; give it one, or correct its key."
        )
    return Table.model_validate(
        {
            "key": given.key,
            "title": title,
            "room": given.room,
            "visit": given.visit,
            "openings": tuple(_opening(one, zone) for one in given.opening),
        }
    )


def _opening(given: _Opening, zone: ZoneInfo) -> Opening:
    starts = _instant(given.starts, zone)
    return Opening(
        day=starts.astimezone(zone).date(),
        starts_at=starts,
        minutes=given.minutes,
        pauses=tuple(
            Pause(starts_at=_instant(one.starts, zone), minutes=one.minutes)
            for one in given.pauses
        ),
    )


def _instant(given: datetime, zone: ZoneInfo) -> datetime:
    aware = given if given.tzinfo else given.replace(tzinfo=zone)
    try:
        return aware.astimezone(UTC)
    except OverflowError as error:
        raise TimetableError(
            f"The sheet of tables has an hour of the year {given.year}; correct it."
        ) from error
