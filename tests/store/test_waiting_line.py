"""The place in the line is kept until money is there, or a person gives it up (X10)."""

from datetime import timedelta

import pytest

from models.acts import CofinancingChoice
from models.ids import CaseId
from models.shortage import ShortageMode
from store.unit_of_work import SqlUnits
from tests.store.money_world import HALF, Treasury
from tests.store.samples import AGREEMENT


@pytest.fixture
def treasury(units: SqlUnits) -> Treasury:
    return Treasury(units)


async def reviewed(treasury: Treasury, **settings: object) -> list[CaseId]:
    """One holds all; a high one waits and is looked at again, a low one waits."""
    await treasury.furnish(budget=HALF, **settings)
    names = [
        await treasury.reserved(1),
        await treasury.file(2, score=18),
        await treasury.file(3, score=10),
    ]
    for name in names[1:]:
        await treasury.check(name)
        await treasury.wait(name)
    treasury.now += timedelta(days=30)
    assert (await treasury.check(names[1])).in_line
    return names


async def test_x10_review_does_not_cost_the_place(treasury: Treasury) -> None:
    holder, high, low = await reviewed(treasury)

    await treasury.desk().release(holder, AGREEMENT, "withdrawn")

    assert treasury.calls.cases == [high, low]
    assert not (await treasury.reserve(low)).reserved
    assert (await treasury.reserve(high)).cents == HALF


async def test_x10_refused_again_while_it_is_decided_about_it_stays_in_line(
    treasury: Treasury,
) -> None:
    _, high, low = await reviewed(treasury)

    refused = await treasury.reserve(high)

    assert not refused.reserved
    async with treasury.units.read() as unit:
        line = await unit.claims.under(AGREEMENT)
    assert [one.case for one in line] == [high, low]


@pytest.mark.parametrize(
    "choice", [CofinancingChoice.GO_WITHOUT, CofinancingChoice.ACCEPT_PARTIAL]
)
async def test_x10_whoever_decides_otherwise_leaves_the_line(
    treasury: Treasury, choice: CofinancingChoice
) -> None:
    _, high, low = await reviewed(treasury)

    decided = await treasury.decide(high, choice)

    assert decided.poke_cases == (low,)
    async with treasury.units.read() as unit:
        assert await unit.claims.of(high) == []


async def test_x10_share_reaches_who_is_decided_about(treasury: Treasury) -> None:
    holder, high, low = await reviewed(treasury, shortage=ShortageMode.PRO_RATA)
    await treasury.desk().release(holder, AGREEMENT, "withdrawn")

    shared = await treasury.desk().share_out(AGREEMENT, 2026, "Decree 12/2026")

    assert [one.case for one in shared.grants] == [high, low]
    assert (await treasury.reserve(high)).reserved
