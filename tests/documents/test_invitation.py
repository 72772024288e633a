"""Calendar files are read back by a calendar library, which did not write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event
from pydantic import ValidationError

from documents.invitation import calendar_file, content_type, uid
from models.document import Language
from models.ids import SessionId
from models.invitation import Invitation, InvitationMethod, Party

ROME = ZoneInfo("Europe/Rome")


def _invitation(**fields: object) -> Invitation:
    given: dict[str, object] = {
        "session": SessionId("it-ru/15"),
        "subject": "IT-57",
        "release": 0,
        "released_at": datetime(2009, 11, 2, 9, tzinfo=UTC),
        "starts_at": datetime(2009, 12, 10, 9, 30, tzinfo=ROME),
        "ends_at": datetime(2009, 12, 10, 13, tzinfo=ROME),
        "zone": "Europe/Rome",
        "language": Language.IT,
        "summary": "XV sessione: tavolo a",
        "description": "Riferimento; IT-RU/XV/0007, ore 9:30\nPortare i documenti",
        "location": "Venezia, San Servolo",
        "organizer": Party(name="Segreteria", address="posta@staffetta.example"),
        "recipient": Party(name='Ente "Uno", Русь', address="ente@uno.example"),
        **fields,
    }
    return Invitation.model_validate(given)


def _event(invitation: Invitation) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(calendar_file(invitation))
    [event] = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


def test_invitation_is_read_by_another_library():
    given = _invitation()
    calendar, event = _event(given)

    assert str(calendar["METHOD"]) == "REQUEST"
    assert event.start == given.starts_at
    assert event.end == given.ends_at
    assert str(event["SUMMARY"]) == given.summary
    assert event["SUMMARY"].params["LANGUAGE"] == "it"
    assert str(event["DESCRIPTION"]) == given.description
    assert str(event["LOCATION"]) == given.location
    assert str(event["STATUS"]) == "CONFIRMED"
    assert str(event["ORGANIZER"]) == "mailto:posta@staffetta.example"
    assert event["ATTENDEE"].params["CN"] == "Ente 'Uno', Русь"
    assert str(event["ATTENDEE"]) == "mailto:ente@uno.example"
    assert content_type(given) == "text/calendar; method=REQUEST; charset=UTF-8"


def test_a_later_release_replaces_the_earlier():
    first = _invitation()
    later = _invitation(
        release=1,
        starts_at=first.starts_at + timedelta(days=1),
        ends_at=first.ends_at + timedelta(days=1),
        released_at=first.released_at + timedelta(days=3),
        zone="Europe/Moscow",
        language=Language.RU,
        organizer=Party(name="Altra", address="altra@staffetta.example"),
    )
    (_, old), (_, new) = _event(first), _event(later)

    assert str(old["UID"]) == str(new["UID"])
    assert (old["SEQUENCE"], new["SEQUENCE"]) == (0, 1)
    assert new.DTSTAMP > old.DTSTAMP
    assert new.start == later.starts_at


def test_every_recipient_and_session_has_an_entry_of_its_own():
    entries = {
        uid(_invitation(session=session, subject=subject))
        for session in ("it-ru/15", "it-ru/16")
        for subject in ("IT-57", "IT-34")
    }

    assert len(entries) == 4


def test_a_cancellation_takes_the_same_entry_away():
    calendar, event = _event(_invitation(release=2, method=InvitationMethod.CANCEL))

    assert str(calendar["METHOD"]) == "CANCEL"
    assert str(event["STATUS"]) == "CANCELLED"
    assert str(event["UID"]) == uid(_invitation())


def test_lines_are_folded_at_75_octets_and_end_in_crlf():
    given = _invitation(summary="Сессия " * 60, description="щ" * 900)
    raw = calendar_file(given)

    lines = raw.split(b"\r\n")

    assert max(map(len, lines)) == 75
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert [line.decode("utf-8") for line in lines][-1] == ""
    assert str(_event(given)[1]["DESCRIPTION"]) == given.description


def test_a_value_cannot_add_lines_to_the_file():
    hostile = "x\r\nATTENDEE:mailto:spia@h.example\u2028BEGIN:VALARM\nEND:VCALENDAR"
    given = _invitation(
        summary=hostile,
        description=hostile,
        location=hostile,
        recipient=Party(name=hostile, address="ente@uno.example"),
    )
    calendar, event = _event(given)

    assert [one.name for one in calendar.walk()] == [
        *("VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "STANDARD", "VEVENT")
    ]
    assert str(event["ATTENDEE"]) == "mailto:ente@uno.example"


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nX:1", "a b@c.example", "a", 'x"@y.example', "a;b@c"]
)
def test_an_address_that_could_break_a_line_is_refused(address):
    with pytest.raises(ValidationError):
        Party(name="x", address=address)


def test_the_zone_tells_when_its_clock_is_moved():
    calendar, _ = _event(_invitation())
    [zone] = calendar.walk("VTIMEZONE")

    told = [
        (one.name, one.decoded("DTSTART"), one.decoded("TZOFFSETTO"))
        for one in zone.walk()[1:]
    ]

    assert str(zone["TZID"]) == "Europe/Rome"
    assert told[1:] == [
        ("DAYLIGHT", datetime(2009, 3, 29, 2), timedelta(hours=2)),  # noqa: DTZ001
        ("STANDARD", datetime(2009, 10, 25, 3), timedelta(hours=1)),  # noqa: DTZ001
    ]


@pytest.mark.parametrize(
    ("zone", "moves"),
    [("Europe/Moscow", 0), ("Europe/Rome", 2), ("Asia/Kolkata", 0)],
)
def test_a_zone_without_summer_time_moves_nothing(zone, moves):
    calendar, _ = _event(
        _invitation(
            zone=zone,
            starts_at=datetime(2027, 5, 4, 8, tzinfo=UTC),
            ends_at=datetime(2027, 5, 4, 9, tzinfo=UTC),
        )
    )
    [found] = calendar.walk("VTIMEZONE")

    assert len(found.walk()) == 2 + moves


def test_a_simulation_is_said_in_the_title():
    _, event = _event(_invitation(simulated=True))

    assert str(event["SUMMARY"]) == "SIMULAZIONE / СИМУЛЯЦИЯ: XV sessione: tavolo a"


@pytest.mark.parametrize(
    "fields",
    [
        {"zone": "Europe/Nowhere"},
        {"zone": "../etc/passwd"},
        {"ends_at": datetime(2009, 12, 10, 9, 30, tzinfo=ROME)},
        {"release": -1},
    ],
)
def test_an_impossible_invitation_is_refused(fields):
    with pytest.raises(ValidationError):
        _invitation(**fields)
