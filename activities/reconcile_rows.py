"""What the record says of a procedure: whether it is open, where, and until when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from activities.deadlines import running
from activities.reservation import LIFE
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.deadlines import TermName
from models.frozen import Frozen
from models.ids import CaseId, MessageHash, SessionId
from models.inbound import Disposition
from models.reconcile import Awaited
from models.session import SessionState
from models.task import TaskKind

_ELSEWHERE: Final = (Phase.SCREENING, Phase.READY, Phase.SCHEDULED)
"""Stages whose timer stands in no row of the case."""
_OF_STAGE: Final[Mapping[Phase, tuple[TermName, ...]]] = {
    Phase.VALIDATION: (TermName.COMPLETENESS, TermName.VALIDATION),
    Phase.RETURNED: (TermName.COMPLETION,),
    Phase.REJECTION_NOTICE: (TermName.OBSERVATIONS,),
    Phase.OPEN: (TermName.INTEREST,),
    Phase.CHOICE: (TermName.CHOICE,),
    Phase.COFINANCING: (TermName.COFINANCING,),
    Phase.WAITING_LIST: (TermName.WAITING_LIST,),
}
"""The terms that a stage comes to; the others run, and another stage sees to them."""
_OVER: Final = (SessionState.CLOSED, SessionState.CANCELLED)
ENDS_ITSELF: Final = ("money", "post")
"""Kinds that look once more before they end, however long after their last row."""
_UNFILED: Final = (*(Disposition.RECEIVED, Disposition.TASK, Disposition.QUARANTINED),)


class Recorded(Frozen):
    """`due`: the next instant by which somebody must look; None: none is known."""

    phase: str = ""
    due: datetime | None = None
    terms: tuple[Awaited, ...] = ()
    money: Awaited | None = None
    round_end: datetime | None = None


async def open_by_record(unit: UnitOfWork, procedure: str, at: datetime) -> bool:
    """Whether something ought to run for it."""
    kind, _, name = procedure.partition("/")
    match kind:
        case "proposal":
            case = await unit.cases.find(CaseId(name))
            return case is not None and case.phase is not Phase.CLOSED
        case "session":
            session = await unit.sessions.find(SessionId(name))
            return session is not None and session.state not in _OVER
        case "message":
            message = await unit.messages.find(MessageHash(name))
            return message is not None and message.disposition in _UNFILED
        case "money":
            return await _money_waits(unit, CaseId(name))
        case "post":
            return bool(await unit.letters.due(at, 1))
        case _:
            return True  # only those by the record's own list are compared


async def _money_waits(unit: UnitOfWork, name: CaseId) -> bool:
    """Reserved money alone does not: its last report may have been asked for."""
    if any(one.next_at for one in await unit.commitments.of(name) if one.open):
        return True
    if (await unit.cases.get(name)).phase is not Phase.CLOSED:
        return False
    if await unit.standstills.open_of(name):
        return True
    return any(one.ends_at for one in await running(unit, name, *LIFE))


async def _held_up(unit: UnitOfWork, procedure: str) -> bool:
    """It waits for a person, who has been asked, and for no instant."""
    tasks = await unit.tasks.open_of(procedure)
    return any(one.kind is TaskKind.EFFECT_REFUSED for one in tasks)


async def _due(unit: UnitOfWork, case: Case) -> datetime | None:
    """What the case itself waits for, which is not always what it is shown with.

    A halted one waits for its review; a round for the end of its grace period. One that
    is ready waits for its session, which has the timer; one with a hit, for two people:
    until when its parties are compared again, no row says.
    """
    if await unit.standstills.open_of(case.case):
        return case.due_at
    if case.phase in _ELSEWHERE:
        return None
    if case.phase is not Phase.OPEN:
        return case.due_at
    round_ = await unit.rounds.current(case.case)
    return round_.grace_end if round_ else case.due_at


async def _of_case(unit: UnitOfWork, case: Case, at: datetime) -> Recorded:
    """A halted case comes to none of its terms: they are moved when it goes on."""
    due = await _due(unit, case)
    if await unit.standstills.open_of(case.case):
        return Recorded(phase=case.phase, due=due)
    terms = await _to_come(unit, case, at, *_OF_STAGE.get(case.phase, ()))
    money = await _to_come(unit, case, at, *LIFE)
    record = Recorded(
        phase=case.phase,
        due=due,
        terms=terms,
        money=min(money, key=lambda one: one.at, default=None),
    )
    round_ = await unit.rounds.current(case.case)
    if case.phase is not Phase.OPEN or round_ is None:
        return record
    told = (
        (Awaited(name="grace", at=round_.grace_end),) if round_.grace_end > at else ()
    )
    reminders = tuple(
        Awaited(name=f"interest_reminder-{number}", at=one)
        for number, one in enumerate(round_.reminders, start=1)
        if one > at
    )
    return record.model_copy(
        update={
            "terms": (*terms, *reminders, *told),
            "round_end": round_.deadline,
        }
    )


async def _to_come(
    unit: UnitOfWork, case: Case, at: datetime, *names: TermName
) -> tuple[Awaited, ...]:
    """A clock that stands still has no end; what has passed is a person's already."""
    return tuple(
        Awaited(name=f"{one.name}-{one.number}", at=one.ends_at)
        for one in await running(unit, case.case, *names)
        if one.ends_at is not None and one.ends_at > at
    )


async def expected(unit: UnitOfWork, procedure: str, at: datetime) -> Recorded:
    """Of a procedure that is open; what the record does not say is left out."""
    record = await _recorded(unit, procedure, at)
    if await _held_up(unit, procedure):
        return record.model_copy(update={"due": None})
    return record


async def _recorded(unit: UnitOfWork, procedure: str, at: datetime) -> Recorded:
    kind, _, name = procedure.partition("/")
    match kind:
        case "proposal":
            case = await unit.cases.get(CaseId(name))
            return await _of_case(unit, case, at)
        case "session":
            session = await unit.sessions.get(SessionId(name))
            collects = session.state is SessionState.COLLECTING
            due = session.freeze_at if collects else session.starts_at
            return Recorded(phase=session.state, due=due)
        case "money":
            held = await unit.commitments.of(CaseId(name))
            dues = [one.next_at for one in held if one.next_at and one.next_at > at]
            case = await unit.cases.get(CaseId(name))
            if case.phase is Phase.CLOSED:  # until then its own procedure looks
                dues += [one.at for one in await _to_come(unit, case, at, *LIFE)]
            return Recorded(due=min(dues, default=None))
        case _:
            return Recorded()
