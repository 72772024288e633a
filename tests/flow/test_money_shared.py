"""Two bodies finance one project, or many projects one body (X9, X10, X20)."""

from datetime import timedelta

import pytest

from models.acts import CofinancingChoice, Scores
from models.ids import AgreementNumber
from tests.flow.house import House, house
from tests.flow.money_cases import (
    CUP,
    asked,
    checked,
    given,
    held,
    offered,
    office,
    sent,
)
from tests.flow.wait import until

pytestmark = pytest.mark.flow
EURO = 100
LOW = Scores(advantages=3, clarity=3, cooperation=3, rules=3)
HIGH = Scores(advantages=5, clarity=5, cooperation=5, rules=5)


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


# ── X9: two bodies, one project ──────────────────────────────────────────────────


async def two_bodies(here: House, first: int, second: int) -> str:
    await here.body("IT-62", budget=first * EURO)
    await here.body("IT-21", budget=second * EURO)
    return await offered(here, "90000", IT_62=30_000 * EURO, IT_21=15_000 * EURO)


async def test_x9_two_bodies_are_matched_each_under_its_agreement(here):
    ref = await two_bodies(here, 500_000, 500_000)

    await until(here.phase, ref, "ready")

    assert await checked(here, ref) == ("FULL", 45_000 * EURO, 0)
    assert await held(here, "IT-62") == {"reserved": 30_000 * EURO}
    assert await held(here, "IT-21") == {"reserved": 15_000 * EURO}


@pytest.mark.parametrize(
    ("first", "second", "gap"), [(10_000, 500_000, 20_000), (10_000, 5_000, 30_000)]
)
async def test_x9_poor_agreement_is_not_topped_up_from_the_other(
    here, first, second, gap
):
    """V6, V7: the Ministry gives under each agreement what its partner gives (R3)."""
    ref = await two_bodies(here, first, second)
    await until(here.open_tasks, here.stream(ref), ["short-of-money"])

    await here.o1.cofinance(ref, CofinancingChoice.ACCEPT_PARTIAL, "the rest later")
    await until(here.phase, ref, "ready")

    ministry = (45_000 - gap) * EURO
    assert await checked(here, ref) == ("BUDGET_EXHAUSTED", ministry, gap * EURO)
    assert await held(here, "IT-62") == {"reserved": first * EURO}
    assert await held(here, "IT-21") == {"reserved": min(second, 15_000) * EURO}


async def test_x9_last_cent_goes_by_largest_remainder(here):
    """V8: 50 % of 100,000.01 over three equal bodies."""
    third = 1_666_667
    ref = await offered(here, "100000.01", IT_34=third, IT_45=third, IT_57=third)

    await until(here.phase, ref, "ready")

    found = [await held(here, body) for body in ("IT-34", "IT-45", "IT-57")]
    assert sorted(one["reserved"] for one in found) == [third - 1, third, third]


async def committed(here: House) -> str:
    """One act under each agreement."""
    ref = await two_bodies(here, 500_000, 500_000)
    await until(here.phase, ref, "ready")
    for body, number in (("IT-62", "7/2026"), ("IT-21", "8/2026")):
        now = await here.now()
        await (await office(here)).commit(
            ref,
            f"AP-{body}",
            number=number,
            signed_on=now.date(),
            cup=CUP,
            companies_benefit=False,
            requester="agreement-office:o2",
            reason="signed",
            ends_on=(now + timedelta(days=30)).date(),
        )
    return ref


async def test_x9_when_one_act_falls_the_other_body_is_asked_before_it_is_cut(here):
    ref = await committed(here)

    await (await office(here)).revoke(ref, "AP-IT-62", "The region withdrew.")

    [task] = await asked(here, ref)
    assert task.kind == "partner-fell"
    assert "IT-21" in task.detail
    assert await held(here, "IT-62") == {}
    assert await held(here, "IT-21") == {"committed": 15_000 * EURO}
    assert (await here.case(ref)).reserved == 15_000 * EURO


