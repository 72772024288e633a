"""The sitting: what was presented, and what was not treated and goes on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from temporalio import activity

from activities.agenda import SessionEffect
from activities.carry_over import carry_over
from activities.effects import Done, EffectRunner, reason_text
from activities.money import day_of
from activities.protocol import file_minutes, read_minutes
from activities.session_intake import UNDER_WAY
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.errors import DomainError
from models.event import EventKind
from models.ids import CaseId, PaperId, proposal_workflow_id, session_workflow_id
from models.minutes import Fate, Minutes, Next, fates
from models.session import Session, SessionState, Slot
from models.session_rules import may_be_carried_over
from models.task import TaskKind

_NOT_TREATED = "Not treated at the session."
_GONE = frozenset({Next.CARRIED_OVER, Next.LAPSED})


class HoldSession(SessionEffect):
    """What was not treated stands in the minutes, or is named without minutes."""

    not_treated: tuple[CaseId, ...] = ()
    minutes: PaperId | None = None


class SittingHeld(Done):
    """`remarks` are for whoever decides."""

    remarks: tuple[str, ...] = ()


class _Sitting(NamedTuple):
    session: Session
    request: HoldSession
    reason: str


class SittingActivities:
    def __init__(self, *, effects: EffectRunner) -> None:
        self._effects = effects

    @activity.defn(name="hold_session")
    async def hold_session(self, request: HoldSession) -> SittingHeld:
        """Record that the session took place, item by item.

        Raises:
            DomainError: its day has not come, the minutes may not be signed as they
                are, or name what has no slot.
        """

        async def work(unit: UnitOfWork) -> SittingHeld:
            session = await unit.sessions.get(request.session)
            await _refuse_early(unit, session, request.at)
            slots = await unit.agendas.slots(request.session)
            cases = {slot.case: await unit.cases.get(slot.case) for slot in slots}
            sits = _Sitting(session, request, await reason_text(unit, request))
            minutes = await read_minutes(unit, request.minutes, cases)
            found = _fates(request, cases, minutes)
            await _refuse_still(unit, cases, found)
            for slot in slots:
                case = cases[slot.case]
                if case.phase is Phase.SCHEDULED:  # else it was withdrawn meanwhile
                    await _end(unit, sits, case, slot, found[slot.case])
            promised = await file_minutes(unit, minutes, request)
            waited = await _carry_waiting(unit, sits)
            under_way = await _under_way(unit, session, cases)
            held = session.model_copy(update={"state": SessionState.HELD})
            await unit.sessions.save(held)
            gone = [case for case, fate in found.items() if fate.next in _GONE]
            stream = session_workflow_id(request.session)
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.SESSION_HELD,
                actor=request.actor,
                at=request.at,
                reason=sits.reason,
                body={
                    "presented": len(slots) - len(gone),
                    "not_treated": [*gone],
                    "minutes": request.minutes,
                    "undertakings": [*promised],
                    "under_way": [case.case for case in under_way],
                },
            )
            await close_tasks(
                unit,
                stream=stream,
                kinds=(TaskKind.SESSION_DUE,),
                by=request.actor,
                at=request.at,
            )
            return SittingHeld(
                stamp=event.stamp,
                poke_cases=(*cases, *waited),
                remarks=tuple(map(_goes_on, under_way)),
            )

        return await self._effects.once(request, SittingHeld, work)


async def _refuse_early(unit: UnitOfWork, session: Session, at: datetime) -> None:
    """Nobody records a sitting before its day, in the secretariat's zone."""
    corridor = await unit.corridors.get(session.corridor)
    first = session.starts_at and day_of(corridor, session.starts_at)
    if first and day_of(corridor, at) < first:
        raise DomainError(
            f"Session {session.roman} sits on {first}: record it as held from that day "
            "on. If it sits sooner, move it with `starter.py session postpone --until`."
        )


async def _under_way(
    unit: UnitOfWork, session: Session, items: Mapping[CaseId, Case]
) -> list[Case]:
    """Its proposals that were not ready for it: not treated, they go on (X15)."""
    phases = [phase for phase in UNDER_WAY if phase is not Phase.DRAFT]
    found = await unit.cases.in_session(session.session, phases)
    return [case for case in found if case.case not in items]


def _goes_on(case: Case) -> str:
    return (
        f"{case.ref} has no place on its agenda ({case.phase}): not treated, it goes "
        "to the next session once it is ready"
    )


def _fates(
    request: HoldSession, cases: dict[CaseId, Case], minutes: Minutes | None
) -> dict[CaseId, Fate]:
    """What becomes of every item: as minuted, or as named."""
    if minutes is not None:
        carried = {name: case.carried for name, case in cases.items()}
        return {fate.case: fate for fate in fates(minutes, carried)}
    for name in request.not_treated:
        if name not in cases:
            raise DomainError(
                f"{name} has no slot in session {request.session}: "
                "see `starter.py session show` for the agenda."
            )
    return {
        name: _left(case)
        if name in request.not_treated
        else Fate(name, Next.FOLLOW_UP, "")
        for name, case in cases.items()
    }


async def _refuse_still(
    unit: UnitOfWork, cases: dict[CaseId, Case], found: dict[CaseId, Fate]
) -> None:
    """Over a hit that nobody has ruled on, nothing is presented (method X21)."""
    still = set(await unit.standstills.cases())
    for name, fate in found.items():
        if name in still and fate.next is Next.FOLLOW_UP:
            raise DomainError(
                f"{cases[name].ref} stands still over a list of restrictive measures: "
                "have it ruled on first (`starter.py screening show`), or record that "
                "it was not treated."
            )


def _left(case: Case) -> Fate:
    again = may_be_carried_over(case.carried)
    return Fate(case.case, Next.CARRIED_OVER if again else Next.LAPSED, _NOT_TREATED)


async def _end(
    unit: UnitOfWork, sits: _Sitting, case: Case, slot: Slot, fate: Fate
) -> None:
    if fate.next is Next.FOLLOW_UP:
        await _presented(unit, sits, case, slot)
        return
    await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.NOT_TREATED,
        actor=sits.request.actor,
        at=sits.request.at,
        reason=sits.reason or fate.why,
        body={"session": sits.session.session, "next": fate.next},
    )
    if fate.next is Next.LAPSED:  # its procedure sees the count, and ends (X14)
        spent = {
            "phase": Phase.READY,
            "carried": case.carried + 1,
            "due_at": None,
        }
        await unit.cases.save(case.model_copy(update=spent))
        return
    await carry_over(unit, case, sits.session, sits.request, fate.why)


async def _presented(unit: UnitOfWork, sits: _Sitting, case: Case, slot: Slot) -> None:
    await unit.cases.save(
        case.model_copy(update={"phase": Phase.PRESENTED, "due_at": None})
    )
    await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.PRESENTED,
        actor=sits.request.actor,
        at=sits.request.at,
        reason=sits.reason,
        body={"session": slot.session, "position": slot.position},
    )


async def _carry_waiting(unit: UnitOfWork, sits: _Sitting) -> Sequence[CaseId]:
    """Late items for which no gap was found go on, once there is a next session."""
    session = sits.session
    if not await unit.sessions.open_after(session.corridor, session.ordinal):
        return ()
    queue = {one.case for one in await unit.agendas.queue(session.session)}
    waiting = [
        case
        for case in await unit.cases.in_session(session.session, (Phase.READY,))
        if case.case in queue
    ]
    for case in waiting:
        await carry_over(unit, case, session, sits.request, "No gap was found for it.")
    return [case.case for case in waiting]
