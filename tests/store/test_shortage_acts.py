"""Too little money for all: the waiting list, shares, budgets raised, other days."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from models.cofinancing import CofinancingStatus
from models.errors import DomainError
from models.ids import CaseId
from models.shortage import ShortageMode
from runtime.recheck import recheck
from store.unit_of_work import SqlUnits
from tests.store.money_world import BOOK, COST, HALF, SECOND, Treasury
from tests.store.samples import AGREEMENT, BODIES, NOW

EXHAUSTED = CofinancingStatus.BUDGET_EXHAUSTED


@pytest.fixture
def treasury(units: SqlUnits) -> Treasury:
    return Treasury(units)


SMALL = 1_000_000


def costing(cents: int) -> dict[str, Any]:
    """A proposal whose only body bears half of the cost."""
    action = {"kind": "training", "cost": cents // 100}
    return {
        "offers": {BODIES[0]: (AGREEMENT, cents // 2)},
        "form": {"accompanying_actions": [action]},
    }


async def two_waiting(
    treasury: Treasury, *, holds: int, **settings: object
) -> list[CaseId]:
    """One holds the money; then a large one of high rank waits, and a small one."""
    await treasury.furnish(budget=holds, **settings)
    first = await treasury.reserved(1, **costing(2 * holds))
    large = await treasury.file(2, score=18)
    small = await treasury.file(3, **costing(2 * SMALL))
    for case in (large, small):
        assert (await treasury.check(case)).status is not CofinancingStatus.FULL
        await treasury.wait(case)
    return [first, large, small]


async def test_freed_money_goes_to_the_first_in_rank_that_fits(
    treasury: Treasury,
) -> None:
    first, large, small = await two_waiting(treasury, holds=2_000_000)

    await treasury.desk().release(first, AGREEMENT, "withdrawn")

    assert treasury.calls.cases == [large, small]
    assert not (await treasury.reserve(large)).reserved
    assert (await treasury.reserve(small)).cents == SMALL


async def test_strict_rank_lets_nobody_pass(treasury: Treasury) -> None:
    first, large, small = await two_waiting(treasury, holds=2_000_000, strict_rank=True)

    await treasury.desk().release(first, AGREEMENT, "withdrawn")

    assert not (await treasury.reserve(large)).reserved
    assert not (await treasury.reserve(small)).reserved
    assert await treasury.accounts() == {"available": 2_000_000}


async def test_lower_rank_that_asks_first_leaves_the_money(treasury: Treasury) -> None:
    """Pokes run side by side: rank must not depend on who is quicker."""
    await treasury.furnish(budget=HALF)
    first = await treasury.reserved(1)
    low = await treasury.file(2, score=10)
    high = await treasury.file(3, score=18)
    for case in (low, high):
        await treasury.wait(case)
    await treasury.desk().release(first, AGREEMENT, "withdrawn")

    asked = [(await treasury.reserve(case)).reserved for case in (low, high, low)]

    assert asked == [False, True, False]


async def test_money_that_came_free_before_it_waits_is_not_missed(
    treasury: Treasury,
) -> None:
    await treasury.furnish(budget=HALF)
    first = await treasury.reserved(1)
    second = await treasury.file(2)
    await treasury.check(second)
    await treasury.desk().release(first, AGREEMENT, "withdrawn")
    assert treasury.calls.cases == []  # nobody waits yet

    await treasury.wait(second)

    assert treasury.calls.cases == [second]
    assert (await treasury.reserve(second)).reserved


async def test_newcomer_does_not_jump_the_line(treasury: Treasury) -> None:
    await treasury.furnish(budget=HALF)
    first = await treasury.reserved(1)
    waiting = await treasury.file(2, score=18)
    await treasury.wait(waiting)
    await treasury.desk().release(first, AGREEMENT, "withdrawn")

    newcomer = await treasury.check(await treasury.file(3, score=10))

    assert (newcomer.status, newcomer.ministry) == (EXHAUSTED, 0)


async def test_pro_rata_shares_by_one_act(treasury: Treasury) -> None:
    await treasury.furnish(budget=HALF, shortage=ShortageMode.PRO_RATA)
    first = await treasury.reserved(1)
    cases = [await treasury.file(serial) for serial in (2, 3)]
    for case in cases:
        await treasury.wait(case)
    await treasury.desk().release(first, AGREEMENT, "withdrawn")
    alone = await treasury.reserve(cases[0])

    shared = await treasury.desk().share_out(AGREEMENT, 2026, "Decree 12/2026")

    assert not alone.reserved
    assert [(one.case, one.cents, one.cut) for one in shared.grants] == [
        (cases[0], HALF // 2, True),
        (cases[1], HALF // 2, True),
    ]
    assert treasury.calls.cases[-2:] == cases
    after = [await treasury.reserve(case) for case in cases]
    assert [(one.reserved, one.cents) for one in after] == [(True, HALF // 2)] * 2
    assert await treasury.accounts() == {"reserved": HALF}


async def test_share_needs_an_agreement_that_shares(treasury: Treasury) -> None:
    await two_waiting(treasury, holds=2_000_000)
    before = await treasury.record()

    with pytest.raises(DomainError, match="serves its waiting list in rank order"):
        await treasury.desk().share_out(AGREEMENT, 2026, "Decree 12/2026")

    assert await treasury.record() == before


@pytest.mark.parametrize(
    ("year", "words"),
    [(2026, "nothing to share"), (2027, "cannot be reserved in 2026")],
)
async def test_nothing_is_shared_where_nothing_is(
    treasury: Treasury, year: int, words: str
) -> None:
    await two_waiting(treasury, holds=2_000_000, shortage=ShortageMode.PRO_RATA)
    before = await treasury.record()

    with pytest.raises(DomainError, match=words):
        await treasury.desk().share_out(AGREEMENT, year, "Decree 12/2026")

    assert await treasury.record() == before


async def test_raised_budget_wakes_the_line(treasury: Treasury) -> None:
    _, large, small = await two_waiting(treasury, holds=2_000_000)

    raised = await treasury.desk().raise_budget(
        AGREEMENT, 2026, HALF, number="DM 4", reason="more money"
    )

    assert raised.budget == 2_000_000 + HALF
    assert treasury.calls.cases == [large, small]
    assert (await treasury.reserve(large)).cents == HALF


@pytest.mark.parametrize("cents", [0, -1, 10**16])
async def test_budget_is_not_raised_by_nonsense(treasury: Treasury, cents: int) -> None:
    await treasury.furnish()
    before = await treasury.record()

    with pytest.raises(DomainError, match="cannot be added"):
        await treasury.desk().raise_budget(
            AGREEMENT, 2026, cents, number="DM 4", reason="more money"
        )

    assert await treasury.record() == before


async def test_expired_agreement_gives_money_only_once_renewed(
    treasury: Treasury,
) -> None:
    """X20: the answer stands under the frozen agreement, the money does not."""
    await treasury.furnish(valid_to=date(2026, 3, 1))
    case = await treasury.file()
    expired = await treasury.check(case)

    await treasury.desk().renew(
        AGREEMENT, date(2027, 12, 31), number="Act 9", reason="renewed"
    )

    assert (expired.status, expired.ministry) == (CofinancingStatus.REFUSED_BY_RULE, 0)
    assert (await treasury.reserve(case)).cents == HALF


async def test_agreement_is_not_renewed_backwards(treasury: Treasury) -> None:
    await treasury.furnish()

    with pytest.raises(DomainError, match="give a later day"):
        await treasury.desk().renew(
            AGREEMENT, date(2026, 1, 1), number="Act 9", reason="renewed"
        )


async def test_agreements_own_rate_limits_the_share(treasury: Treasury) -> None:
    await treasury.furnish(rate=Fraction(1, 4))

    checked = await treasury.check(await treasury.file())

    assert checked.ministry == COST // 4


LARGE = [{"kind": "training", "cost": 4_000_000}]
"""Half of it is twice what a Region's programme got in 2003."""


