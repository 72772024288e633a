"""An invitation as a calendar file (RFC 5545, RFC 5546) that replaces the one before.

Written line by line: one event of a fixed form needs no calendar library, and the one
at hand tells the moves of the clock an hour late.
"""

from collections.abc import Iterator
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from documents.calendar_lines import calendar_bytes, escaped, utc
from documents.calendar_zone import zone_lines
from documents.text import clean
from documents.words import SIMULATION
from models.invitation import Invitation, InvitationMethod, Party

_STATUS: Final = {
    InvitationMethod.REQUEST: "CONFIRMED",
    InvitationMethod.CANCEL: "CANCELLED",
}


def calendar_file(invitation: Invitation) -> bytes:
    """The file; attach it with `content_type`, or calendars show it as plain text."""
    return calendar_bytes(_lines(invitation))


def content_type(invitation: Invitation) -> str:
    return f"text/calendar; method={invitation.method}; charset=UTF-8"


def uid(invitation: Invitation) -> str:
    """The same for every release: made of nothing that a release may change."""
    return str(
        uuid5(NAMESPACE_URL, f"staffetta:{invitation.session}:{invitation.subject}")
    )


def _lines(invitation: Invitation) -> Iterator[str]:
    zone = ZoneInfo(invitation.zone)
    starts = invitation.starts_at.astimezone(zone)
    ends = invitation.ends_at.astimezone(zone)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Staffetta//IT")
    yield from ("CALSCALE:GREGORIAN", f"METHOD:{invitation.method}")
    yield from zone_lines(invitation.zone, zone, starts.year, ends.year)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(invitation)}"
    yield f"SEQUENCE:{invitation.release}"
    yield f"DTSTAMP:{utc(invitation.released_at)}"
    yield f"LAST-MODIFIED:{utc(invitation.released_at)}"
    yield f"DTSTART;TZID={invitation.zone}:{starts:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={invitation.zone}:{ends:%Y%m%dT%H%M%S}"
    yield from _said(invitation)
    yield f"ORGANIZER;CN={_quoted(invitation.organizer)}"
    attendee = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    yield f"ATTENDEE;{attendee};CN={_quoted(invitation.recipient)}"
    yield f"STATUS:{_STATUS[invitation.method]}"
    yield from ("TRANSP:OPAQUE", "CLASS:PUBLIC", "END:VEVENT", "END:VCALENDAR")


def _said(invitation: Invitation) -> Iterator[str]:
    summary = " ".join(clean(invitation.summary).split())
    if invitation.simulated:
        summary = f"{SIMULATION}: {summary}"
    texts = {
        "SUMMARY": summary,
        "DESCRIPTION": clean(invitation.description),
        "LOCATION": " ".join(clean(invitation.location).split()),
    }
    for name, text in texts.items():
        if text:
            yield f"{name};LANGUAGE={invitation.language}:{escaped(text)}"


def _quoted(party: Party) -> str:
    """A name in quotation marks, which it may not hold itself (RFC 5545, 3.2)."""
    name = " ".join(clean(party.name).replace('"', "'").split())
    return f'"{name}":mailto:{party.address}'
