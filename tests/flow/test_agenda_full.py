"""An agenda that is full: who has a place, in which order, and where the rest goes."""

import pytest

from models.acts import Scores, Verdict
from models.message import ActKind
from models.reference_number import session_named
from tests.flow.house import GOOD, House, house
from tests.flow.samples import sample
from tests.flow.stories import BODIES, COST
from tests.flow.wait import until

pytestmark = pytest.mark.flow
NEXT = "IT-RU/XXX"
BEST = Scores(advantages=5, clarity=5, cooperation=5, rules=5)


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish(days=50)  # money outlives it


async def prepared(
    here: House,
    *yes: str,
    session: str = NEXT,
    scores: Scores = GOOD,
    money: int | None = None,
) -> str:
    form = sample(0, exclusive=False, partner_max=3)
    ref: str = (await here.submit(form, session)).ref
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.ACCEPT, scores=scores, reason="")
    await until(here.phase, ref, "open")
    for body in BODIES:
        kind = ActKind.INTERESTED if body in yes else ActKind.DECLINED
        gives = money if body in yes else None
        await here.o1.answer(ref, body, kind, reason="phone", contribution=gives)
    await until(here.phase, ref, "ready")
    return ref


async def test_x13_full_agenda_takes_carried_over_score_interests_money_in_that_order(
    here,
):
    """Ready in the opposite order; four places of a quarter of an hour for five."""
    await here.session("XXX", days=480, capacity=60)
    await here.session("XXXI", days=720)
    plain = await prepared(here, "IT-57")
    paid = await prepared(here, "IT-57", money=COST // 2)
    wanted = await prepared(here, "IT-57", "IT-34")
    best = await prepared(here, "IT-57", scores=BEST)
    old = await prepared(here, "IT-57", session="IT-RU/XXIX")
    await here.freeze("IT-RU/XXIX")
    await until(here.phase, old, "scheduled")
    await here.hold("IT-RU/XXIX", not_treated=[old], reason="no time")
    await until(here.session_of, old, "it-ru/30")

    await here.freeze(NEXT)

    for ref in (old, best, wanted, paid):
        await until(here.phase, ref, "scheduled")
    async with here.wired.units.read() as unit:
        slots = await unit.agendas.slots(session_named(NEXT))
    order = [one.case for one in sorted(slots, key=lambda one: one.starts_at)]
    assert order == [here.case_id(ref) for ref in (old, best, wanted, paid)]
    await until(here.session_of, plain, "it-ru/31")
    left = await here.case(plain)
    assert (left.phase, left.carried) == ("ready", 1)
    [told] = [
        one for one in await here.events(plain) if one.kind == "proposal.carried-over"
    ]
    assert "Place 5: new, score 14/20, 1 accepted interest" in told.reason
