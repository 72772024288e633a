"""An agenda before and after an act of a person; nothing is half changed."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from activities.agenda_state import Standing
from models.agenda import Agenda, Conflict, Placed, TableSlot, Waived, Waiver
from models.agenda_conflicts import unresolved
from models.agenda_moves import Change, pruned
from models.errors import DomainError
from models.ids import CaseId


class ConflictError(DomainError):
    """The agenda would have conflicts that nobody has accepted."""


def judged(stands: Standing, *cases: CaseId) -> Agenda:
    """What an act is judged against: once frozen all of it, before what stays put."""
    if stands.frozen:
        return stands.agenda
    agenda = stands.agenda
    fixed = tuple(one for one in agenda.placed if one.by_hand or one.case in cases)
    return pruned(agenda.model_copy(update={"placed": fixed}))


def after(stands: Standing, change: Change) -> Standing:
    """The agenda after an act, the rest placed around it.

    Raises:
        ConflictError: it was not done.
    """
    if not change.done:
        raise ConflictError(_against(change.conflicts))
    seated = {one.case for one in change.agenda.placed}
    after = stands.model_copy(
        update={"agenda": change.agenda, "off": stands.off - seated}
    )
    return after if stands.frozen else after.drawn()


def slot(
    stands: Standing, case: CaseId, table: str, at: datetime, minutes: int | None
) -> TableSlot:
    """The slot meant: on the day of the opening it lies in, as long as it was."""
    found = stands.agenda.get(case)
    if minutes is None:
        minutes = (
            found.slot.minutes if isinstance(found, Placed) else found.item.minutes
        )
    day = at.astimezone(ZoneInfo(stands.timetable.zone)).date()
    laid = stands.timetable.table(table)
    for opening in laid.openings if laid else ():
        if opening.span.start <= at < opening.span.end:
            day = opening.day
    return TableSlot(table=table, day=day, starts_at=at, minutes=minutes)


def accepted(agenda: Agenda, waiver: Waiver | None) -> Agenda:
    """With every soft conflict that stands overridden, if somebody accepts them."""
    if waiver is None:
        return agenda
    waived = tuple(
        Waived(conflict=one, waiver=waiver)
        for one in unresolved(agenda)
        if not one.hard
    )
    return agenda.model_copy(update={"waived": (*agenda.waived, *waived)})


def remarks(agenda: Agenda, changes: Sequence[str]) -> tuple[str, ...]:
    """What changed, who waits, and what still has to be seen to."""
    waiting = (f"{one.case} waits: {one.why}" for one in agenda.waiting)
    against = (f"{one.sentence} {one.remedy}" for one in unresolved(agenda))
    return (*changes, *waiting, *against)


def _against(conflicts: Sequence[Conflict]) -> str:
    said = " ".join(f"{one.sentence} {one.remedy}" for one in conflicts)
    if any(one.hard for one in conflicts):
        return f"It cannot stand there: {said}"
    return f"Nothing was changed: {said} To accept it, say why with --note."
