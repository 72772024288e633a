"""An agenda as it stands in the record: read whole, changed, kept whole."""

from collections.abc import Sequence

from activities.agenda_items import AgendaItems
from activities.unit_of_work import UnitOfWork
from models.agenda import Agenda, Placed, TableSlot, Waiting, Waived, Waiver
from models.agenda_moves import pruned
from models.agenda_placing import place
from models.agenda_rows import Override, Queued
from models.case import Phase
from models.corridor import Corridor
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import CaseId, SessionId
from models.session import Session, SessionState, Slot
from models.session_rules import AgendaItem
from models.session_timetable import timetable_of
from models.timetable import Timetable


class NoDateError(DomainError):
    """Nobody can be convened to a session without a date."""


class Standing(Frozen):
    """A session, everything that may stand on its agenda, and what does.

    `off` are items somebody took off: they are not placed again.
    """

    session: Session
    items: dict[CaseId, AgendaItem]
    agenda: Agenda
    off: frozenset[CaseId] = frozenset()

    @property
    def timetable(self) -> Timetable:
        return self.agenda.timetable

    @property
    def frozen(self) -> bool:
        return self.session.state is SessionState.FROZEN

    def changed(self, agenda: Agenda) -> "Standing":
        return self.model_copy(update={"agenda": agenda})

    def drawn(self) -> "Standing":
        """Placed anew around what was placed by hand."""
        return self.changed(redrawn(self.agenda, self.items, self.off))


async def standing(
    unit: UnitOfWork, items: AgendaItems, session: Session, corridor: Corridor
) -> Standing:
    """What stands on the agenda of a session with a date; its lock is held.

    Raises:
        NoDateError: it has none.
    """
    timetable = timetable_of(session, corridor)
    if timetable is None:
        raise NoDateError(
            f"Session {session.roman} has no date: give it one with "
            "`starter.py session postpone --until`, then see to its agenda."
        )
    found = await items.of(
        unit, session.session, timetable, Phase.READY, Phase.SCHEDULED
    )
    queue = await unit.agendas.queue(session.session)
    agenda = Agenda(
        timetable=timetable,
        placed=_placed(await unit.agendas.slots(session.session), found),
        waived=tuple(
            Waived(conflict=one.conflict, waiver=Waiver(note=one.note, by=one.by))
            for one in await unit.agendas.overrides(session.session)
        ),
    )
    seated = {one.case for one in agenda.placed}
    waiting = tuple(
        Waiting(item=found[one.case], rank=one.rank, why=one.why)
        for one in queue
        if one.case in found and one.case not in seated
    )
    agenda = agenda.model_copy(update={"waiting": waiting})
    off = frozenset(one.case for one in queue if one.by_hand)
    return Standing(session=session, items=found, agenda=pruned(agenda), off=off)


def redrawn(
    agenda: Agenda, items: dict[CaseId, AgendaItem], off: frozenset[CaseId]
) -> Agenda:
    """Everything placed by rank, but what somebody placed or took off."""
    timetable = agenda.timetable
    kept = [one for one in agenda.placed if one.by_hand and _is_there(one, timetable)]
    free = [item for case, item in items.items() if case not in off]
    fresh = place(free, timetable, kept)
    out = tuple(one for one in agenda.waiting if one.case in off)
    whole = fresh.model_copy(
        update={"waiting": (*fresh.waiting, *out), "waived": agenda.waived}
    )
    return pruned(whole)


def _is_there(one: Placed, timetable: Timetable) -> bool:
    """Whether its table still stands, within the session."""
    known = timetable.table(one.slot.table) is not None
    return known and timetable.span.holds(one.slot.span)


async def keep(unit: UnitOfWork, stands: Standing, *, frozen: bool) -> None:
    """The agenda as rows; the session's lock is held."""
    session, agenda = stands.session.session, stands.agenda
    await unit.agendas.replace(
        session,
        [
            _slot(session, number, one, frozen=frozen)
            for number, one in enumerate(agenda.placed, start=1)
        ],
        [
            Queued(
                session=session,
                case=CaseId(one.case),
                position=number,
                rank=one.rank,
                why=one.why,
                by_hand=one.case in stands.off,
            )
            for number, one in enumerate(agenda.waiting, start=1)
        ],
        [
            Override(
                session=session,
                number=number,
                conflict=one.conflict,
                note=one.waiver.note,
                by=one.waiver.by,
            )
            for number, one in enumerate(agenda.waived, start=1)
        ],
    )


def _placed(
    slots: Sequence[Slot], items: dict[CaseId, AgendaItem]
) -> tuple[Placed, ...]:
    """Slots of cases that are there still."""
    return tuple(
        Placed(
            item=items[slot.case],
            slot=TableSlot(
                table=slot.table,
                day=slot.day,
                starts_at=slot.starts_at,
                minutes=slot.minutes,
            ),
            rank=slot.rank,
            why=slot.why,
            by_hand=slot.by_hand,
        )
        for slot in slots
        if slot.case in items
    )


def _slot(session: SessionId, number: int, one: Placed, *, frozen: bool) -> Slot:
    return Slot(
        session=session,
        case=CaseId(one.case),
        position=number,
        minutes=one.slot.minutes,
        table=one.slot.table,
        day=one.slot.day,
        starts_at=one.slot.starts_at,
        rank=one.rank,
        why=one.why,
        by_hand=one.by_hand,
        frozen=frozen,
    )
