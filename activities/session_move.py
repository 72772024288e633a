"""A session moves once, and everything follows it in one act (method X11)."""

from datetime import datetime

from pydantic import JsonValue
from temporalio import activity

from activities.adhesion import watched
from activities.adhesion_notice import ask_confirmations
from activities.agenda import SessionEffect
from activities.agenda_recall import take_back, without_tables
from activities.calendar_calls import Call
from activities.carry_over import carry_over
from activities.deadlines import Terms
from activities.dossier import open_dossier
from activities.effects import EffectRunner, reason_given
from activities.session import SessionPlanned, iso, planned
from activities.session_letters import SessionLetters
from activities.session_plan import SessionPlanner, freeze_at
from activities.session_rounds import lapsing, move_walls
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.acts import Watched
from models.case import Case, Phase
from models.corridor import Corridor
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind
from models.ids import proposal_workflow_id, session_workflow_id
from models.letter import LetterKind
from models.milestones import Plan, Shift, shifts
from models.session import Session, SessionState
from models.session_timetable import moved
from models.task import TaskKind


class PostponeSession(SessionEffect):
    """`until` None: the new date is not known; without `ends`, as long as it was."""

    until: datetime | None = None
    ends: datetime | None = None


class SessionMoveActivities:
    def __init__(
        self,
        *,
        effects: EffectRunner,
        writer: LetterWriter,
        terms: Terms,
        planner: SessionPlanner,
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms
        self._planner = planner
        self._session_letters = SessionLetters(writer=writer, terms=terms)

    @activity.defn(name="postpone_session")
    async def postpone_session(self, request: PostponeSession) -> SessionPlanned:
        """Move the session; its number and its proposals stay, and all are told.

        Steps that are done keep their days, the others are counted anew, and open
        rounds get the new wall. Without a new date its proposals go to the next open
        session, if there is one, and otherwise wait with it.

        Raises:
            DomainError: it has that date, or none, already, or no reason is given.
        """

        async def work(unit: UnitOfWork) -> SessionPlanned:
            before = await unit.sessions.get(request.session)
            corridor = await unit.corridors.get(before.corridor)
            after = self._moved(before, corridor, request)
            reason = await reason_given(unit, request)
            await unit.sessions.save(after)
            await unit.agendas.replace(request.session)
            taken_back = await take_back(unit, before, corridor, request)
            cases = await unit.cases.in_session(
                request.session, (Phase.READY, Phase.SCHEDULED)
            )
            opened = await unit.cases.in_session(request.session, (Phase.OPEN,))
            remarks = await move_walls(
                unit,
                opened,
                self._terms.wall(corridor, after),
                at=request.at,
                why=f"Session {before.roman} was postponed.",
            )
            remarks += without_tables(before, after)
            remarks += await lapsing(unit, cases, after.starts_at)
            await _no_longer_due(unit, request)
            letters = 0
            for case in sorted(cases, key=lambda one: one.case):
                cancelled = taken_back.get(case.case)
                letters += await self._tell_moved(
                    unit, case, before, after, request, cancelled
                )
            letters += await ask_confirmations(
                unit, self._session_letters, before, after, request
            )
            if after.plan:
                await self._planner.keep_calendars(unit, corridor, request.at)
            event = await unit.events.append(
                stream=session_workflow_id(request.session),
                kind=EventKind.SESSION_POSTPONED,
                actor=request.actor,
                at=request.at,
                reason=reason,
                body={
                    "from": iso(before.starts_at),
                    "to": iso(request.until),
                    "carried": [case.case for case in cases],
                    "milestones": _told(before.plan, after.plan),
                    "remarks": [*remarks],
                },
            )
            return planned(
                after,
                corridor,
                request.at,
                stamp=event.stamp,
                letters=letters,
                screen_at=self._planner.eve(after, corridor),
                remarks=tuple(remarks),
                poke_cases=tuple(case.case for case in cases),
                poke_watches=await _watches(unit, request),
            )

        return await self._effects.once(request, SessionPlanned, work)

    def _moved(
        self, before: Session, corridor: Corridor, request: PostponeSession
    ) -> Session:
        if before.starts_at is None and request.until is None:
            raise DomainError(
                f"Session {before.roman} is postponed without a date already: "
                "give --until when it has one."
            )
        ends_at = _ends_at(before, request)
        _refuse_same(before, request.until, ends_at)
        left = (before.starts_at,) if before.starts_at else ()
        after = before.model_copy(
            update={
                "state": (
                    SessionState.COLLECTING if request.until else SessionState.POSTPONED
                ),
                "starts_at": request.until,
                "ends_at": ends_at,
                "plan": self._planner.plan(
                    corridor, request.until, ends_at, now=request.at, old=before.plan
                ),
                "postponed_from": (*before.postponed_from, *left),
            }
        )
        if before.timetable and request.until:
            tables = moved(before.timetable, after)
            after = after.model_copy(update={"timetable": tables})
        freeze = freeze_at(after, corridor) or (
            self._terms.ahead_of(corridor, TermName.AGENDA_FREEZE, request.until)
            if request.until
            else None
        )
        return after.model_copy(
            update={"freeze_at": max(freeze, request.at) if freeze else None}
        )

    async def _tell_moved(
        self,
        unit: UnitOfWork,
        case: Case,
        before: Session,
        after: Session,
        request: PostponeSession,
        cancelled: Call | None,
    ) -> int:
        """One proposal of a postponed session: back to ready, or to the next one."""
        scheduled = case.phase is Phase.SCHEDULED
        if scheduled:
            await unit.events.append(
                stream=proposal_workflow_id(case.case),
                kind=EventKind.SLOT_LOST,
                actor=request.actor,
                at=request.at,
                reason=f"Session {before.roman} was postponed.",
                body={"session": before.session, "until": iso(request.until)},
            )
        case = case.model_copy(update={"phase": Phase.READY, "due_at": None})
        await unit.cases.save(case)
        if request.until is None:
            await carry_over(unit, case, before, request, "The session has no date.")
        if not scheduled:
            return 0
        return await self._writer.to_both_sides(
            unit,
            await open_dossier(unit, case.case),
            LetterKind.SESSION_MOVED,
            key=f"{request.key}/{case.case}",
            at=request.at,
            session=after.roman,
            starts_at=after.starts_at,
            previous_starts_at=before.starts_at,
            call=cancelled,
        )


def _refuse_same(
    before: Session, until: datetime | None, ends_at: datetime | None
) -> None:
    if until and (until, ends_at) == (before.starts_at, before.ends_at):
        raise DomainError(
            f"Session {before.roman} has this date already: nothing is postponed. Give "
            "another --until."
        )


def _ends_at(before: Session, request: PostponeSession) -> datetime | None:
    if request.until is None or request.ends is not None:
        return request.ends if request.until else None
    if before.starts_at is None or before.ends_at is None:
        return request.until
    return request.until + (before.ends_at - before.starts_at)


async def _watches(unit: UnitOfWork, request: PostponeSession) -> tuple[Watched, ...]:
    """How long passports are kept is counted anew."""
    known = await unit.adhesions.of(request.session)
    return (watched(request.session),) if known else ()


async def _no_longer_due(unit: UnitOfWork, request: PostponeSession) -> None:
    await close_tasks(
        unit,
        stream=session_workflow_id(request.session),
        kinds=(
            TaskKind.SESSION_DUE,
            TaskKind.MILESTONE_DUE,
            TaskKind.AGENDA_CONFLICT,
        ),
        by=request.actor,
        at=request.at,
    )


def _told(before: Plan | None, after: Plan | None) -> dict[str, JsonValue]:
    """Every step that moved, from which day to which."""
    if before is None or after is None:
        return {}
    return {one.name: _days(one) for one in shifts(before, after)}


def _days(shift: Shift) -> list[JsonValue]:
    return [str(day) if day else None for day in (shift.before, shift.after)]
