"""A partner that withdraws after it was accepted (method X29)."""

from activities.effects import Effect
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.case import Phase
from models.errors import DomainError
from models.event import EventKind
from models.ids import BodyCode, CaseId, proposal_workflow_id
from models.interest import InterestState
from models.task import TaskKind

_OPEN = frozenset({Phase.READY, Phase.SCHEDULED})


async def partner_left(
    unit: UnitOfWork, named: CaseId, body: BodyCode, request: Effect, reason: str
) -> BodyCode | None:
    """Take it out; the first reserve takes its place, if there is one: that body.

    Raises:
        DomainError: it is no partner, or the proposal is not waiting for a session.
    """
    case = await unit.cases.get(named)
    leaving = await unit.interests.find((named, body))
    if leaving is None or leaving.state is not InterestState.ACCEPTED:
        raise DomainError(f"{body} is no partner of {case.ref}: see `starter.py show`.")
    if case.phase not in _OPEN:
        raise DomainError(
            f"{case.ref} is {case.phase}: a partner is taken out while the proposal"
            " waits for its presentation."
        )
    await unit.interests.save(
        leaving.model_copy(update={"state": InterestState.WITHDRAWN})
    )
    others = [one for one in await unit.interests.of(named) if one.body != body]
    reserves = [one for one in others if one.state is InterestState.RESERVE]
    promoted = min(reserves, key=lambda one: one.rank, default=None)
    if promoted is not None:
        await unit.interests.save(
            promoted.model_copy(update={"state": InterestState.ACCEPTED})
        )
    accepted = sum(one.state is InterestState.ACCEPTED for one in others)
    count = accepted + (promoted is not None)
    await unit.cases.save(case.model_copy(update={"interests": count}))
    stream = proposal_workflow_id(named)
    comes = promoted.body if promoted else None
    await unit.events.append(
        stream=stream,
        kind=EventKind.PARTNER_LEFT,
        actor=request.actor,
        at=request.at,
        reason=reason,
        body={"body": body, "promoted": comes},
    )
    if case.reserved:
        await open_task(
            unit,
            stream=stream,
            kind=TaskKind.PARTNER_FELL,
            about=body,
            at=request.at,
            detail=f"{body} has left {case.ref}, for which money is held:"
            " ask the other partners before its share is cut, then"
            " `starter.py task resolve`.",
        )
    return comes
