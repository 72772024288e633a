"""Who a body is today, and under which names and addresses it was known before."""

from collections.abc import Sequence

from activities.unit_of_work import UnitOfWork
from models.body import Body
from models.body_history import was
from models.ids import BodyCode


async def successor_of(unit: UnitOfWork, code: BodyCode) -> BodyCode:
    """Who speaks for a body now: itself, or whoever took its place in the end."""
    seen = {code}
    while (found := await unit.successions.find(code)) and found.successor not in seen:
        code = found.successor
        seen.add(code)
    return code


async def as_known(unit: UnitOfWork, body: Body) -> Sequence[Body]:
    """The body, and as it was known: its former addresses, and its predecessors."""
    known = [body, *[was(body, one) for one in await unit.former_names.of(body.code)]]
    for one in await unit.successions.to(body.code):
        if one.body != body.code:
            known += await as_known(unit, await unit.bodies.get(one.body))
    return known
