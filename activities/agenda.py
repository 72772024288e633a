"""The agenda of a session: ranked, filled, frozen; what does not fit goes on."""

from collections.abc import Sequence

from pydantic import JsonValue
from temporalio import activity

from activities.agenda_items import AgendaItems
from activities.agenda_release import AgendaTeller, Told
from activities.agenda_state import NoDateError, Standing, keep, standing
from activities.carry_over import carry_over
from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.agenda_conflicts import unresolved
from models.agenda_rows import Announced
from models.event import EventKind
from models.ids import CaseId, SessionId, session_workflow_id
from models.session import SessionState
from models.task import TaskKind


class SessionEffect(Effect):
    session: SessionId


class DrawAgenda(SessionEffect):
    """`final`: freeze it and tell everybody."""

    final: bool = False


class TendAgenda(SessionEffect):
    pass


class AgendaDrawn(Done):
    admitted: int
    left_over: int


class AgendaActivities:
    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._items = AgendaItems()
        self._teller = AgendaTeller(writer=writer)

    @activity.defn(name="draw_agenda")
    async def draw_agenda(self, request: DrawAgenda) -> AgendaDrawn:
        """Rank what is ready and fill the tables; final, it binds and is announced.

        What somebody placed by hand stays. What does not fit is carried over to the
        next session (method X13).

        Raises:
            NoDateError: it is to be frozen, and the session has no date.
            AgendaError: it is to be frozen, and conflicts stand.
        """

        async def work(unit: UnitOfWork) -> AgendaDrawn:
            try:
                stands = (await self._stands(unit, request.session)).drawn()
            except NoDateError:
                if request.final:
                    raise
                await unit.agendas.replace(request.session)
                return await _drawn(unit, request, (), ())
            if request.final:
                return await self._freeze(unit, stands, request)
            await keep(unit, stands, frozen=False)
            agenda = stands.agenda
            return await _drawn(
                unit,
                request,
                [one.case for one in agenda.placed],
                [one.case for one in agenda.waiting],
            )

        return await self._effects.once(request, AgendaDrawn, work)

    @activity.defn(name="tend_agenda")
    async def tend_agenda(self, request: TendAgenda) -> Done:
        """A frozen agenda follows its proposals: who left, and with which partners.

        Where that brings a conflict, nothing is told before a person has seen to it.
        """

        async def work(unit: UnitOfWork) -> Done:
            stands = await self._stands(unit, request.session)
            if conflicts := unresolved(stands.agenda):
                await open_task(
                    unit,
                    stream=session_workflow_id(request.session),
                    kind=TaskKind.AGENDA_CONFLICT,
                    at=request.at,
                    detail=" ".join(f"{one.sentence} {one.remedy}" for one in conflicts)
                    + " Use `starter.py session move | swap | remove`.",
                )
                return Done()
            await keep(unit, stands, frozen=True)
            told = await self._teller.tell(unit, stands, request)
            if told is None:
                return Done()
            event = await unit.events.append(
                stream=session_workflow_id(request.session),
                kind=EventKind.AGENDA_CHANGED,
                actor=request.actor,
                at=request.at,
                body=release_body(told.row),
            )
            return Done(stamp=event.stamp, letters=told.letters, poke_cases=told.cases)

        return await self._effects.once(request, Done, work)

    async def _stands(self, unit: UnitOfWork, named: SessionId) -> Standing:
        session = await unit.sessions.get(named)
        corridor = await unit.corridors.get(session.corridor)
        return await standing(unit, self._items, session, corridor)

    async def _freeze(
        self, unit: UnitOfWork, stands: Standing, request: DrawAgenda
    ) -> AgendaDrawn:
        frozen = stands.session.model_copy(update={"state": SessionState.FROZEN})
        await unit.sessions.save(frozen)
        stands = stands.model_copy(update={"session": frozen})
        left = stands.agenda.waiting
        stands = stands.changed(stands.agenda.model_copy(update={"waiting": ()}))
        await keep(unit, stands, frozen=True)
        told = await self._teller.tell(unit, stands, request)
        for one in left:
            case = await unit.cases.get(CaseId(one.case))
            await carry_over(unit, case, frozen, request, one.explanation)
        await close_tasks(
            unit,
            stream=session_workflow_id(request.session),
            kinds=(TaskKind.AGENDA_CONFLICT,),
            by=request.actor,
            at=request.at,
        )
        return await _drawn(
            unit,
            request,
            [one.case for one in stands.agenda.placed],
            [one.case for one in left],
            told,
        )


async def _drawn(
    unit: UnitOfWork,
    request: DrawAgenda,
    admitted: Sequence[str],
    left_over: Sequence[str],
    told: Told | None = None,
) -> AgendaDrawn:
    event = await unit.events.append(
        stream=session_workflow_id(request.session),
        kind=EventKind.AGENDA_FROZEN if request.final else EventKind.AGENDA_DRAWN,
        actor=request.actor,
        at=request.at,
        reason=await reason_text(unit, request),
        body={
            "agenda": [*admitted],
            "left_over": [*left_over],
            **(release_body(told.row) if told else {}),
        },
    )
    everybody = (*map(CaseId, admitted), *map(CaseId, left_over))
    return AgendaDrawn(
        stamp=event.stamp,
        letters=told.letters if told else 0,
        admitted=len(admitted),
        left_over=len(left_over),
        poke_cases=everybody if request.final else (),
    )


def release_body(row: Announced) -> dict[str, JsonValue]:
    """A release in the event that made it: its number, its seal, what it changed."""
    return {
        "release": row.number,
        "content_hash": row.content_hash,
        "changes": [*row.changes],
        "agenda_paper": row.agenda_paper,
        "dossier_paper": row.dossier_paper,
    }
