"""Giving ranked items their slots: the first free time of their own table."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from models.agenda import Agenda, Placed, TableSlot, Waiting
from models.agenda_conflicts import named
from models.attendee import Attendee
from models.session_rules import AgendaItem, merits, rank
from models.timetable import Span, Table, Timetable


class Fit(NamedTuple):
    """A free slot, or none, and why."""

    slot: TableSlot | None
    why: str


def place(
    items: Iterable[AgendaItem], timetable: Timetable, kept: Sequence[Placed] = ()
) -> Agenda:
    """Fill the tables in order of rank (method X13, I14).

    Args:
        items: everything that is ready.
        timetable: the session's tables and hours.
        kept: items that keep the slot they have, such as those placed by hand.

    Returns:
        The agenda; what fits nowhere waits, with the reason. A shorter item may pass
        a longer one, so that no minute stays unused.
    """
    placed = list(kept)
    fixed = {one.case for one in kept}
    waiting: list[Waiting] = []
    for ranked in rank(item for item in items if item.case not in fixed):
        found = seated(ranked.item, timetable, placed, ranked.reason)
        if isinstance(found, Placed):
            placed.append(found)
        else:
            waiting.append(found)
    return Agenda(timetable=timetable, placed=in_order(placed), waiting=tuple(waiting))


def seated(
    item: AgendaItem, timetable: Timetable, placed: Sequence[Placed], rank: str
) -> Placed | Waiting:
    """An item in the first slot that is free for it; else it waits."""
    slot, why = first_free(item, timetable, placed)
    if slot is None:
        return Waiting(item=item, rank=rank, why=why)
    return Placed(item=item, slot=slot, rank=rank, why=why)


def in_order(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """As it is printed: by time, then table, then case."""
    return tuple(
        sorted(placed, key=lambda one: (one.slot.starts_at, one.slot.table, one.case))
    )


def late(item: AgendaItem) -> str:
    """The rank of an item that came after the others were ranked."""
    return f"Late: {merits(item)}"


def first_free(item: AgendaItem, timetable: Timetable, placed: Sequence[Placed]) -> Fit:
    """The earliest time its table is free and everybody of it as well."""
    table = timetable.table(item.table)
    if table is None:
        keys = ", ".join(each.key for each in timetable.tables)
        return Fit(
            None,
            f"the session has no table {item.table}; move the item to one of {keys}",
        )
    here = [one.slot.span for one in placed if one.slot.table == table.key]
    busy = [one for one in placed if _shared(item, one)]
    left = {day: _left(table, day, placed) for day in table.days()}
    earliest = _earliest(item, table, left, here)
    slot = _earliest(item, table, left, [*here, *(one.slot.span for one in busy)])
    if slot is None:
        return Fit(None, _no_room(item, table, left, someone_busy=earliest is not None))
    why = f"table {table.key}, {timetable.said(slot.span)}: its first free time"
    if earliest is not None and earliest != slot:
        elsewhere = next(one for one in busy if one.slot.span.overlaps(earliest.span))
        who = named(_shared(item, elsewhere)[0])
        why += (
            f" for everybody; at {timetable.said(earliest.span)} {who} sits at table"
            f" {elsewhere.slot.table} for {elsewhere.case}"
        )
    return Fit(slot, why)


def _shared(item: AgendaItem, other: Placed) -> list[Attendee]:
    return [one for one in item.attendees if one in other.item.attendees]


def _left(table: Table, day: date, placed: Sequence[Placed]) -> int:
    there = (
        one.slot.minutes
        for one in placed
        if (one.slot.table, one.slot.day) == (table.key, day)
    )
    return max(table.capacity(day) - sum(there), 0)


def _earliest(
    item: AgendaItem, table: Table, left: dict[date, int], busy: Sequence[Span]
) -> TableSlot | None:
    for day in table.days():
        if left[day] < item.minutes:
            continue
        for opening in table.on(day):
            for stretch in opening.stretches():
                start = _gap(stretch, timedelta(minutes=item.minutes), busy)
                if start is not None:
                    return TableSlot(
                        table=table.key,
                        day=day,
                        starts_at=start,
                        minutes=item.minutes,
                    )
    return None


def _gap(stretch: Span, length: timedelta, busy: Sequence[Span]) -> datetime | None:
    start = stretch.start
    while start + length <= stretch.end:
        wanted = Span(start, start + length)
        ends = [span.end for span in busy if span.overlaps(wanted)]
        if not ends:
            return start
        start = max(ends)
    return None


def _no_room(
    item: AgendaItem, table: Table, left: dict[date, int], *, someone_busy: bool
) -> str:
    minutes = sum(left.values())
    need = f"needs {item.minutes} minutes; table {table.key} has {minutes} left"
    if someone_busy:
        return f"{need}, but then somebody of it sits elsewhere"
    if minutes >= item.minutes:
        return f"{need}, in gaps that are too short"
    return need
