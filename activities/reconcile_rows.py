"""What the record says of a procedure: whether it is open, where, and until when."""

from datetime import datetime
from typing import Final

from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.frozen import Frozen
from models.ids import CaseId, MessageHash, SessionId
from models.inbound import Disposition
from models.session import SessionState

_ELSEWHERE: Final = (Phase.SCREENING, Phase.READY, Phase.SCHEDULED)
"""Stages whose timer stands in no row of the case."""
_OVER: Final = (SessionState.CLOSED, SessionState.CANCELLED)
_UNFILED: Final = (*(Disposition.RECEIVED, Disposition.TASK, Disposition.QUARANTINED),)


class Recorded(Frozen):
    """`due`: the next instant by which somebody must look; None: none is known."""

    phase: str = ""
    due: datetime | None = None


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
        case "post":
            return bool(await unit.letters.due(at, 1))
        case _:
            return True  # only those by the record's own list are compared


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


async def expected(unit: UnitOfWork, procedure: str, at: datetime) -> Recorded:
    """Of a procedure that is open; what the record does not say is left out."""
    kind, _, name = procedure.partition("/")
    match kind:
        case "proposal":
            case = await unit.cases.get(CaseId(name))
            return Recorded(phase=case.phase, due=await _due(unit, case))
        case "session":
            session = await unit.sessions.get(SessionId(name))
            collects = session.state is SessionState.COLLECTING
            due = session.freeze_at if collects else session.starts_at
            return Recorded(phase=session.state, due=due)
        case "money":
            held = await unit.commitments.of(CaseId(name))
            dues = [one.next_at for one in held if one.next_at and one.next_at > at]
            return Recorded(due=min(dues, default=None))
        case _:
            return Recorded()
