"""A session is cancelled in one act: its number is burnt, its proposals go on (X12)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from temporalio import activity

from activities.adhesion import watched
from activities.adhesion_notice import tell_cancelled
from activities.agenda import SessionEffect
from activities.agenda_recall import take_back
from activities.calendar_calls import Call
from activities.carry_over import displace
from activities.deadlines import Terms
from activities.dossier import open_dossier
from activities.effects import Done, EffectRunner, reason_text
from activities.session import iso
from activities.session_intake import UNDER_WAY
from activities.session_letters import SessionLetters
from activities.session_plan import SessionPlanner
from activities.session_rounds import lapsing, move_walls
from activities.standing_deadline import Fallen, tell_deadline_stands
from activities.tasks import close_one
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Case, Phase
from models.corridor import Corridor
from models.errors import DomainError
from models.event import EventKind
from models.ids import CaseId, session_workflow_id
from models.letter import LetterKind
from models.session import Session, SessionState
from models.task import TaskKind

_MAY_BE = frozenset(
    {SessionState.COLLECTING, SessionState.FROZEN, SessionState.POSTPONED}
)
_CANCELLED: Final = LetterKind.SESSION_CANCELLED
_OVER_WITH_IT = frozenset(
    {
        TaskKind.SESSION_DUE,
        TaskKind.MILESTONE_DUE,
        TaskKind.AGENDA_CONFLICT,
        TaskKind.UNDERTAKINGS_OPEN,
        TaskKind.LATE_ADHESION,
        TaskKind.ADHESION_ROUTING,
        TaskKind.EFFECT_REFUSED,
    }
)
"""Nobody has to do these for a session that does not take place."""


class CancelSession(SessionEffect):
    pass


class SessionCancelled(Done):
    """`remarks` are for whoever decides; they name no person."""

    remarks: tuple[str, ...] = ()


class _Fallen(NamedTuple):
    """The session before and after, and where its proposals go."""

    before: Session
    after: Session
    following: Session | None
    corridor: Corridor
    reason: str

    @property
    def why(self) -> str:
        return f"Session {self.before.roman} was cancelled: {self.reason}"


class SessionCancelActivities:
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

    @activity.defn(name="cancel_session")
    async def cancel_session(self, request: CancelSession) -> SessionCancelled:
        """Nothing of it takes place; all it concerns are told, its proposals go on.

        They keep what was decided on them, money included, and come first at the next
        session; without one they wait for it. Its adhesions end.

        Raises:
            DomainError: it was held, or cancelled before.
        """

        async def work(unit: UnitOfWork) -> SessionCancelled:
            before = await unit.sessions.get(request.session)
            corridor = await unit.corridors.get(before.corridor)
            fallen = await self._fallen(unit, before, corridor, request)
            calls = await take_back(unit, before, corridor, request)
            await unit.agendas.replace(request.session)
            cases = await unit.cases.in_session(request.session, UNDER_WAY)
            remarks, letters = await self._move_on(unit, fallen, cases, calls, request)
            letters += await tell_cancelled(
                unit, self._session_letters, before, request, fallen.reason
            )
            closed = await _close_tasks(unit, fallen, request)
            if closed:
                remarks.append(f"{closed} of its tasks are closed")
            following = fallen.following
            event = await unit.events.append(
                stream=session_workflow_id(request.session),
                kind=EventKind.SESSION_CANCELLED,
                actor=request.actor,
                at=request.at,
                reason=fallen.reason,
                body={
                    "from": iso(before.starts_at),
                    "to": following.session if following else None,
                    "carried": [case.case for case in cases],
                    "remarks": [*remarks],
                },
            )
            adhesions = await unit.adhesions.of(request.session)
            return SessionCancelled(
                stamp=event.stamp,
                letters=letters,
                remarks=tuple(remarks),
                poke_cases=tuple(case.case for case in cases),
                poke_session=following.session if following and cases else None,
                poke_watches=(watched(request.session),) if adhesions else (),
            )

        return await self._effects.once(request, SessionCancelled, work)

    async def _fallen(
        self,
        unit: UnitOfWork,
        before: Session,
        corridor: Corridor,
        request: CancelSession,
    ) -> _Fallen:
        if before.state not in _MAY_BE:
            raise DomainError(
                f"Session {before.roman} is {before.state}: only one that has not been"
                " held can be cancelled."
            )
        left = (before.starts_at,) if before.starts_at else ()
        after = before.model_copy(
            update={
                "state": SessionState.CANCELLED,
                "cancelled_at": request.at,
                "starts_at": None,
                "freeze_at": None,
                "postponed_from": (*before.postponed_from, *left),
                "plan": self._planner.plan(
                    corridor, None, None, now=request.at, old=before.plan
                ),
            }
        )
        await unit.sessions.save(after)
        following = await unit.sessions.open_after(before.corridor, before.ordinal)
        reason = await reason_text(unit, request)
        return _Fallen(before, after, following, corridor, reason)

    async def _move_on(
        self,
        unit: UnitOfWork,
        fallen: _Fallen,
        cases: Sequence[Case],
        calls: Mapping[CaseId, Call],
        request: CancelSession,
    ) -> tuple[list[str], int]:
        """Every proposal to the next session; what that means, and the letters."""
        before, following = fallen.before, fallen.following
        wall = self._terms.wall(fallen.corridor, following) if following else None
        opened = [case for case in cases if case.phase is Phase.OPEN]
        remarks = await move_walls(
            unit,
            opened,
            wall,
            at=request.at,
            why=f"Session {before.roman} was cancelled.",
        )
        starts_at = following.starts_at if following else None
        remarks += await lapsing(unit, cases, starts_at)
        if cases and following is None:
            remarks.append(
                f"{len(cases)} proposals wait until the next session is opened"
            )
        letters = 0
        for case in cases:
            moved = await displace(unit, case, before, following, request, fallen.why)
            if moved.phase is not Phase.DRAFT:
                call = calls.get(case.case)
                letters += await self._tell(unit, fallen, moved, call, request)
        return remarks, letters

    async def _tell(
        self,
        unit: UnitOfWork,
        fallen: _Fallen,
        case: Case,
        call: Call | None,
        request: CancelSession,
    ) -> int:
        """Both sides; while a round is open, side A are the bodies it asks."""
        before, following = fallen.before, fallen.following
        dossier = await open_dossier(unit, case.case)
        facts: dict[str, object] = {
            "session": before.roman,
            "place": before.place,
            "starts_at": None,
            "previous_starts_at": before.starts_at or _last(before.postponed_from),
            "next_session": following.roman if following else "",
            "slot_at": call.starts_at if call else None,
            "reason": fallen.reason,
            "call": call,
        }
        key, at, kind = f"{request.key}/{case.case}", request.at, _CANCELLED
        if case.phase is not Phase.OPEN:
            return await self._writer.to_both_sides(
                unit, dossier, kind, key=key, at=at, **facts
            )
        await self._writer.to_proposer(unit, dossier, kind, key=key, at=at, **facts)
        told = Fallen(before, following, fallen.reason)
        return 1 + await tell_deadline_stands(unit, self._writer, case, told, request)


async def _close_tasks(
    unit: UnitOfWork, fallen: _Fallen, request: CancelSession
) -> int:
    """Each with its cause on record."""
    closed = 0
    for task in await unit.tasks.open_of(session_workflow_id(request.session)):
        if task.kind in _OVER_WITH_IT:
            await close_one(
                unit, task, by=request.actor, at=request.at, reason=fallen.why
            )
            closed += 1
    return closed


def _last(left: Sequence[datetime]) -> datetime | None:
    return max(left, default=None)
