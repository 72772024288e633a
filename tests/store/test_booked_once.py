"""What has a number is booked once, by whomever and however it is typed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from models.body import AgreementYear
from models.errors import DomainError
from models.ids import CaseId
from models.ledger import Movement, entry
from store.unit_of_work import SqlUnits
from tests.store.money_world import BUDGET, CUP, HALF, O2, SECOND, Treasury
from tests.store.samples import AGREEMENT, BODIES, NOW, case

CASE = case().case
SPELLINGS = ("PO-1", " PO-1 ", "po-1", "PO -1", "PO\u00a0-1")


@pytest.fixture
async def treasury(units: SqlUnits) -> Treasury:
    made = Treasury(units)
    await made.furnish()
    return made


async def two_acts(treasury: Treasury) -> list[CaseId]:
    names = [await treasury.reserved(serial) for serial in (1, 2)]
    for place, name in enumerate(names):
        await treasury.committed(name, f"{place}/2026")
    return names


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_payment_order_is_paid_once_for_all_cases(
    treasury: Treasury, spelling: str
) -> None:
    names = await two_acts(treasury)
    await treasury.desk().pay(names[0], AGREEMENT, 1000, order="PO-1")

    for name in names:
        with pytest.raises(DomainError, match="booked already under agreement"):
            await treasury.desk().pay(name, AGREEMENT, 1000, order=spelling)

    assert (await treasury.accounts())["paid"] == 1000


async def test_receipt_is_booked_once_for_all_cases(treasury: Treasury) -> None:
    names = await two_acts(treasury)
    for order, name in zip(("M-1", "M-2"), names, strict=True):
        await treasury.desk().pay(name, AGREEMENT, 1000, order=order)
        await treasury.desk().revoke(name, AGREEMENT, "withdrawn")
    await treasury.desk().recover(names[0], AGREEMENT, 1000, order="R-1")

    with pytest.raises(DomainError, match="booked already under agreement"):
        await treasury.desk().recover(names[1], AGREEMENT, 1000, order="r-1 ")

    assert (await treasury.accounts())["paid"] == 1000


async def test_order_may_have_the_number_of_a_receipt_or_of_another_agreement(
    treasury: Treasury,
) -> None:
    await treasury.second_agreement()
    offers = {BODIES[0]: (AGREEMENT, HALF // 2), BODIES[1]: (SECOND, HALF // 2)}
    await treasury.reserved(offers=offers)
    await treasury.committed(CASE)
    await treasury.desk().commit(
        CASE,
        SECOND,
        number="7/2026",
        signed_on=NOW.date(),
        cup=CUP,
        companies_benefit=False,
        requester=O2,
        reason="signed",
    )

    for number in (AGREEMENT, SECOND):
        await treasury.desk().pay(CASE, number, 1000, order="1")
    await treasury.desk().revoke(CASE, AGREEMENT, "withdrawn")
    await treasury.desk().recover(CASE, AGREEMENT, 1000, order="1")

    assert await treasury.accounts() == {"available": BUDGET}


@pytest.mark.parametrize("spelling", ["DM 4/2026", " dm  4/2026", "DM4/2026"])
async def test_decree_raises_a_budget_once(treasury: Treasury, spelling: str) -> None:
    async def raised(number: str) -> None:
        await treasury.desk().raise_budget(
            AGREEMENT, 2026, 500, number=number, reason="more money"
        )

    await raised("DM 4/2026")

    with pytest.raises(DomainError, match="has raised the budget of 2026"):
        await raised(spelling)

    assert await treasury.accounts() == {"available": BUDGET + 500}
    await raised("DM 5/2026")
    assert await treasury.accounts() == {"available": BUDGET + 1000}


async def test_decree_may_raise_two_years_and_has_a_number(treasury: Treasury) -> None:
    async with treasury.units.write() as unit:
        await unit.agreements.add_year(
            AgreementYear(agreement=AGREEMENT, year=2027, budget=0)
        )

    for year in (2026, 2027):
        await treasury.desk().raise_budget(
            AGREEMENT, year, 500, number="DM 4", reason="more money"
        )
    with pytest.raises(DomainError, match="Give the number of the act"):
        await treasury.desk().raise_budget(
            AGREEMENT, 2026, 500, number=" ", reason="more money"
        )

    assert await treasury.accounts() == {"available": BUDGET + 500}
    assert await treasury.accounts(year=2027) == {"available": 500}


async def test_decree_raced_for_is_booked_once(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = [Treasury(another(url), name=name) for name in ("a", "b")]
    await both[0].furnish()

    ends = await asyncio.gather(
        *(
            one.desk().raise_budget(AGREEMENT, 2026, 500, number="DM 4", reason="more")
            for one in both
        ),
        return_exceptions=True,
    )

    assert sorted(isinstance(one, DomainError) for one in ends) == [False, True]
    assert await both[0].accounts() == {"available": BUDGET + 500}


async def second_reservation(treasury: Treasury) -> None:
    """As an earlier release of the system, or a hand, could have left it."""
    async with treasury.units.write() as unit:
        moved = [entry(Movement.RESERVED, 100, cause="again")]
        await unit.agreements.post(AGREEMENT, 2026, CASE, moved, at=NOW)


async def settled(treasury: Treasury) -> None:
    treasury.now = datetime(2026, 11, 20, 10, tzinfo=UTC)
    day = treasury.now.date()
    await treasury.desk().report(CASE, AGREEMENT, HALF, ended_on=day, received_on=day)
    await treasury.desk().settle(CASE, AGREEMENT, "", order="M-2")


async def revoked(treasury: Treasury) -> None:
    await treasury.desk().pay(CASE, AGREEMENT, 1000, order="M-1")
    await treasury.desk().revoke(CASE, AGREEMENT, "withdrawn")


async def standing(_: Treasury) -> None:
    """Nothing more happens to it."""


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (standing, "stands: revoke it first"),
        (settled, "is paid: give this reservation back"),
        (revoked, r"left 10\.00 EUR paid that are not due: recover what is owed first"),
    ],
)
async def test_second_act_is_refused_with_what_can_be_done(
    treasury: Treasury, before: Callable[[Treasury], Awaitable[None]], words: str
) -> None:
    await treasury.reserved()
    await treasury.committed(CASE)
    await before(treasury)
    await second_reservation(treasury)

    with pytest.raises(DomainError, match=words):
        await treasury.committed(CASE, "8/2026")


async def test_second_act_may_follow_what_came_back_whole(treasury: Treasury) -> None:
    await treasury.reserved()
    await treasury.committed(CASE)
    await revoked(treasury)
    await treasury.desk().recover(CASE, AGREEMENT, 1000, order="R-1")
    assert (await treasury.reserve(CASE)).reserved

    await treasury.committed(CASE, "8/2026")

    assert await treasury.accounts() == {"available": BUDGET - HALF, "committed": HALF}