async def test_case_of_2003_under_rules_of_2003_gives_its_result_and_another_today(
    treasury: Treasury,
) -> None:
    await treasury.furnish(budget=10**12, valid_from=date(2003, 1, 1))
    case = await treasury.file(
        offers={BODIES[0]: (AGREEMENT, 200_000_000)},
        form={"accompanying_actions": LARGE},
    )
    record = await treasury.record()

    then = await recheck(treasury.units, case, BOOK, as_of=date(2003, 10, 1), now=NOW)
    today = await recheck(treasury.units, case, BOOK, as_of=None, now=NOW)

    assert (then.status, then.ministry) == (CofinancingStatus.GAP, 105_000_000)
    assert then.limits == ("R2",)
    assert (today.status, today.ministry) == (CofinancingStatus.FULL, 200_000_000)
    assert (today.blocks, today.limits) == ((), ())
    assert then.rule_version != today.rule_version
    assert await treasury.record() == record


async def test_soft_warnings_are_kept_apart_from_blocks(treasury: Treasury) -> None:
    """R11 only warns: nobody said what the year's priorities are."""
    await treasury.furnish()
    case = await treasury.file()
    await treasury.check(case)

    async with treasury.units.read() as unit:
        events = await unit.events.of(f"proposal/{case}")

    told = events[-1].body
    assert (told["blocked_by"], told["limited_by"]) == ([], [])
    assert "R11" in told["warned_by"]  # type: ignore[operator]
    assert told["result"]["status"] == "FULL"  # type: ignore[call-overload,index]


async def test_rules_are_those_of_the_secretariats_day(treasury: Treasury) -> None:
    """At 23:30 UTC on 31 December 2006 it is 2007 in Rome: no ceiling any more."""
    await treasury.furnish(budget=10**12, valid_from=date(2003, 1, 1))
    case = await treasury.file(
        offers={BODIES[0]: (AGREEMENT, 200_000_000)},
        form={"accompanying_actions": LARGE},
    )
    found = []
    for hour in (22, 23):
        at = datetime(2006, 12, 31, hour, 30, tzinfo=UTC)
        checked = await recheck(treasury.units, case, BOOK, as_of=None, now=at)
        found.append(next(one.hardness for one in checked.rules if one.rule == "R2"))

    assert found == ["hard", "soft"]


async def test_two_agreements_are_reserved_together_or_not(treasury: Treasury) -> None:
    await treasury.furnish()
    await treasury.second_agreement(budget=1)
    offers = {BODIES[0]: (AGREEMENT, HALF // 2), BODIES[1]: (SECOND, HALF // 2)}
    case = await treasury.file(offers=offers)

    reserved = await treasury.reserve(case)

    assert not reserved.reserved
    assert await treasury.accounts(SECOND) == {"available": 1}
