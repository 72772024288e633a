"""The place in the line is kept until money is there, or a person gives it up (X10)."""

from datetime import timedelta

import pytest

from models.acts import CofinancingChoice
from models.errors import InsufficientFundsError
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


async def test_x10_no_part_is_accepted_where_nothing_is_left(
    treasury: Treasury,
) -> None:
    _, high, low = await reviewed(treasury)
    before = await treasury.record()

    with pytest.raises(InsufficientFundsError, match=r"nothing to give .*--wait"):
        await treasury.decide(high, CofinancingChoice.ACCEPT_PARTIAL)

    assert await treasury.record() == before
    async with treasury.units.read() as unit:
        line = await unit.claims.under(AGREEMENT)
    assert [one.case for one in line] == [high, low]


async def test_x10_whoever_decides_otherwise_leaves_the_line(
    treasury: Treasury,
) -> None:
    _, high, low = await reviewed(treasury)

    decided = await treasury.decide(high, CofinancingChoice.GO_WITHOUT)

    assert decided.poke_cases == (low,)
    async with treasury.units.read() as unit:
        assert await unit.claims.of(high) == []


async def test_x10_share_reaches_who_is_decided_about(treasury: Treasury) -> None:
    holder, high, low = await reviewed(treasury, shortage=ShortageMode.PRO_RATA)
    await treasury.desk().release(holder, AGREEMENT, "withdrawn")

    shared = await treasury.desk().share_out(AGREEMENT, 2026, "Decree 12/2026")

    assert [one.case for one in shared.grants] == [high, low]
    assert (await treasury.reserve(high)).reserved
