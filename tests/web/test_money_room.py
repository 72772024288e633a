"""The agreement office at the desk: money is committed, paid, reported and settled."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from models.account import Role
from models.acts import CofinancingChoice
from models.money import euro
from tests.flow.house import House, house
from tests.flow.money_stories import short_of_money
from tests.flow.stories import COST, ready
from tests.flow.treasury import AP
from tests.flow.wait import until
from tests.web.desk import Browser
from tests.web.manned import manned

MONEY = "/proposals/it-ru/29/0001/money"
HALF = COST // 2
CUP = "B12C34567890123"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as home:
        await home.furnish(days=70)
        yield home


async def done(browser: Browser, path: str, **given: str) -> httpx.Response:
    """Looked at and confirmed."""
    looked = await browser.post(path, **given)
    assert looked.status_code == 200, refusal(looked)
    token = re.search(r'name="token" value="(\w+)"', looked.text)
    assert token is not None
    answer = await browser.post(path, **given, step="do", token=token[1])
    assert answer.status_code == 303, refusal(answer)
    return answer


def refusal(answer: httpx.Response) -> str:
    found = re.search(r'role="alert">(.*?)</div>', answer.text, re.DOTALL)
    return found[1] if found else answer.text


async def test_money_is_committed_paid_and_settled_by_the_office(here: House) -> None:
    ref = await ready(here)
    today = f"{(await here.now()).date()}"
    act = {
        "agreement": AP,
        "act_number": "7/2026",
        "signed": today,
        "cup": CUP,
        "company": "no",
        "ends": today,
        "reason": "signed",
    }
    async with manned(here) as desk:
        await desk.hire("ao", Role.AGREEMENT_OFFICE)
        async with desk.browser("ao") as office:
            before = await office.get(MONEY)
            alone = await office.post(
                f"{MONEY}/commit", **act, requester="agreement-office:ao"
            )
            await done(office, f"{MONEY}/commit", **act, requester="secretariat:o1")
            promised = await office.get(MONEY)
            chosen = {"money_act": f"{AP}/7/2026"}
            much = await office.post(
                f"{MONEY}/pay", **chosen, sum=euro(HALF + 1), order="1"
            )
            await done(office, f"{MONEY}/pay", **chosen, sum="1000.00", order="1")
            twice = await office.post(f"{MONEY}/pay", **chosen, sum="5", order="1")
            costs = {"sum": "2000.00", "ended": today, "received": today}
            await done(office, f"{MONEY}/report_money", **chosen, **costs)
            await done(office, f"{MONEY}/settle_money", **chosen, order="")
            after = await office.get(MONEY)
            other = await office.post(f"{MONEY}/pay", money_act="AP/0", sum="1")
        async with desk.browser("o1") as secretariat:
            read = await secretariat.get(MONEY)

    assert "/money/commit?agreement=AP-IT-57" in before.text
    assert (alone.status_code, "quattro occhi" in alone.text) == (422, True)
    assert "/money/pay?money_act=AP-IT-57" in promised.text
    assert [one.status_code for one in (much, twice, other)] == [422, 422, 422]
    assert "liquidato" in after.text
    assert "/money/pay" not in after.text
    assert "/money/commit" not in read.text
    kinds = [one.kind for one in await here.events(ref)]
    assert "money.paid" in kinds


async def test_facts_are_stated_and_the_rules_say_what_they_give(here: House) -> None:
    ref = await ready(here)
    async with manned(here) as desk:
        await desk.hire("ao", Role.AGREEMENT_OFFICE)
        async with desk.browser("ao") as office:
            await office.get(MONEY)
            none = await office.post(f"{MONEY}/facts", reason="read")
            stated = await done(
                office,
                f"{MONEY}/facts",
                months="12",
                in_priorities="yes",
                reason="read",
            )
            page = await office.get(MONEY)
            day = await office.get(f"{MONEY}?on=2026-06-01")
            odd = await office.get(f"{MONEY}?on=yesterday")

    assert none.status_code == 422
    assert stated.headers["location"].startswith(MONEY)
    assert re.search(r'href="/rules#R\d', page.text)
    assert 'value="2026-06-01"' in day.text
    assert odd.status_code == 200
    assert 'role="alert"' in odd.text
    assert "cofinancing.stated" in [one.kind for one in await here.events(ref)]


async def test_budget_is_raised_and_whoever_waits_looks_again(here: House) -> None:
    _, ref = await short_of_money(here)
    await here.o1.cofinance(ref, CofinancingChoice.WAIT, "next in line")
    await until(here.phase, ref, "waiting-list")
    year = f"{(await here.now()).year}"
    path = "/agreements/AP-IT-62"
    raised = {"year": year, "sum": "60000", "act_number": "12/2026", "reason": "more"}
    async with manned(here) as desk:
        await desk.hire("ao", Role.AGREEMENT_OFFICE)
        async with desk.browser("ao") as office:
            page = await office.get(path)
            early = await office.post(f"{path}/close_year", year=year, reason="over")
            none = await office.post(f"{path}/raise_budget", **raised | {"year": "1"})
            await done(office, f"{path}/raise_budget", **raised)
            await until(here.phase, ref, "ready")
            again = await office.post(
                f"{path}/budget_year", budget_year=year, sum="1000"
            )
            await done(
                office,
                "/agreements/book/enter_agreement",
                agreement_number="AP/62/2",
                body="IT-62",
                agreement_kind="programme",
                valid_from=f"{year}-01-01",
                valid_to=f"{year}-12-31",
                shortage="pro_rata",
            )
            new = "/agreements/AP/62/2"
            await done(office, f"{new}/budget_year", budget_year=year, sum="1000")
            shown = await office.get(new)

    assert f"{path}/raise_budget" in page.text
    assert [one.status_code for one in (early, none, again)] == [422, 422, 422]
    assert "1.000,00" in shown.text
