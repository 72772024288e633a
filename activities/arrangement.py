"""What a person does with an agenda: wholly, or not at all, with its reasons."""

from datetime import datetime

from pydantic import JsonValue
from temporalio import activity

from activities.agenda import SessionEffect, release_body
from activities.agenda_change import accepted, after, judged, remarks, slot
from activities.agenda_items import AgendaItems
from activities.agenda_release import AgendaTeller
from activities.agenda_state import Standing, keep, standing
from activities.carry_over import carry_over
from activities.effects import Done, EffectRunner, reason_text
from activities.late_items import fetch_late
from activities.partner_left import partner_left
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.agenda import Agenda, Waiting, Waiver
from models.agenda_conflicts import unresolved
from models.agenda_moves import add_late, move, remove, swap
from models.case import Phase
from models.event import EventKind
from models.ids import BodyCode, CaseId, PaperId, session_workflow_id
from models.session import Session
from models.task import TaskKind
from models.timetable import Timetable

TAKEN_OFF = "taken off by hand"


class Arrange(SessionEffect):
    """`note` is the paper with why conflicts are accepted."""

    note: PaperId | None = None


class LayTables(Arrange):
    timetable: PaperId


class MoveItem(Arrange):
    case: CaseId
    table: str
    starts_at: datetime
    minutes: int | None = None


class SwapItems(Arrange):
    case: CaseId
    other: CaseId


class RemoveItem(Arrange):
    case: CaseId


class AddLateItem(Arrange):
    case: CaseId


class DropPartner(Arrange):
    case: CaseId
    body: BodyCode


class Arranged(Done):
    """`remarks` tell whoever decides what else it means; they name no person."""

    remarks: tuple[str, ...] = ()


