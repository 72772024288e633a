"""A session: opened, postponed, closed."""

from datetime import datetime

from temporalio import activity

from activities.agenda import SessionEffect, carry_over
from activities.deadlines import Terms
from activities.dossier import open_dossier
from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Case, Phase
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind
from models.ids import (
    CaseId,
    CorridorCode,
    proposal_workflow_id,
    session_workflow_id,
)
from models.letter import LetterKind
from models.session import Session, SessionState
from models.task import TaskKind


class SessionExistsError(DomainError):
    """An ordinal is used once per corridor, and never again (method I1)."""


class OpenSession(SessionEffect):
    corridor: CorridorCode
    ordinal: int
    programme: str
    country: str
    place: str
    starts_at: datetime
    capacity: int


class SessionPlanned(Done):
    """None while the date is not known: no timer waits for it."""

    freeze_at: datetime | None
    starts_at: datetime | None


class PostponeSession(SessionEffect):
    until: datetime | None = None


class CloseSession(SessionEffect):
    pass


class SessionActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms

    @activity.defn(name="open_session")
    async def open_session(self, request: OpenSession) -> SessionPlanned:
        """Open a session and take in the proposals that wait for one.

        Raises:
            SessionExistsError: the ordinal was used before.
        """

        async def work(unit: UnitOfWork) -> SessionPlanned:
            if await unit.sessions.find(request.session):
                raise SessionExistsError(
                    f"Session {request.ordinal} of {request.corridor} exists: an "
                    "ordinal is never used twice. Open the next one."
                )
            await unit.corridors.programme(request.corridor, request.programme)
            corridor = await unit.corridors.get(request.corridor)
            freeze = self._terms.ahead_of(
                corridor, TermName.AGENDA_FREEZE, request.starts_at
            )
            session = Session(
                session=request.session,
                corridor=request.corridor,
                ordinal=request.ordinal,
                programme=request.programme,
                country=request.country,
                place=request.place,
                starts_at=request.starts_at,
                freeze_at=max(freeze, request.at),
                capacity=request.capacity,
            )
            await unit.sessions.add(session)
            event = await unit.events.append(
                stream=session_workflow_id(session.session),
                kind=EventKind.SESSION_OPENED,
                actor=request.actor,
                at=request.at,
                body={
                    "roman": session.roman,
                    "country": session.country,
                    "place": session.place,
                    "starts_at": request.starts_at.isoformat(),
                    "capacity": session.capacity,
                },
            )
            moved = await _take_in_waiting(unit, session, request)
            return SessionPlanned(
                stamp=event.stamp,
                freeze_at=session.freeze_at,
                starts_at=session.starts_at,
                poke_cases=moved,
                poke_session=session.session if moved else None,
            )

        return await self._effects.once(request, SessionPlanned, work)

    @activity.defn(name="postpone_session")
    async def postpone_session(self, request: PostponeSession) -> SessionPlanned:
        """Move the session; its number and its proposals stay, and all are told.

        Without a new date its proposals go to the next open session, if there is
        one, and otherwise wait with it.
        """

        async def work(unit: UnitOfWork) -> SessionPlanned:
            before = await unit.sessions.get(request.session)
            if before.starts_at is None and request.until is None:
                raise DomainError(
                    f"Session {before.roman} is postponed without a date already: "
                    "give --until when it has one."
                )
            after = await self._moved(unit, before, request)
            reason = await reason_text(unit, request)
            await unit.sessions.save(after)
            await unit.sessions.set_slots(request.session, ())
            cases = await unit.cases.in_session(
                request.session, (Phase.READY, Phase.SCHEDULED)
            )
            await close_tasks(
                unit,
                stream=session_workflow_id(request.session),
                kinds=(TaskKind.SESSION_DUE,),
                by=request.actor,
                at=request.at,
            )
            letters = 0
            for case in sorted(cases, key=lambda one: one.case):
                letters += await self._tell_moved(unit, case, before, after, request)
            event = await unit.events.append(
                stream=session_workflow_id(request.session),
                kind=EventKind.SESSION_POSTPONED,
                actor=request.actor,
                at=request.at,
                reason=reason,
                body={
                    "from": _iso(before.starts_at),
                    "to": _iso(request.until),
                    "carried": [case.case for case in cases],
                },
            )
            return SessionPlanned(
                stamp=event.stamp,
                letters=letters,
                freeze_at=after.freeze_at,
                starts_at=after.starts_at,
                poke_cases=tuple(case.case for case in cases),
            )

        return await self._effects.once(request, SessionPlanned, work)

    @activity.defn(name="close_session")
    async def close_session(self, request: CloseSession) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            session = await unit.sessions.get(request.session)
            await unit.sessions.save(
                session.model_copy(update={"state": SessionState.CLOSED})
            )
            event = await unit.events.append(
                stream=session_workflow_id(request.session),
                kind=EventKind.SESSION_CLOSED,
                actor=request.actor,
                at=request.at,
            )
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)

    async def _moved(
        self, unit: UnitOfWork, before: Session, request: PostponeSession
    ) -> Session:
        corridor = await unit.corridors.get(before.corridor)
        freeze = (
            self._terms.ahead_of(corridor, TermName.AGENDA_FREEZE, request.until)
            if request.until
            else None
        )
        left = (before.starts_at,) if before.starts_at else ()
        return before.model_copy(
            update={
                "state": (
                    SessionState.COLLECTING if request.until else SessionState.POSTPONED
                ),
                "starts_at": request.until,
                "freeze_at": max(freeze, request.at) if freeze else None,
                "postponed_from": (*before.postponed_from, *left),
            }
        )

    async def _tell_moved(
        self,
        unit: UnitOfWork,
        case: Case,
        before: Session,
        after: Session,
        request: PostponeSession,
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
                body={"session": before.session, "until": _iso(request.until)},
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
        )


async def _take_in_waiting(
    unit: UnitOfWork, session: Session, request: Effect
) -> tuple[CaseId, ...]:
    """Ready proposals whose own session can no longer take them."""
    moved: list[CaseId] = []
    past = (
        SessionState.FROZEN,
        SessionState.HELD,
        SessionState.CLOSED,
        SessionState.POSTPONED,
    )
    for other in await unit.sessions.in_state(session.corridor, past):
        for case in await unit.cases.in_session(other.session, (Phase.READY,)):
            await unit.cases.save(
                case.model_copy(
                    update={"session": session.session, "carried": case.carried + 1}
                )
            )
            await unit.events.append(
                stream=proposal_workflow_id(case.case),
                kind=EventKind.CARRIED_OVER,
                actor=request.actor,
                at=request.at,
                reason=f"Session {session.roman} was opened.",
                body={
                    "from": other.session,
                    "to": session.session,
                    "times": case.carried + 1,
                },
            )
            moved.append(case.case)
    return tuple(moved)


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
