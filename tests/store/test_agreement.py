import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from models.body import Agreement, AgreementYear
from models.errors import InsufficientFundsError
from models.ids import AgreementNumber, BodyCode, CaseId
from models.ledger import Account, Entry, Movement, balances, entry, release, reserve
from store.engine import writing
from store.errors import NotFoundError
from store.unit_of_work import SqlUnits
from tests.store.samples import (
    AGREEMENT,
    CASE,
    CORRIDOR,
    NOW,
    agreement,
    case,
    world,
    year,
)

BUDGET = 1_000_00


async def take(
    units: SqlUnits, cents: int, name: CaseId = CASE, year: int = 2026
) -> bool:
    """Reserve as the co-financing activity does; False when the year is short."""
    try:
        async with units.write() as unit:
            opened = await unit.agreements.year(AGREEMENT, year)
            assert opened is not None
            entries = await unit.agreements.entries(AGREEMENT, year)
            moves = reserve(entries, opened.budget, cents, cause="test")
            await unit.agreements.post(AGREEMENT, year, name, moves, at=NOW)
    except InsufficientFundsError:
        return False
    return True


async def entries(units: SqlUnits, year: int = 2026) -> Sequence[Entry]:
    async with units.read() as unit:
        return await unit.agreements.entries(AGREEMENT, year)


async def test_agreements_of_a_corridor(units: SqlUnits) -> None:
    await world(units)
    second = agreement().model_copy(
        update={"number": AgreementNumber("A"), "valid_to": date(2030, 1, 1)}
    )
    async with units.write() as unit:
        await unit.agreements.add(second)

    async with units.read() as unit:
        assert await unit.agreements.of_corridor(CORRIDOR) == [second, agreement()]
        assert await unit.agreements.year(AGREEMENT, 2026) == year()
        assert await unit.agreements.year(AGREEMENT, 2027) is None


async def test_entries_come_back_in_order(units: SqlUnits) -> None:
    await world(units)
    moves = (
        *reserve((), BUDGET, 500_00, cause="first"),
        *reserve((), BUDGET, 300_00, cause="second"),
    )
    async with units.write() as unit:
        await unit.agreements.post(AGREEMENT, 2026, CASE, moves, at=NOW)
        assert await unit.agreements.entries(AGREEMENT, 2026) == list(moves)

    assert await entries(units) == list(moves)


async def test_money_is_posted_to_an_opened_year_only(units: SqlUnits) -> None:
    await world(units)

    async with units.write() as unit:
        with pytest.raises(NotFoundError, match=r"no agreement year PIE-2007/1 / 2027"):
            await unit.agreements.post(AGREEMENT, 2027, CASE, (), at=NOW)


async def test_reserved_is_what_stands_for_a_case(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        await unit.cases.add(case(2))
    await take(units, 300_00)
    await take(units, 200_00, case(2).case)
    async with units.write() as unit:
        before = await unit.agreements.entries(AGREEMENT, 2026)
        given_back = release(before, BUDGET, 100_00, cause="part")
        await unit.agreements.post(AGREEMENT, 2026, CASE, given_back, at=NOW)
        before = await unit.agreements.entries(AGREEMENT, 2026)
        promised = [entry(Movement.COMMITTED, 200_00, cause="act")]
        await unit.agreements.post(AGREEMENT, 2026, case(2).case, promised, at=NOW)

    async with units.read() as unit:
        assert await unit.agreements.reserved(CASE) == [(AGREEMENT, 2026, 200_00)]
        assert await unit.agreements.reserved(case(2).case) == []


async def test_racing_for_the_last_cent(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = (another(url), another(url))
    await world(both[0], budget=1)

    taken = await asyncio.gather(*(take(units, 1) for units in both * 10))

    assert taken.count(True) == 1
    assert balances(await entries(both[0]), 1)[Account.RESERVED] == 1


YEARS = count(2100)


@given(
    budget=st.integers(0, 60),
    sums=st.lists(st.integers(1, 30), min_size=1, max_size=12),
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_racing_reservations_never_overbook(
    stocked: SqlUnits, budget: int, sums: list[int]
) -> None:
    year = next(YEARS)
    async with stocked.write() as unit:
        opened = AgreementYear(agreement=AGREEMENT, year=year, budget=budget)
        await unit.agreements.add_year(opened)

    taken = await asyncio.gather(*(take(stocked, cents, year=year) for cents in sums))

    standing = balances(await entries(stocked, year), budget)
    won = sum(cents for cents, had in zip(sums, taken, strict=True) if had)
    lost = [cents for cents, had in zip(sums, taken, strict=True) if not had]
    assert standing[Account.RESERVED] == won <= budget
    assert standing[Account.AVAILABLE] == budget - won
    assert all(cents > budget - won for cents in lost)


@pytest.fixture
async def stocked(units: SqlUnits) -> SqlUnits:
    await world(units)
    return units


async def test_overdraft_is_refused_by_the_database(units: SqlUnits) -> None:
    await world(units)
    moves = reserve((), 10 * BUDGET, BUDGET + 1, cause="unchecked")

    with pytest.raises(Exception, match="takes more than its account holds"):
        await _post(units, moves)

    assert await entries(units) == []


async def _post(units: SqlUnits, moves: Sequence[Entry]) -> None:
    async with units.write() as unit:
        await unit.agreements.post(AGREEMENT, 2026, CASE, moves, at=NOW)


async def test_unchecked_rivals_are_refused_by_the_database(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = (another(url), another(url))
    await world(both[0])
    moves = reserve((), BUDGET, 600_00, cause="unchecked")

    ends = await asyncio.gather(
        *(_post(units, moves) for units in both * 3), return_exceptions=True
    )

    assert ends.count(None) == 1
    assert balances(await entries(both[0]), BUDGET)[Account.RESERVED] == 600_00


@pytest.mark.parametrize(
    "act", ["UPDATE entry SET cents = 1", "DELETE FROM entry WHERE cents > 0"]
)
async def test_posted_money_cannot_be_changed(units: SqlUnits, act: str) -> None:
    await world(units)
    await take(units, 100_00)

    with pytest.raises(Exception, match="entry is insert only"):
        await _tamper(units, act)

    assert len(await entries(units)) == 1


async def _tamper(units: SqlUnits, act: str) -> None:
    async with writing(units.engine) as (connection, _):
        await connection.execute(text(act))


async def test_agreement_needs_its_body(units: SqlUnits) -> None:
    await world(units)
    other = {"number": AgreementNumber("B"), "body": BodyCode("nobody")}

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await _enter(units, agreement().model_copy(update=other))


async def _enter(units: SqlUnits, wrong: Agreement) -> None:
    async with units.write() as unit:
        await unit.agreements.add(wrong)
