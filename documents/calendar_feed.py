"""Days and sittings as a calendar that programs fetch again and again (RFC 5545)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from documents.calendar_lines import calendar_bytes, escaped, utc
from documents.text import clean

MEDIA: Final = "text/calendar; charset=UTF-8"
_AGAIN: Final = "PT6H"
"""How often a program may ask again (RFC 7986)."""


class Event(NamedTuple):
    """An instant or a whole day; `name` never changes, whatever moves.

    Without `ends` an instant is a moment, and a day one day. `moved`: how often it
    was moved.
    """

    name: str
    starts: datetime | date
    summary: str
    ends: datetime | None = None
    place: str = ""
    address: str = ""
    moved: int = 0
    cancelled: bool = False


def calendar_feed(events: Sequence[Event], title: str, at: datetime) -> bytes:
    return calendar_bytes(_lines(events, title, at))


def _lines(events: Sequence[Event], title: str, at: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Staffetta//IT")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    yield from (f"NAME:{_said(title)}", f"X-WR-CALNAME:{_said(title)}")
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{_AGAIN}"
    for one in events:
        yield from _event(one, at)
    yield "END:VCALENDAR"


def _event(one: Event, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'staffetta:{one.name}')}"
    yield f"DTSTAMP:{utc(at)}"
    yield f"SEQUENCE:{one.moved}"
    if isinstance(one.starts, datetime):
        yield f"DTSTART:{utc(one.starts)}"
        if one.ends:
            yield f"DTEND:{utc(one.ends)}"
    else:
        yield f"DTSTART;VALUE=DATE:{one.starts:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{one.starts + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_said(one.summary)}"
    if one.place:
        yield f"LOCATION:{_said(one.place)}"
    if one.address:
        yield f"URL:{one.address}"
    yield f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _said(text: str) -> str:
    return escaped(" ".join(clean(text).split()))
