"""Who asks for more time or for money: of bodies, only one that the round asks."""

from activities.body_history import as_known
from activities.unit_of_work import UnitOfWork
from models.errors import DomainError
from models.ids import Actor, BodyCode, CaseId
from models.officer import body_of


class StrangerError(DomainError):
    """A body asks for something about a proposal that was not put before it."""


async def refuse_stranger(unit: UnitOfWork, case: CaseId, requester: Actor) -> None:
    """A body asks only where the proposal's round asks it, or whose place it took.

    Raises:
        StrangerError: it does not, or there was no round yet.
    """
    body = body_of(requester)
    if body is None:
        return
    current = await unit.rounds.current(case)
    asked = await unit.deliveries.bodies(case, current.number) if current else ()
    if not {*asked} & await _known_as(unit, body):
        raise StrangerError(
            f"{body} is no body of the proposal's round, and cannot ask for this: "
            "correct --requested-by (`starter.py history REF` names whom it was sent "
            "to)."
        )


async def _known_as(unit: UnitOfWork, code: BodyCode) -> set[BodyCode]:
    body = await unit.bodies.find(code)
    return {one.code for one in await as_known(unit, body)} if body else set()
