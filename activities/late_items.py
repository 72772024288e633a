"""Items that come after the freeze: fetched from where they wait."""

from activities.effects import Effect, reason_text
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.errors import DomainError
from models.event import EventKind
from models.ids import CaseId, SessionId, proposal_workflow_id
from models.session import Session


async def fetch_late(
    unit: UnitOfWork, session: Session, named: CaseId, request: Effect
) -> SessionId | None:
    """The proposal belongs to this session again; its carry-over did not take place.

    Returns:
        The session it waited for, which has one less; None: it waited for this one.

    Raises:
        DomainError: it is not ready, or of another corridor or an earlier session.
    """
    case = await unit.cases.get(named)
    if case.phase is not Phase.READY:
        raise DomainError(
            f"{case.ref} is {case.phase}: only a proposal that is ready can come late."
        )
    if case.session == session.session:
        return None
    await _refuse_foreign(unit, case, session)
    undone = await _was_carried(unit, case, session)
    carried = max(case.carried - 1, 0) if undone else case.carried
    await unit.cases.save(
        case.model_copy(update={"session": session.session, "carried": carried})
    )
    await unit.agendas.drop(case.session, case.case)
    await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.FETCHED_BACK,
        actor=request.actor,
        at=request.at,
        reason=await reason_text(unit, request),
        body={"from": case.session, "to": session.session, "times": carried},
    )
    return case.session


async def _refuse_foreign(unit: UnitOfWork, case: Case, session: Session) -> None:
    waits_for = await unit.sessions.find(case.session)
    if waits_for is None or waits_for.corridor != session.corridor:
        raise DomainError(f"{case.ref} belongs to another corridor: check its number.")
    if waits_for.ordinal < session.ordinal:
        raise DomainError(
            f"{case.ref} waits for session {waits_for.roman}, an earlier one: freeze"
            " or postpone that first."
        )


async def _was_carried(unit: UnitOfWork, case: Case, session: Session) -> bool:
    """Whether its last carry-over was from this session."""
    carried = [
        event
        for event in await unit.events.of(proposal_workflow_id(case.case))
        if event.kind is EventKind.CARRIED_OVER
    ]
    return bool(carried) and carried[-1].body.get("from") == session.session