class ArrangementActivities:
    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._items = AgendaItems()
        self._teller = AgendaTeller(writer=writer)

    @activity.defn(name="lay_tables")
    async def lay_tables(self, request: LayTables) -> Arranged:
        """The session gets these tables; before the freeze all is placed anew.

        Raises:
            AgendaError: items stand where no table sits any more.
        """

        async def work(unit: UnitOfWork) -> Arranged:
            session = await unit.sessions.get(request.session)
            timetable = Timetable.model_validate_json(
                await unit.papers.get(request.timetable)
            )
            laid = session.model_copy(update={"timetable": timetable})
            await unit.sessions.save(laid)
            stands = await self._stands(unit, request)
            if not stands.frozen:
                stands = stands.drawn()
            waiver = await _waiver(unit, request)
            stands = stands.changed(accepted(stands.agenda, waiver))
            return await self._settle(
                unit, stands, request, EventKind.TABLES_LAID, {"tables": _keys(laid)}
            )

        return await self._effects.once(request, Arranged, work)

    @activity.defn(name="move_item")
    async def move_item(self, request: MoveItem) -> Arranged:
        """An item gets the time somebody chose, and keeps it.

        Raises:
            ConflictError: it would conflict, and nobody accepts that.
        """

        async def work(unit: UnitOfWork) -> Arranged:
            stands = await self._stands(unit, request)
            to = slot(
                stands,
                request.case,
                request.table,
                request.starts_at,
                request.minutes,
            )
            change = move(
                judged(stands, request.case),
                request.case,
                to,
                await _waiver(unit, request),
            )
            settled = after(stands, change)
            return await self._settle(
                unit, settled, request, more={"item": request.case}
            )

        return await self._effects.once(request, Arranged, work)

    @activity.defn(name="swap_items")
    async def swap_items(self, request: SwapItems) -> Arranged:
        async def work(unit: UnitOfWork) -> Arranged:
            stands = await self._stands(unit, request)
            change = swap(
                judged(stands, request.case, request.other),
                request.case,
                request.other,
                await _waiver(unit, request),
            )
            settled = after(stands, change)
            pair: list[JsonValue] = [request.case, request.other]
            return await self._settle(unit, settled, request, more={"swapped": pair})

        return await self._effects.once(request, Arranged, work)

    @activity.defn(name="remove_item")
    async def remove_item(self, request: RemoveItem) -> Arranged:
        """Off the agenda: until the freeze it waits, then it is carried over."""

        async def work(unit: UnitOfWork) -> Arranged:
            stands = await self._stands(unit, request)
            found = stands.agenda.get(request.case)
            agenda = remove(stands.agenda, request.case).agenda
            if stands.frozen:
                case = await unit.cases.get(request.case)
                if case.phase is Phase.READY:  # it waited: nobody was told of a slot
                    session = stands.session
                    await carry_over(unit, case, session, request, TAKEN_OFF)
            else:
                off = Waiting(item=found.item, rank=found.rank, why=TAKEN_OFF)
                agenda = agenda.model_copy(update={"waiting": (*agenda.waiting, off)})
            settled = stands.model_copy(
                update={"agenda": agenda, "off": stands.off | {request.case}}
            )
            return await self._settle(
                unit, settled, request, more={"removed": request.case}
            )

        return await self._effects.once(request, Arranged, work)

    @activity.defn(name="add_late_item")
    async def add_late_item(self, request: AddLateItem) -> Arranged:
        """After the freeze: a free gap of its table, or it waits for one."""

        async def work(unit: UnitOfWork) -> Arranged:
            session = await unit.sessions.get(request.session)
            left = await fetch_late(unit, session, request.case, request)
            stands = await self._stands(unit, request)
            item = stands.items[request.case]
            settled = stands.changed(add_late(stands.agenda, item).agenda)
            done = await self._settle(
                unit, settled, request, more={"late": request.case}
            )
            told = {*done.poke_cases, request.case}  # also when no gap was found
            pokes = {"poke_cases": tuple(sorted(told)), "poke_session": left}
            return done.model_copy(update=pokes)

        return await self._effects.once(request, Arranged, work)

    @activity.defn(name="drop_partner")
    async def drop_partner(self, request: DropPartner) -> Arranged:
        """A partner withdraws: the first reserve comes in, or nobody (method X29)."""

        async def work(unit: UnitOfWork) -> Arranged:
            reason = await reason_text(unit, request)
            promoted = await partner_left(
                unit, request.case, request.body, request, reason
            )
            stands = await self._stands(unit, request)
            waiver = await _waiver(unit, request)
            settled = stands.changed(accepted(stands.agenda, waiver))
            more: dict[str, JsonValue] = {
                "item": request.case,
                "left": request.body,
                "promoted": promoted,
            }
            return await self._settle(unit, settled, request, more=more)

        return await self._effects.once(request, Arranged, work)

    async def _stands(self, unit: UnitOfWork, request: Arrange) -> Standing:
        session = await unit.sessions.get(request.session)
        corridor = await unit.corridors.get(session.corridor)
        return await standing(unit, self._items, session, corridor)

    async def _settle(
        self,
        unit: UnitOfWork,
        stands: Standing,
        request: Arrange,
        kind: EventKind = EventKind.AGENDA_CHANGED,
        more: dict[str, JsonValue] | None = None,
    ) -> Arranged:
        """Keep it; once frozen, tell it as the next release."""
        reason = await reason_text(unit, request)
        await keep(unit, stands, frozen=stands.frozen)
        told = None
        if stands.frozen:
            told = await self._teller.tell(unit, stands, request, reason)
        if not unresolved(stands.agenda):
            await close_tasks(
                unit,
                stream=session_workflow_id(request.session),
                kinds=(TaskKind.AGENDA_CONFLICT,),
                by=request.actor,
                at=request.at,
            )
        event = await unit.events.append(
            stream=session_workflow_id(request.session),
            kind=kind,
            actor=request.actor,
            at=request.at,
            reason=reason,
            body={
                **(more or {}),
                "overridden": _overridden(stands.agenda, request),
                **(release_body(told.row) if told else {}),
            },
        )
        return Arranged(
            stamp=event.stamp,
            letters=told.letters if told else 0,
            poke_cases=told.cases if told else (),
            remarks=remarks(stands.agenda, told.row.changes if told else ()),
        )


async def _waiver(unit: UnitOfWork, request: Arrange) -> Waiver | None:
    if request.note is None:
        return None
    note = (await unit.papers.get(request.note)).decode()
    return Waiver(note=note, by=request.actor)


def _overridden(agenda: Agenda, request: Arrange) -> list[JsonValue]:
    """The conflicts that this act accepted."""
    if request.note is None:
        return []
    mine = [one for one in agenda.waived if one.waiver.by == request.actor]
    return [one.conflict.sentence for one in mine]


def _keys(session: Session) -> list[JsonValue]:
    timetable = session.timetable
    return [one.key for one in timetable.tables] if timetable else []
