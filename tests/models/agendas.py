"""Timetables, items and slots for the tests of agendas."""

from datetime import UTC, date, datetime, timedelta

from models.agenda import TableSlot
from models.ids import SessionId
from models.session_rules import AgendaItem
from models.timetable import TABLE_TITLES, Opening, Pause, Table, Timetable

DAY = date(2027, 10, 21)
NEXT = date(2027, 10, 22)
OPENS = datetime(2027, 10, 21, 8, tzinfo=UTC)


def opening(day=DAY, minutes=60, *, hour=8, pauses=()):
    starts_at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return Opening(day=day, starts_at=starts_at, minutes=minutes, pauses=pauses)


def pause(minute, minutes=15):
    return Pause(starts_at=OPENS + timedelta(minutes=minute), minutes=minutes)


def timetable(**openings):
    tables = openings or {"a": (opening(),), "b": (opening(),)}
    return Timetable(
        session=SessionId("it-ru/29"),
        zone="Europe/Rome",
        starts_at=OPENS - timedelta(hours=1),
        ends_at=OPENS + timedelta(days=2),
        tables=tuple(
            Table(
                key=key,
                title=TABLE_TITLES[key],
                room=f"room {key}",
                openings=tuple(hours),
            )
            for key, hours in openings.items() or tables.items()
        ),
    )


def item(case, table="a", minutes=15, **known):
    given = {
        "score": 14,
        "interests": 1,
        "committed": False,
        "carried": 0,
        "ready_at": datetime(2027, 3, 1, 9, tzinfo=UTC),
    }
    rest = {"case": case, "table": table, "minutes": minutes}
    return AgendaItem.model_validate(given | rest | known)


def slot(minute=0, table="a", minutes=15, day=DAY):
    starts_at = OPENS + (day - DAY) + timedelta(minutes=minute)
    return TableSlot(table=table, day=day, starts_at=starts_at, minutes=minutes)


def slots(agenda):
    """Where each case sits: table, day, minutes after eight, length."""
    return {
        one.case: (
            one.slot.table,
            one.slot.day,
            int((one.slot.starts_at - OPENS).total_seconds() / 60) % (24 * 60),
            one.slot.minutes,
        )
        for one in agenda.placed
    }
