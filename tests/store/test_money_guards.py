"""What the books of different years, and days out of order, must not let through."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from models.body import AgreementYear
from models.errors import DomainError
from models.ids import Actor, CaseId
from runtime.register import Register
from store.unit_of_work import SqlUnits
from tests.store.money_world import BUDGET, CUP, HALF, O2, Treasury
from tests.store.samples import AGREEMENT, NOW

LATER = datetime(2027, 2, 10, 10, tzinfo=UTC)
ORDERS = [f"PO-{number}" for number in range(8)]


@pytest.fixture
async def treasury(units: SqlUnits) -> Treasury:
    made = Treasury(units)
    await made.furnish()
    return made


async def in_two_years(treasury: Treasury) -> list[CaseId]:
    """Two cases, each with an act, under two years of one agreement."""
    async with treasury.units.write() as unit:
        await unit.agreements.add_year(
            AgreementYear(agreement=AGREEMENT, year=2027, budget=BUDGET)
        )
    names = []
    for serial, now in enumerate((NOW, LATER), start=1):
        treasury.now = now
        names.append(await treasury.reserved(serial))
        await treasury.committed(names[-1], f"{serial}/2026")
    return names


async def test_order_raced_for_in_two_years_is_paid_once(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = [Treasury(another(url), name=name) for name in ("a", "b")]
    await both[0].furnish()
    names = await in_two_years(both[0])
    both[1].now = LATER

    for order in ORDERS:
        ends = await asyncio.gather(
            *(
                one.desk().pay(name, AGREEMENT, 1000, order=order)
                for one, name in zip(both, names, strict=True)
            ),
            return_exceptions=True,
        )
        assert sorted(isinstance(one, DomainError) for one in ends) == [False, True]

    paid = [(await both[0].accounts(year=year)).get("paid", 0) for year in (2026, 2027)]
    assert sum(paid) == 1000 * len(ORDERS)


async def test_closed_year_is_raised_no_more(treasury: Treasury) -> None:
    treasury.now = LATER
    await treasury.desk().close_year(AGREEMENT, 2026, "end of the year")
    before = await treasury.record()

    for dry in (True, False):
        with pytest.raises(DomainError, match=r"2026 is closed .* a later year"):
            await treasury.desk(dry=dry).raise_budget(
                AGREEMENT, 2026, 500, number="DM 4", reason="more money"
            )

    assert await treasury.record() == before
    assert await treasury.accounts() == {"lapsed": BUDGET}


async def test_year_raced_for_is_closed_after_it_was_raised_or_not_raised(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = [Treasury(another(url), name=name) for name in ("a", "b")]
    await both[0].furnish()
    for one in both:
        one.now = LATER

    _, raised = await asyncio.gather(
        both[0].desk().close_year(AGREEMENT, 2026, "end of the year"),
        both[1].desk().raise_budget(AGREEMENT, 2026, 500, number="DM 4", reason="more"),
        return_exceptions=True,
    )

    added = 0 if isinstance(raised, DomainError) else 500
    assert await both[0].accounts() == {"lapsed": BUDGET + added}


@pytest.mark.parametrize("dry", [True, False])
async def test_action_does_not_end_before_its_act_is_signed(
    treasury: Treasury, *, dry: bool
) -> None:
    name = await treasury.reserved()
    await treasury.committed(name)
    before = await treasury.record()
    treasury.now = NOW + timedelta(days=30)
    eve = NOW.date() - timedelta(days=1)

    with pytest.raises(DomainError, match=rf"ended on {eve}, before .* --ended"):
        await treasury.desk(dry=dry).report(
            name, AGREEMENT, HALF, ended_on=eve, received_on=treasury.now.date()
        )

    assert await treasury.record() == before


@pytest.mark.parametrize("words", ["", "  \n"])
async def test_money_is_promised_for_a_reason(treasury: Treasury, words: str) -> None:
    name = await treasury.reserved()
    before = await treasury.record()

    for dry in (True, False):
        with pytest.raises(DomainError, match="The reason is blank"):
            await treasury.desk(dry=dry).commit(
                name,
                AGREEMENT,
                number="7/2026",
                signed_on=NOW.date(),
                cup=CUP,
                companies_benefit=False,
                requester=O2,
                reason=words,
            )

    assert await treasury.record() == before


@pytest.mark.parametrize("year", [2024, 2031])
async def test_agreement_has_a_budget_only_for_years_in_which_it_is_in_force(
    treasury: Treasury, year: int
) -> None:
    async with treasury.units.write() as unit:
        known = await unit.agreements.get(AGREEMENT)
        valid = {"valid_from": date(2025, 6, 1), "valid_to": date(2030, 1, 31)}
        await unit.agreements.save(known.model_copy(update=valid))
    register = Register(units=treasury.units, actor=Actor("secretariat:o1"))
    given = AgreementYear(agreement=AGREEMENT, year=year, budget=500)

    with pytest.raises(DomainError, match=rf"no budget for {year}. Correct the year"):
        await register.open_year(given, now=NOW)

    async with treasury.units.read() as unit:
        assert await unit.agreements.year(AGREEMENT, year) is None
    for within in (2025, 2030):
        opened = given.model_copy(update={"year": within})
        await register.open_year(opened, now=NOW)
