"""Several at the same last cents: the accounts add up at every instant (I10, X25)."""

import asyncio
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.body import AgreementYear
from models.ids import AgreementNumber, CaseId
from models.ledger import Account, balances
from store.unit_of_work import SqlUnits
from tests.store.money_rival import CASES, VERBS, act
from tests.store.money_world import Treasury
from tests.store.samples import AGREEMENT, BODIES, agreement

ROOT = Path(__file__).parents[2]
WANTED = 100
BUDGET = 2 * WANTED + 50  # the last cents of a third


def costing(number: AgreementNumber) -> dict[str, Any]:
    """A proposal that wants `WANTED` cents of an agreement."""
    return {
        "offers": {BODIES[0]: (number, WANTED)},
        "form": {"accompanying_actions": [{"kind": "training", "cost": "2.00"}]},
    }


async def standing(units: SqlUnits, number: AgreementNumber) -> dict[Account, int]:
    """One moment of a year.

    `balances` raises when any entry, in the order they were booked, took more than
    stood in its account.
    """
    async with units.read() as unit:
        year = await unit.agreements.year(number, 2026)
        entries = await unit.agreements.entries(number, 2026)
    assert year is not None
    found = balances(entries, year.budget)
    assert sum(found.values()) == year.budget
    assert found[Account.RELEASED] == 0
    given_out = (Account.RESERVED, Account.COMMITTED, Account.PAID)
    assert sum(found[one] for one in given_out) <= year.budget
    return dict(found)


async def files_agree(
    units: SqlUnits, number: AgreementNumber, names: list[CaseId]
) -> None:
    """What the files hold is what stands in the accounts."""
    found = await standing(units, number)
    async with units.read() as unit:
        files = [await unit.cases.get(name) for name in names]
        held = [await unit.agreements.held(name) for name in names]
    assert [one.reserved for one in files] == held
    given_out = (Account.RESERVED, Account.COMMITTED, Account.PAID)
    assert sum(held) == sum(found[one] for one in given_out)


async def rival(url: str, seed: int, times: int) -> int:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.store.money_rival", url, str(seed), str(times)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    written, _ = await process.communicate()
    assert process.returncode == 0
    return int(written)


@pytest.mark.timeout(120)
async def test_processes_race_for_the_last_cents(url: str, units: SqlUnits) -> None:
    treasury = Treasury(units)
    await treasury.furnish(budget=BUDGET)
    names = [
        await treasury.file(serial, **costing(AGREEMENT))
        for serial in range(1, CASES + 1)
    ]
    rivals = asyncio.gather(*(rival(url, seed, 60) for seed in (1, 2, 3)))
    seen = set()

    while not rivals.done():
        found = await standing(units, AGREEMENT)
        seen.add(tuple(found.values()))
        await asyncio.sleep(0.01)

    assert sum(await rivals) > len(names)
    assert len(seen) > 3  # it was looked at while they ran
    await files_agree(units, AGREEMENT, names)


ACTS = st.tuples(st.sampled_from([*VERBS]), st.integers(0, 2), st.integers(1, 120))
_YEARS = count(1)


@given(
    budget=st.integers(0, 250),
    plans=st.lists(st.lists(ACTS, max_size=8), min_size=2, max_size=3),
)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@pytest.mark.timeout(180)
async def test_racing_acts_keep_every_account(
    stocked: tuple[Treasury, Callable[[str], SqlUnits], str],
    budget: int,
    plans: list[list[tuple[str, int, int]]],
) -> None:
    treasury, another, url = stocked
    number = AgreementNumber(f"RACE-{next(_YEARS)}")
    names = await opened(treasury, number, budget)

    async def worker(place: int, plan: list[tuple[str, int, int]]) -> None:
        own = Treasury(another(url), name=f"{number}/{place}")
        for verb, which, cents in plan:
            await act(own, verb, names[which], number, cents)
            await standing(own.units, number)

    await asyncio.gather(*(worker(i, plan) for i, plan in enumerate(plans)))

    await files_agree(treasury.units, number, names)


async def opened(
    treasury: Treasury, number: AgreementNumber, budget: int
) -> list[CaseId]:
    """An agreement of its own, and three proposals that want its money."""
    async with treasury.units.write() as unit:
        await unit.agreements.add(agreement().model_copy(update={"number": number}))
        await unit.agreements.add_year(
            AgreementYear(agreement=number, year=2026, budget=budget)
        )
    serials = [next(_SERIALS) for _ in range(3)]
    return [await treasury.file(serial, **costing(number)) for serial in serials]


_SERIALS = count(100)


@pytest.fixture
async def stocked(
    url: str, units: SqlUnits, another: Callable[[str], SqlUnits]
) -> tuple[Treasury, Callable[[str], SqlUnits], str]:
    treasury = Treasury(units)
    await treasury.furnish()
    return treasury, another, url


async def test_one_of_two_racing_reservations_waits(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    """X25: one wins, the other goes to the waiting list."""
    both = [Treasury(another(url), name=name) for name in ("a", "b")]
    await both[0].furnish(budget=WANTED)
    names = [await both[0].file(serial, **costing(AGREEMENT)) for serial in (1, 2)]

    won = await asyncio.gather(
        *(one.reserve(name) for one, name in zip(both, names, strict=True))
    )

    assert sorted(one.reserved for one in won) == [False, True]
    assert await both[0].accounts() == {"reserved": WANTED}
