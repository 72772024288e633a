"""Seals and refused acts are read page by page, under a filter."""

import re
from datetime import timedelta

from models.account import Role
from models.case_filter import PAGE
from models.event import GENESIS
from models.ids import Actor, PaperId
from models.refusal import Wanted
from models.seal import Seal
from tests.web.desk import NOW, Browser, Building

MORE = PAGE + 2


async def test_refused_acts_are_paged_and_filtered_by_who_and_what(
    here: Building,
) -> None:
    for number in range(MORE):
        await refused(here, "secretariat:o1", "extend", number)
    await refused(here, "secretariat:o2", "withdraw", MORE)
    await here.hire("court", Role.AUDITOR)

    async with here.browser("court") as court:
        first = await rows(court, "/record/refused")
        second = await rows(court, "/record/refused?page=2")
        beyond = await rows(court, "/record/refused?page=99")
        whose = await rows(court, "/record/refused?actor=secretariat%3Ao2")
        what = await rows(court, "/record/refused?act=extend&page=2")
        neither = await rows(court, "/record/refused?actor=secretariat%3Ao2&act=extend")
        whole = await rows(court, "/record")

    told = [f"no. {number}." for number in reversed(range(MORE + 1))]
    assert first == told[:PAGE]
    assert second == beyond == told[PAGE:]
    assert whose == told[:1]
    assert what == told[1 + PAGE :]
    assert neither == []
    assert whole == told[:10]


async def refused(here: Building, actor: str, act: str, number: int) -> None:
    wanted = Wanted(actor=Actor(actor), act=act, asked={})
    at = NOW + timedelta(minutes=number)
    await here.opened.refused(wanted, f"no. {number}.", at=at)


async def rows(browser: Browser, path: str) -> list[str]:
    return re.findall(
        r'<span lang="en">(no\. \d+\.)</span>', (await browser.get(path)).text
    )


async def test_older_seals_are_on_further_pages(here: Building) -> None:
    async with here.opened.units.write(NOW) as unit:
        sheet = await unit.papers.put(b"")
        for number in range(1, MORE + 1):
            await unit.seals.add(seal(number, sheet))
    await here.hire("court", Role.AUDITOR)

    async with here.browser("court") as court:
        first = await court.get("/record/seals")
        second = await court.get("/record/seals?page=2")

    assert numbers(first.text) == [*range(MORE, MORE - PAGE, -1)]
    assert numbers(second.text) == [2, 1]


def seal(number: int, sheet: PaperId) -> Seal:
    return Seal(
        number=number,
        day=None,
        at=NOW,
        by=Actor("secretariat:o1"),
        size=0,
        leaves=sheet,
        root="00",
        prev_hash=f"{number - 1}" if number > 1 else GENESIS,
        key="",
        hash=f"{number}",
        signature="",
    )


def numbers(shown: str) -> list[int]:
    return [int(one) for one in re.findall(r'"/record/seals/(\d+)"', shown)]
