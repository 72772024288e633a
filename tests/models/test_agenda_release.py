"""Releases follow each other; what changed, and for whom, can be said."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.agenda import Agenda, AgendaError, Placed
from models.agenda_changes_text import lines
from models.agenda_moves import add_late, move, remove
from models.agenda_placing import place
from models.agenda_release import (
    Changelog,
    Entry,
    Release,
    applied,
    changes,
    in_print,
    release,
)
from models.attendee import body
from models.ids import BodyCode, SessionId
from tests.models.agendas import DAY, OPENS, item, slot, timetable

NOW = OPENS - timedelta(days=14)


def with_body(case, code, **known):
    return item(case, attendees=(body(BodyCode(code)),), **known)


def first():
    items = [
        with_body("c1", "IT-57", score=20),
        with_body("c2", "IT-34", score=18),
        with_body("c3", "IT-42", table="b"),
    ]
    return place(items, timetable())


def test_releases_are_numbered_and_hashed_by_content():
    one = release(first(), None, NOW)
    two = release(remove(first(), "c2").agenda, one, NOW)
    back = release(first(), two, NOW + timedelta(days=1))

    assert [one.number, two.number, back.number] == [1, 2, 3]
    assert back.content_hash == one.content_hash != two.content_hash
    assert Release.model_validate_json(one.model_dump_json()).content_hash == (
        one.content_hash
    )


def test_hash_is_of_the_instant_not_of_the_clock_it_is_told_by():
    one = release(first(), None, NOW)
    rome = [
        entry.model_copy(
            update={"starts_at": entry.starts_at.astimezone(ZoneInfo("Europe/Rome"))}
        )
        for entry in one.entries
    ]

    assert one.content_hash == (
        one.model_copy(update={"entries": tuple(rome)}).content_hash
    )


def test_release_without_a_change_is_refused():
    one = release(first(), None, NOW)

    with pytest.raises(AgendaError, match="Nothing has changed since release 1"):
        release(first(), one, NOW)


def test_release_with_an_open_conflict_is_refused():
    agenda = first()
    clash = agenda.placed[0].model_copy(update={"slot": slot(0, "z")})
    broken = Agenda(timetable=timetable(), placed=(clash,))

    with pytest.raises(AgendaError, match="table z, which the session does not have"):
        release(broken, None, NOW)


def test_changes_name_what_moved_and_whom_it_concerns():
    one = release(first(), None, NOW)
    agenda = move(first(), "c1", slot(30, "b")).agenda
    agenda = add_late(agenda, with_body("c4", "IT-25")).agenda
    two = release(agenda, one, NOW)

    log = changes(one, two)

    assert lines(log, "en", "Europe/Rome", {"c1": "IT-RU/XXIX/0001"}) == (
        "Added: c4 - table a, room a, 2027-10-21 10:00-10:15.",
        (
            "Moved: IT-RU/XXIX/0001 - from table a, room a, 2027-10-21 10:00-10:15 to"
            " table b, room b, 2027-10-21 10:30-10:45."
        ),
    )


def test_lines_are_written_in_three_languages():
    one = release(first(), None, NOW)
    agenda = remove(move(first(), "c1", slot(45)).agenda, "c3").agenda
    log = changes(one, release(agenda, one, NOW))

    assert lines(log, "it", "Europe/Rome") == (
        "Tolta: c3 - era tavolo b, room b, 21/10/2027 10:00-10:15.",
        (
            "Cambia orario: c1 - da tavolo a, room a, 21/10/2027 10:00-10:15 a"
            " tavolo a, room a, 21/10/2027 10:45-11:00."
        ),
    )
    assert lines(log, "ru", "Europe/Moscow") == (
        "Исключено: c3 - было: стол b, room b, 21.10.2027 11:00-11:15.",
        (
            "Изменено время: c1 - с: стол a, room a, 21.10.2027 11:00-11:15; на:"
            " стол a, room a, 21.10.2027 11:45-12:00."
        ),
    )
    assert lines(log, "kk", "Europe/Rome") == lines(log, "en", "Europe/Rome")


def test_partner_who_leaves_is_told_and_the_slot_stays():  # X29
    one = release(first(), None, NOW)
    alone = [
        placed.model_copy(update={"item": item("c1", score=20)})
        if placed.case == "c1"
        else placed
        for placed in first().placed
    ]
    two = release(Agenda(timetable=timetable(), placed=tuple(alone)), one, NOW)

    log = changes(one, two)

    assert lines(log, "en", "UTC") == (
        "New partners: c1 - table a, room a, 2027-10-21 08:00-08:15: nobody.",
    )


def test_first_release_adds_everything_and_the_same_one_changes_nothing():
    one = release(first(), None, NOW)

    assert [entry.case for entry in changes(None, one).added] == ["c1", "c2", "c3"]
    assert changes(one, one) == Changelog()
    assert lines(changes(one, one), "it", "UTC") == ("Nessuna modifica.",)


def test_changelog_of_another_release_does_not_apply():
    one = release(first(), None, NOW)
    two = release(remove(first(), "c2").agenda, one, NOW)

    changed = (one.entries[1].model_copy(update={"minutes": 7}),)

    with pytest.raises(AgendaError, match="does not stand as the changelog says"):
        applied(changes(one, two), two.entries)
    with pytest.raises(AgendaError, match="stands already"):
        applied(changes(None, one), one.entries[:1] + changed)


ENTRIES = st.dictionaries(
    st.sampled_from([f"c{n}" for n in range(8)]),
    st.builds(
        Entry,
        case=st.just("x"),
        table=st.sampled_from("ab"),
        room=st.sampled_from(["", "1"]),
        day=st.just(DAY),
        starts_at=st.integers(0, 40).map(lambda n: OPENS + timedelta(minutes=5 * n)),
        minutes=st.integers(5, 30),
        bodies=st.sampled_from([(), ("IT-57",), ("IT-34", "IT-57")]),
    ),
).map(lambda found: [e.model_copy(update={"case": case}) for case, e in found.items()])


def released(entries, number):
    return Release(
        session=SessionId("it-ru/29"),
        number=number,
        at=NOW,
        zone="UTC",
        entries=tuple(entries),
    )


@given(ENTRIES, ENTRIES)
def test_changelog_applied_to_the_old_release_gives_the_new(before, after):
    log = changes(released(before, 1), released(after, 2))

    assert applied(log, before) == in_print(after)


def test_entry_lists_the_bodies_of_its_item_once():
    marche, veneto = body(BodyCode("IT-57")), body(BodyCode("IT-34"))
    placed = Placed(
        item=item("c1", attendees=(marche, veneto, marche)),
        slot=slot(),
        rank="Place 1",
        why="first",
    )

    one = release(Agenda(timetable=timetable(), placed=(placed,)), None, NOW)

    assert one.entries[0].bodies == ("IT-34", "IT-57")
