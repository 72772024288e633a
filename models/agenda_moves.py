"""Changing an agenda by hand: wholly, or not at all."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from models.agenda import (
    Agenda,
    AgendaError,
    Conflict,
    Placed,
    TableSlot,
    Waiting,
    Waived,
    Waiver,
)
from models.agenda_conflicts import conflicts, unresolved
from models.agenda_placing import in_order, late, seated
from models.session_rules import AgendaItem


class Change(NamedTuple):
    """The agenda after an act; when not `done` it is the one before.

    The conflicts are those that stood against the act, or were overridden by it.
    """

    agenda: Agenda
    conflicts: tuple[Conflict, ...]
    done: bool


def move(
    agenda: Agenda, case: str, to: TableSlot, waiver: Waiver | None = None
) -> Change:
    """Give an item, placed or waiting, another slot.

    Args:
        agenda: as it stands.
        case: whose item.
        to: its new slot.
        waiver: who overrides the soft conflicts, and why.

    Raises:
        AgendaError: the case is not on the agenda.
    """
    found = agenda.get(case)
    return _settled(agenda, _replaced(agenda, [_at(found, to, agenda)]), {case}, waiver)


def swap(agenda: Agenda, case: str, other: str, waiver: Waiver | None = None) -> Change:
    """Let two items change places; each keeps its minutes.

    Neighbours close up, so that a longer one does not run into the shorter one.

    Raises:
        AgendaError: one of them has no slot, or both are the same.
    """
    if case == other:
        raise AgendaError("An item cannot change places with itself; name another.")
    pair = (agenda.get_placed(case), agenda.get_placed(other))
    first, second = sorted(pair, key=lambda one: one.slot.starts_at)
    start = second.slot.starts_at
    if first.slot.table == second.slot.table and first.slot.span.end == start:
        start = first.slot.starts_at + timedelta(minutes=second.slot.minutes)
    there = second.slot.model_copy(
        update={"minutes": first.slot.minutes, "starts_at": start}
    )
    here = first.slot.model_copy(update={"minutes": second.slot.minutes})
    swapped = [_at(first, there, agenda), _at(second, here, agenda)]
    return _settled(agenda, _replaced(agenda, swapped), {case, other}, waiver)


def add_late(agenda: Agenda, item: AgendaItem) -> Change:
    """A late item takes a free gap of its table, or waits; nobody makes way.

    Raises:
        AgendaError: it is on the agenda already.
    """
    if agenda.find(item.case):
        raise AgendaError(f"{item.case} is on this agenda already; move it instead.")
    found = seated(item, agenda.timetable, agenda.placed, late(item))
    if isinstance(found, Placed):
        update = {"placed": in_order((*agenda.placed, found))}
        return Change(agenda.model_copy(update=update), (), done=True)
    waiting = (*agenda.waiting, found)
    return Change(agenda.model_copy(update={"waiting": waiting}), (), done=True)


def remove(agenda: Agenda, case: str) -> Change:
    """Take an item off; its time is free for others, which stay where they are.

    Raises:
        AgendaError: it is not on the agenda.
    """
    agenda.get(case)
    without = agenda.model_copy(
        update={
            "placed": tuple(one for one in agenda.placed if one.case != case),
            "waiting": tuple(one for one in agenda.waiting if one.case != case),
        }
    )
    return Change(pruned(without), (), done=True)


def pruned(agenda: Agenda) -> Agenda:
    """Without the overrides of conflicts that no longer exist."""
    standing = conflicts(agenda)
    kept = tuple(
        one
        for one in agenda.waived
        if any(one.conflict.answers(conflict) for conflict in standing)
    )
    return agenda.model_copy(update={"waived": kept})


def _at(found: Placed | Waiting, to: TableSlot, agenda: Agenda) -> Placed:
    said = agenda.timetable.said(to.span)
    return Placed(
        item=found.item,
        slot=to,
        rank=found.rank,
        why=f"table {to.table}, {said}: placed by hand",
        by_hand=True,
    )


def _replaced(agenda: Agenda, moved: Iterable[Placed]) -> Agenda:
    by_case = {one.case: one for one in moved}
    stay = [one for one in agenda.placed if one.case not in by_case]
    waiting = tuple(one for one in agenda.waiting if one.case not in by_case)
    placed = in_order((*stay, *by_case.values()))
    return agenda.model_copy(update={"placed": placed, "waiting": waiting})


def _settled(
    before: Agenda, after: Agenda, moved: set[str], waiver: Waiver | None
) -> Change:
    against = tuple(one for one in unresolved(after) if moved & set(one.cases))
    if against and (waiver is None or any(one.hard for one in against)):
        return Change(before, against, done=False)
    accepted = tuple(
        Waived(conflict=one, waiver=waiver) for one in against if waiver is not None
    )
    waived = (*after.waived, *accepted)
    settled = pruned(after.model_copy(update={"waived": waived}))
    return Change(settled, against, done=True)