async def test_x9_when_one_body_leaves_the_other_is_asked_before_it_is_cut(here):
    ref = await two_bodies(here, 500_000, 500_000)
    await until(here.phase, ref, "ready")
    await here.freeze()
    await until(here.phase, ref, "scheduled")

    await here.o1.drop_partner(
        "IT-RU/XXIX", ref, "IT-62", reason="its council voted no"
    )

    [task] = await asked(here, ref)
    assert task.kind == "partner-fell"
    assert "ask the other partners before its share is cut" in task.detail
    assert await held(here, "IT-21") == {"reserved": 15_000 * EURO}
    await (await office(here)).release(ref, "AP-IT-62", "it left")
    assert await held(here, "IT-62") == {}
    assert await held(here, "IT-21") == {"reserved": 15_000 * EURO}


# ── X10: a budget exhausted ──────────────────────────────────────────────────────


async def strictly(here: House, *, strict: bool) -> None:
    async with here.wired.units.write() as unit:
        agreement = await unit.agreements.get(AgreementNumber("AP-IT-62"))
        changed = agreement.model_copy(update={"strict_rank": strict})
        await unit.agreements.save(changed)


@pytest.mark.parametrize(
    ("strict", "phases"),
    [
        (False, ("waiting-list", "ready")),
        (True, ("waiting-list", "waiting-list")),
    ],
)
async def test_x10_freed_money_goes_to_the_first_in_rank_that_fits(
    here, strict, phases
):
    """Strict rank, by the agreement's own words: nobody passes who does not fit."""
    await here.body("IT-62", budget=100_000 * EURO)
    await strictly(here, strict=strict)
    holders = [await offered(here, "100000", IT_62=50_000 * EURO) for _ in range(2)]
    for ref in holders:
        await until(here.phase, ref, "ready")
    large = await offered(here, "120000", HIGH, IT_62=60_000 * EURO)
    small = await offered(here, "100000", LOW, IT_62=50_000 * EURO)
    for ref in (large, small):
        await until(here.open_tasks, here.stream(ref), ["short-of-money"])
        await here.o1.cofinance(ref, CofinancingChoice.WAIT, "next in line")
        await until(here.phase, ref, "waiting-list")

    await here.o1.withdraw(holders[0], "sold")
    await until(here.phase, holders[0], "closed")
    await until(here.phase, small, phases[1])
    await here.sleep(timedelta(hours=1))

    assert (await here.phase(large), await here.phase(small)) == phases
    await here.o1.withdraw(holders[1], "sold too")
    await until(here.phase, large, "waiting-list" if not strict else "ready")


# ── X20: an agreement expires meanwhile ──────────────────────────────────────────


async def test_x20_answer_counts_after_the_agreement_expired_the_money_once_renewed(
    here,
):
    await here.body("IT-62")
    number = AgreementNumber("AP-IT-62")
    last = (await here.now() + timedelta(days=20)).date()
    async with here.wired.units.write() as unit:
        agreement = await unit.agreements.get(number)
        await unit.agreements.save(agreement.model_copy(update={"valid_to": last}))
    ref = await sent(here, "120000")
    await here.sleep(timedelta(days=25))
    assert (await here.now()).date() > last
    await given(here, ref, IT_62=60_000 * EURO)

    await until(here.open_tasks, here.stream(ref), ["short-of-money"])
    status, ministry, _ = await checked(here, ref)
    [task] = await asked(here, ref)
    async with here.wired.units.read() as unit:
        [interest] = await unit.interests.of(here.case_id(ref))
    assert (interest.body, interest.state) == ("IT-62", "accepted")
    assert (status, ministry) == ("REFUSED_BY_RULE", 0)
    assert "Not in force on" in task.detail
    assert "AP-IT-62; renew the agreement" in task.detail
    await here.o1.cofinance(ref, CofinancingChoice.WAIT, "the renewal is at the sign")
    await until(here.phase, ref, "waiting-list")
    assert await held(here, "IT-62") == {}

    later = (await here.now() + timedelta(days=900)).date()
    await (await office(here)).renew(number, later, number="Act 9", reason="renewed")

    await until(here.phase, ref, "ready")
    assert await held(here, "IT-62") == {"reserved": 60_000 * EURO}
