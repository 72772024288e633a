"""Ranked items get slots; nobody sits in two at once; changes are whole or not."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.agenda import Agenda, AgendaError, ConflictKind, Waived, Waiver
from models.agenda_conflicts import conflicts, unresolved
from models.agenda_moves import add_late, move, remove, swap
from models.agenda_placing import place
from models.attendee import body, proposer, speaker
from models.ids import Actor, BodyCode
from models.timetable import Opening, Table, Timetable
from tests.models.agendas import (
    DAY,
    NEXT,
    OPENS,
    item,
    opening,
    pause,
    slot,
    slots,
    timetable,
)

MARCHE = body(BodyCode("IT-57"))
NOTE = Waiver(note="The chair agreed.", by=Actor("secretariat:o1"))


def kinds(change):
    return [one.kind for one in change.conflicts]


def test_place_follows_the_rank_through_pauses_and_days():
    hours = (opening(minutes=30, pauses=(pause(15),)), opening(NEXT, 30))
    items = [item(f"c{n}", score=20 - n) for n in range(5)]

    agenda = place(items, timetable(a=hours))

    assert slots(agenda) == {
        "c0": ("a", DAY, 0, 15),
        "c1": ("a", DAY, 30, 15),
        "c2": ("a", NEXT, 0, 15),
        "c3": ("a", NEXT, 15, 15),
    }
    assert [one.case for one in agenda.waiting] == ["c4"]
    assert agenda.waiting[0].why == "needs 15 minutes; table a has 0 left"
    assert agenda.placed[0].explanation == (
        "Place 1: new, score 20/20, 1 accepted interest, co-financing not committed,"
        " ready 2027-03-01 09:00 UTC; table a, 2027-10-21 10:00-10:15 CEST: its first"
        " free time"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (MARCHE, body(BodyCode("IT-57"))),
        (speaker("Пётр Образцов"), speaker("Obraztsov Petr")),
        (proposer("ООО «Образец»"), proposer("Obrazets LLC")),
    ],
)
def test_place_seats_nobody_twice_at_once(first, second):  # I14
    items = [
        item("it-ru/29/0001", score=20, attendees=(first,)),
        item("it-ru/29/0002", "b", attendees=(second,)),
    ]

    agenda = place(items, timetable())

    assert slots(agenda)["it-ru/29/0002"] == ("b", DAY, 15, 15)
    assert "at 2027-10-21 10:00-10:15 CEST " in agenda.placed[1].why
    assert agenda.placed[1].why.endswith("sits at table a for it-ru/29/0001")


def test_keys_of_people_tell_no_name():
    assert "petrov" not in speaker("Ivan Petrov").key.casefold()
    assert speaker("Ivan Petrov") != speaker("Ivan Ivanov")
    assert speaker("Ivan Petrov") != proposer("Ivan Petrov")


def test_item_that_is_free_only_when_its_table_is_not_waits():
    hours = {"a": (opening(minutes=15),), "b": (opening(minutes=15),)}
    items = [
        item("one", score=20, attendees=(MARCHE,)),
        item("two", "b", attendees=(MARCHE,)),
    ]

    agenda = place(items, timetable(**hours))

    assert agenda.waiting[0].why == (
        "needs 15 minutes; table b has 15 left, but then somebody of it sits elsewhere"
    )


def test_item_waits_when_the_gaps_are_too_short_or_its_table_is_missing():
    hours = (opening(minutes=40, pauses=(pause(20),)),)
    items = [item("long", minutes=25, score=20), item("stray", "z")]

    agenda = place(items, timetable(a=hours))

    assert [(one.case, one.why) for one in agenda.waiting] == [
        ("long", "needs 25 minutes; table a has 40 left, in gaps that are too short"),
        ("stray", "the session has no table z; move the item to one of a"),
    ]


def test_place_keeps_what_was_placed_by_hand():
    items = [item("one", score=20), item("two")]
    moved = move(place(items, timetable()), "two", slot(0, "b")).agenda
    kept = [one for one in moved.placed if one.by_hand]

    agenda = place([*items, item("new", "b", score=20)], timetable(), kept)

    assert slots(agenda) == {
        "one": ("a", DAY, 0, 15),
        "two": ("b", DAY, 0, 15),
        "new": ("b", DAY, 15, 15),
    }


PARTIES = st.lists(
    st.sampled_from([MARCHE, speaker("A B"), speaker("C D"), proposer("E")]),
    max_size=2,
    unique=True,
)
ROWS = st.lists(
    st.tuples(st.integers(5, 30), st.sampled_from("abz"), st.integers(0, 20), PARTIES),
    max_size=14,
)


def from_rows(rows):
    return [
        item(f"c{n}", table, minutes, score=score, attendees=tuple(parties))
        for n, (minutes, table, score, parties) in enumerate(rows)
    ]


@given(ROWS, st.integers(5, 90), st.integers(5, 60), st.integers(0, 4))
def test_place_never_conflicts_nor_loses_an_item(rows, minutes, other, breaks):
    pauses = tuple(pause(20 * n, 10) for n in range(breaks) if 20 * n < minutes)
    hours = {
        "a": (opening(minutes=minutes, pauses=pauses), opening(NEXT, other)),
        "b": (opening(minutes=other), opening(hour=12, minutes=minutes)),
    }

    agenda = place(from_rows(rows), timetable(**hours))

    listed = [one.case for one in (*agenda.placed, *agenda.waiting)]
    assert sorted(listed) == sorted(f"c{n}" for n in range(len(rows)))
    assert conflicts(agenda) == ()
    for one in agenda.placed:
        assert one.slot.table == one.item.table
        assert one.slot.minutes == one.item.minutes


@given(ROWS)
def test_place_never_depends_on_the_order_given(rows):
    items = from_rows(rows)

    assert place(items, timetable()) == place(reversed(items), timetable())


@pytest.mark.parametrize(
    ("to", "kind"),
    [
        (slot(0, "z"), ConflictKind.TABLE_UNKNOWN),
        (slot(-90), ConflictKind.OUTSIDE_SESSION),
    ],
)
def test_hard_conflicts_are_never_overridden(to, kind):
    agenda = place([item("one")], timetable())

    change = move(agenda, "one", to, NOTE)

    assert kind in kinds(change)
    assert not change.done
    assert change.agenda is agenda


@pytest.mark.parametrize(
    ("to", "kind"),
    [
        (slot(0, "b"), ConflictKind.TWO_PLACES),
        (slot(0, "a"), ConflictKind.TABLE_TAKEN),
        (slot(90, "b"), ConflictKind.TABLE_CLOSED),
        (slot(15, "b", 45), ConflictKind.LENGTH),
        (slot(15, "b", day=NEXT), ConflictKind.TABLE_CLOSED),
    ],
)
def test_soft_conflicts_need_a_note(to, kind):
    items = [item("one", attendees=(MARCHE,)), item("two", attendees=(MARCHE,))]
    agenda = place(items, timetable())

    refused = move(agenda, "two", to)
    accepted = move(agenda, "two", to, NOTE)

    assert kind in kinds(refused)
    assert (refused.done, refused.agenda) == (False, agenda)
    assert accepted.done
    assert accepted.agenda.get_placed("two").slot == to
    assert unresolved(accepted.agenda) == ()
    assert {one.waiver for one in accepted.agenda.waived} == {NOTE}


def test_conflict_says_who_and_where_without_a_name():
    people = (speaker("Ivan Petrov"),)
    items = [item("one", attendees=people), item("two", attendees=people)]

    (conflict,) = move(place(items, timetable()), "two", slot(0, "b")).conflicts

    assert conflict.sentence == (
        "one at table a and two at table b are at the same time (2027-10-21"
        " 10:00-10:15 CEST), and a speaker takes part in both."
    )
    assert conflict.remedy.startswith("Move one of the items")


def test_overridden_capacity_covers_less_of_it_but_not_more():
    hours = {"a": (opening(minutes=30),), "b": (opening(),)}
    agenda = place([item(case) for case in "wxyz"], timetable(**hours))
    over = move(agenda, "y", slot(30), NOTE).agenda

    shorter = move(over, "y", slot(30, minutes=10), NOTE)
    more = move(over, "z", slot(45))

    assert kinds(shorter) == [ConflictKind.TABLE_CLOSED]
    assert ConflictKind.OVER_CAPACITY in kinds(more)
    assert not more.done


def test_place_counts_the_minutes_that_were_given_beyond_the_hours():
    hours = {"a": (opening(minutes=30),)}
    long_day = move(place([item("kept")], timetable(**hours)), "kept", slot(30), NOTE)

    agenda = place(
        [item("one", score=20), item("two")],
        timetable(**hours),
        long_day.agenda.placed,
    )

    assert slots(agenda) == {"one": ("a", DAY, 0, 15), "kept": ("a", DAY, 30, 15)}
    assert agenda.waiting[0].why == "needs 15 minutes; table a has 0 left"


def test_one_minute_over_the_capacity_is_a_conflict():
    hours = {"a": (opening(minutes=30),)}
    agenda = place([item("one"), item("two")], timetable(**hours))

    change = move(agenda, "two", slot(15, minutes=16))

    assert [(one.kind, one.excess) for one in change.conflicts] == [
        (ConflictKind.TABLE_CLOSED, 0),
        (ConflictKind.OVER_CAPACITY, 1),
    ]


def test_override_ends_with_its_conflict():
    agenda = place([item("one"), item("two")], timetable())
    clash = move(agenda, "two", slot(0), NOTE).agenda

    apart = move(clash, "two", slot(30)).agenda
    again = move(apart, "two", slot(0))

    assert clash.waived != ()
    assert apart.waived == ()
    assert not again.done


def test_waiting_item_can_be_moved_to_a_slot():
    agenda = place([item("stray", "z")], timetable())

    change = move(agenda, "stray", slot(15, "b"))

    assert change.done
    assert change.agenda.waiting == ()
    assert slots(change.agenda) == {"stray": ("b", DAY, 15, 15)}


def test_neighbours_that_change_places_close_up():
    items = [item("short", minutes=10, score=20), item("long", minutes=30)]

    change = swap(place(items, timetable()), "short", "long")

    assert change.done
    assert slots(change.agenda) == {
        "long": ("a", DAY, 0, 30),
        "short": ("a", DAY, 30, 10),
    }


def test_swap_across_tables_keeps_both_starts():
    agenda = place([item("a", minutes=10), item("b", "b", 30)], timetable())
    later = move(agenda, "b", slot(10, "b", 30)).agenda

    change = swap(later, "a", "b")

    assert slots(change.agenda) == {"b": ("a", DAY, 0, 30), "a": ("b", DAY, 10, 10)}


def test_swap_across_tables_that_makes_an_overlap_changes_nothing():
    items = [
        item("short", minutes=10, score=20),
        item("next", minutes=20),
        item("long", "b", 30),
    ]
    agenda = place(items, timetable())

    change = swap(agenda, "short", "long")

    assert kinds(change) == [ConflictKind.TABLE_TAKEN]
    assert (change.done, change.agenda) == (False, agenda)


def test_late_item_takes_a_gap_or_waits_and_nobody_makes_way():
    hours = {"a": (opening(minutes=30),)}
    agenda = place([item("one"), item("two")], timetable(**hours))
    gap = remove(agenda, "one").agenda

    taken = add_late(gap, item("late", score=20))
    full = add_late(agenda, item("late", score=20))

    assert slots(taken.agenda) == {"late": ("a", DAY, 0, 15), "two": ("a", DAY, 15, 15)}
    assert taken.agenda.get("late").rank.startswith("Late: new, score 20/20")
    assert slots(full.agenda) == slots(agenda)
    assert [one.case for one in full.agenda.waiting] == ["late"]


def test_acts_on_cases_that_are_not_there_are_refused():
    agenda = place([item("one"), item("stray", "z")], timetable())

    with pytest.raises(AgendaError, match="add it first"):
        move(agenda, "two", slot())
    with pytest.raises(AgendaError, match="no slot yet"):
        swap(agenda, "one", "stray")
    with pytest.raises(AgendaError, match="cannot change places with itself"):
        swap(agenda, "one", "one")
    with pytest.raises(AgendaError, match="on this agenda already"):
        add_late(agenda, item("one"))
    with pytest.raises(AgendaError):
        remove(agenda, "two")


@given(ROWS, st.data())
def test_acts_are_whole_or_not_at_all(rows, data):
    agenda = place(from_rows(rows), timetable())
    cases = [one.case for one in (*agenda.placed, *agenda.waiting)]
    for _ in range(3 if cases else 0):
        to = slot(
            data.draw(st.integers(-90, 80)),
            data.draw(st.sampled_from("abz")),
            data.draw(st.integers(1, 40)),
        )
        waiver = data.draw(st.sampled_from([None, NOTE]))
        change = move(agenda, data.draw(st.sampled_from(cases)), to, waiver)
        if not change.done:
            assert change.agenda == agenda
            assert change.conflicts != ()
        agenda = change.agenda

        assert unresolved(agenda) == ()
        assert sorted(one.case for one in (*agenda.placed, *agenda.waiting)) == sorted(
            cases
        )
        assert Agenda.model_validate_json(agenda.model_dump_json()) == agenda


def test_agenda_holds_each_case_once():
    agenda = place([item("one")], timetable())

    with pytest.raises(ValidationError, match="stands on the agenda twice"):
        Agenda(timetable=timetable(), placed=(*agenda.placed, *agenda.placed))


def test_hard_conflict_cannot_be_stored_as_overridden():
    agenda = place([item("one")], timetable())
    hard = move(agenda, "one", slot(0, "z")).conflicts

    with pytest.raises(ValidationError, match="hard conflict is never overridden"):
        Agenda(
            timetable=timetable(),
            placed=agenda.placed,
            waived=tuple(Waived(conflict=one, waiver=NOTE) for one in hard),
        )


@pytest.mark.parametrize(
    ("pauses", "said"),
    [
        ((pause(10), pause(20)), "pauses of a table overlap"),
        ((pause(-5),), "outside the table's opening"),
        ((pause(61, 15),), "outside the table's opening"),
    ],
)
def test_opening_refuses_pauses_that_do_not_fit(pauses, said):
    with pytest.raises(ValidationError, match=said):
        opening(pauses=pauses)


def test_timetable_refuses_tables_that_do_not_fit():
    def twice():
        Table(key="a", title={"it": "A", "ru": "А"}, openings=(opening(), opening()))

    table = Table(key="a", title={"it": "A", "ru": "А"}, openings=(opening(),))
    bounds = {"session": "it-ru/29", "starts_at": OPENS}
    long, short = OPENS + timedelta(days=1), OPENS + timedelta(minutes=30)

    with pytest.raises(ValidationError, match="opened twice at once"):
        twice()
    with pytest.raises(ValidationError, match="one key"):
        Timetable.model_validate(bounds | {"ends_at": long, "tables": (table, table)})
    with pytest.raises(ValidationError, match="opens outside the session"):
        Timetable.model_validate(bounds | {"ends_at": short, "tables": (table,)})
    with pytest.raises(ValidationError, match="IANA zone"):
        Timetable.model_validate(
            bounds | {"ends_at": long, "tables": (table,), "zone": "Rome"}
        )


def test_opening_lasts_its_minutes_and_its_pauses():
    sitting = Opening(day=DAY, starts_at=OPENS, minutes=60, pauses=(pause(30),))

    assert sitting.span.end == OPENS + timedelta(minutes=75)
    assert [
        int((one.end - one.start).total_seconds() / 60) for one in sitting.stretches()
    ] == [30, 30]
