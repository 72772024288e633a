"""What is wrong with an agenda: every conflict, in a sentence, with its remedy."""

from collections.abc import Iterator
from itertools import combinations

from models.agenda import Agenda, Conflict, ConflictKind, Placed
from models.attendee import Attendee, Role
from models.session_rules import LONGEST_ITEM, SHORTEST_ITEM
from models.timetable import Table, Timetable

_WHO = {
    Role.SPEAKER: "a speaker",
    Role.BODY: "body",
    Role.PROPOSER: "the proposing organisation",
}


def conflicts(agenda: Agenda) -> tuple[Conflict, ...]:
    """Everything that is wrong, overridden or not (method I14)."""
    timetable = agenda.timetable
    found = [
        conflict for placed in agenda.placed for conflict in _of_slot(timetable, placed)
    ]
    for one, other in combinations(agenda.placed, 2):
        if one.slot.span.overlaps(other.slot.span):
            found += _of_pair(timetable, one, other)
    for table in timetable.tables:
        found += _of_capacity(agenda, table)
    return tuple(found)


def unresolved(agenda: Agenda) -> tuple[Conflict, ...]:
    """The conflicts that nobody has overridden."""
    return tuple(
        conflict
        for conflict in conflicts(agenda)
        if not any(one.conflict.answers(conflict) for one in agenda.waived)
    )


def together(one: Placed, other: Placed) -> tuple[Attendee, ...]:
    """Who takes part in both."""
    shared = set(one.item.attendees) & set(other.item.attendees)
    return tuple(sorted(shared, key=lambda each: (each.role, each.key)))


def named(attendee: Attendee) -> str:
    """An attendee in a sentence: bodies by code, people and companies unnamed."""
    who = _WHO[attendee.role]
    return f"{who} {attendee.key}" if attendee.role is Role.BODY else who


def _of_slot(timetable: Timetable, placed: Placed) -> Iterator[Conflict]:
    slot, said = placed.slot, timetable.said(placed.slot.span)
    where = f"table {slot.table}, {said}"
    if not timetable.span.holds(slot.span):
        yield Conflict(
            kind=ConflictKind.OUTSIDE_SESSION,
            cases=(placed.case,),
            where=where,
            sentence=f"{placed.case} at {said} lies outside the session.",
            remedy="Choose a time within the session.",
        )
    table = timetable.table(slot.table)
    if table is None:
        keys = ", ".join(each.key for each in timetable.tables)
        yield Conflict(
            kind=ConflictKind.TABLE_UNKNOWN,
            cases=(placed.case,),
            where=where,
            sentence=f"{placed.case} stands at table {slot.table}, which the session"
            " does not have.",
            remedy=f"Choose one of its tables: {keys}.",
        )
    elif not any(
        stretch.holds(slot.span)
        for opening in table.on(slot.day)
        for stretch in opening.stretches()
    ):
        yield Conflict(
            kind=ConflictKind.TABLE_CLOSED,
            cases=(placed.case,),
            where=where,
            sentence=f"{placed.case} stands at table {slot.table} at {said}, when the"
            f" table does not sit or pauses (day {slot.day}).",
            remedy="Choose a time in its opening hours, or override with a note.",
        )
    if not SHORTEST_ITEM <= slot.minutes <= LONGEST_ITEM:
        yield Conflict(
            kind=ConflictKind.LENGTH,
            cases=(placed.case,),
            where=f"{slot.minutes} minutes",
            sentence=f"{placed.case} has {slot.minutes} minutes; an item has"
            f" {SHORTEST_ITEM} to {LONGEST_ITEM}.",
            remedy="Correct the minutes, or override with a note.",
        )


def _of_pair(timetable: Timetable, one: Placed, other: Placed) -> Iterator[Conflict]:
    cases = tuple(sorted((one.case, other.case)))
    said = timetable.said(other.slot.span)
    slots = sorted(
        f"table {each.slot.table}, {timetable.said(each.slot.span)}"
        for each in (one, other)
    )
    if one.slot.table == other.slot.table:
        yield Conflict(
            kind=ConflictKind.TABLE_TAKEN,
            cases=cases,
            where="; ".join(slots),
            sentence=f"{one.case} and {other.case} overlap at table"
            f" {one.slot.table} ({said}).",
            remedy="Move one of them to a free time, or override with a note.",
        )
    for attendee in together(one, other):
        yield Conflict(
            kind=ConflictKind.TWO_PLACES,
            cases=cases,
            where="; ".join((attendee.role, attendee.key, *slots)),
            sentence=f"{one.case} at table {one.slot.table} and {other.case} at table"
            f" {other.slot.table} are at the same time ({said}), and"
            f" {named(attendee)} takes part in both.",
            remedy="Move one of the items, or override with a note (somebody else"
            " sits in).",
        )


def _of_capacity(agenda: Agenda, table: Table) -> Iterator[Conflict]:
    for day in table.days():
        there = [
            placed
            for placed in agenda.placed
            if (placed.slot.table, placed.slot.day) == (table.key, day)
        ]
        minutes = sum(placed.slot.minutes for placed in there)
        excess = minutes - table.capacity(day)
        if excess > 0:
            yield Conflict(
                kind=ConflictKind.OVER_CAPACITY,
                cases=tuple(sorted(placed.case for placed in there)),
                where=f"table {table.key}, {day}",
                excess=excess,
                sentence=f"Table {table.key} on {day} has {minutes} minutes of items"
                f" for {table.capacity(day)} minutes of sitting.",
                remedy="Move an item to another table or day, shorten one, or"
                " override with a note.",
            )
