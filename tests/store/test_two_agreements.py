"""Cases with money of several agreements: an act on one leaves the others alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.body import AgreementYear
from models.cofinancing import CofinancingStatus
from models.ids import AgreementNumber, CaseId
from models.shortage import ShortageMode
from store.unit_of_work import SqlUnits
from tests.store.money_world import BUDGET, CUP, HALF, O2, SECOND, Treasury
from tests.store.samples import AGREEMENT, BODIES, NOW

QUARTER = HALF // 2
BOTH = {BODIES[0]: (AGREEMENT, QUARTER), BODIES[1]: (SECOND, QUARTER)}
ONLY_SECOND = {BODIES[1]: (SECOND, HALF)}
ENDS = date(2026, 9, 30)
LATER = datetime(2027, 3, 1, tzinfo=UTC)
PRO_RATA = ShortageMode.PRO_RATA


@pytest.fixture
def treasury(units: SqlUnits) -> Treasury:
    return Treasury(units)


async def committed(treasury: Treasury) -> CaseId:
    """One act under each agreement."""
    await treasury.furnish()
    await treasury.second_agreement()
    name = await treasury.reserved(offers=BOTH)
    for number, act in ((AGREEMENT, "7/2026"), (SECOND, "8/2026")):
        await treasury.desk().commit(
            name,
            number,
            number=act,
            signed_on=NOW.date(),
            cup=CUP,
            companies_benefit=False,
            requester=O2,
            reason="The convention is signed.",
            ends_on=ENDS,
        )
    return name


async def abouts(treasury: Treasury, name: CaseId) -> list[str]:
    """What the open tasks are about."""
    async with treasury.units.read() as unit:
        stream = f"proposal/{name}"
        tasks = await unit.tasks.open_of(stream)
    return sorted(one.task.removeprefix(f"{stream}/").split("#")[0] for one in tasks)


async def test_what_one_agreement_got_back_leaves_the_other_owed(
    treasury: Treasury,
) -> None:
    name = await committed(treasury)
    for number in (AGREEMENT, SECOND):
        await treasury.desk().pay(name, number, 1000, order="M-1")
        await treasury.desk().revoke(name, number, "withdrawn")
    owed = [one for one in await abouts(treasury, name) if "recovery" in one]

    await treasury.desk().recover(name, AGREEMENT, 1000, order="R-1")

    assert owed == [f"recovery/{AGREEMENT}/7/2026", f"recovery/{SECOND}/8/2026"]
    assert [one for one in await abouts(treasury, name) if "recovery" in one] == [
        f"recovery/{SECOND}/8/2026"
    ]


async def test_report_under_one_agreement_leaves_the_other_asked_for(
    treasury: Treasury,
) -> None:
    name = await committed(treasury)
    treasury.now = LATER
    for _ in range(2):
        await treasury.look(name, LATER)
    before = await abouts(treasury, name)

    await treasury.desk().report(
        name, AGREEMENT, HALF, ended_on=ENDS, received_on=date(2027, 2, 28)
    )

    first, second = f"{AGREEMENT}/7/2026", f"{SECOND}/8/2026"
    assert before == sorted(f"cost-report/{one}/overdue" for one in (first, second))
    assert await abouts(treasury, name) == [f"cost-report/{second}/overdue"]


async def test_settlement_closes_both_requests_for_its_report(
    treasury: Treasury,
) -> None:
    name = await committed(treasury)
    ended = datetime(2026, 9, 30, 23, tzinfo=UTC)
    for at in (ended, LATER):
        await treasury.look(name, at)
    before = len(await abouts(treasury, name))

    await treasury.desk().revoke(name, AGREEMENT, "withdrawn")

    assert before == 4
    act = f"{SECOND}/8/2026"
    assert await abouts(treasury, name) == [
        f"cost-report/{act}/due",
        f"cost-report/{act}/overdue",
        f"partner-fell/{SECOND}",
    ]


async def test_claim_under_a_shared_agreement_stops_nobody_elsewhere(
    treasury: Treasury,
) -> None:
    await treasury.furnish(budget=100, shortage=PRO_RATA)
    await treasury.second_agreement()
    await treasury.wait(await treasury.file(1))

    checked = await treasury.check(await treasury.file(2, offers=ONLY_SECOND))

    assert (checked.status, checked.ministry) == (CofinancingStatus.FULL, HALF)


async def another_year(treasury: Treasury, *numbers: AgreementNumber) -> None:
    async with treasury.units.write() as unit:
        for number in numbers:
            await unit.agreements.add_year(
                AgreementYear(agreement=number, year=2027, budget=BUDGET)
            )
    treasury.now = datetime(2027, 1, 15, tzinfo=UTC)


async def cut_and_short(treasury: Treasury) -> CaseId:
    """Its part of one agreement is shared out; the other has nothing for it."""
    await treasury.furnish(budget=QUARTER // 2, shortage=PRO_RATA)
    await treasury.second_agreement(budget=100)
    name = await treasury.file(1, offers=BOTH)
    await treasury.check(name)
    await treasury.wait(name)
    await treasury.desk().share_out(AGREEMENT, 2026, "Decree 12/2026")
    return name


async def test_shared_out_part_has_its_term_while_the_other_is_waited_for(
    treasury: Treasury,
) -> None:
    name = await cut_and_short(treasury)

    poked = await treasury.reserve(name)

    assert (poked.reserved, poked.cents) == (False, QUARTER // 2)
    assert poked.look_at < poked.lapses_at < NOW + timedelta(days=100)


async def test_c7_cut_part_is_not_waited_for_and_not_topped_up(
    treasury: Treasury,
) -> None:
    name = await cut_and_short(treasury)
    await treasury.desk().raise_budget(
        SECOND, 2026, BUDGET, number="DM 4", reason="more money"
    )

    reserved = await treasury.reserve(name)

    assert (reserved.reserved, reserved.cents) == (True, QUARTER // 2 + QUARTER)
    assert await treasury.accounts(SECOND) == {
        "available": BUDGET + 100 - QUARTER,
        "reserved": QUARTER,
    }


async def test_money_held_over_the_years_end_is_not_reserved_again(
    treasury: Treasury,
) -> None:
    await treasury.furnish()
    name = await treasury.reserved()
    await another_year(treasury, AGREEMENT)

    again = await treasury.reserve(name)

    assert (again.reserved, again.cents) == (True, HALF)
    assert await treasury.accounts() == {"available": BUDGET - HALF, "reserved": HALF}
    assert await treasury.accounts(year=2027) == {"available": BUDGET}


async def test_new_year_brings_what_was_missing_and_no_more(
    treasury: Treasury,
) -> None:
    name = await cut_and_short(treasury)
    await another_year(treasury, AGREEMENT, SECOND)

    reserved = await treasury.reserve(name)

    assert (reserved.reserved, reserved.cents) == (True, QUARTER // 2 + QUARTER)
    assert await treasury.accounts(year=2027) == {"available": BUDGET}
    assert await treasury.accounts(SECOND, 2027) == {
        "available": BUDGET - QUARTER,
        "reserved": QUARTER,
    }


async def test_late_partner_adds_no_more_than_is_missing(treasury: Treasury) -> None:
    """With what the case holds, the ministry never bears more than half (R1)."""
    await treasury.furnish()
    await treasury.second_agreement()
    name = await treasury.reserved()
    async with treasury.units.write() as unit:
        [first] = await unit.interests.of(name)
        late = {"body": BODIES[1], "contribution": QUARTER, "rank": 2}
        await unit.interests.add(first.model_copy(update=late))
        sent = await unit.deliveries.get((name, 1, BODIES[0]))
        under = {"body": BODIES[1], "agreement": SECOND}
        await unit.deliveries.add(sent.model_copy(update=under))

    reserved = await treasury.reserve(name)

    assert (reserved.reserved, reserved.cents) == (True, HALF)
    assert await treasury.accounts(SECOND) == {"available": BUDGET}
