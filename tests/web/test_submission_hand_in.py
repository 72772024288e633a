"""A draft is handed in on the real engine: once, and by nobody's officer."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.account import Role
from models.ids import CaseId
from models.officer import person
from runtime.client import access
from tests.flow.house import House, house
from tests.flow.wait import until
from tests.web.desk import ORIGIN, Browser, Building
from tests.web.offers import invited, page_of, saved, typed_sample

CASE = CaseId("it-ru/29/0001")
MARKS = {"advantages": "4", "clarity": "3", "cooperation": "4", "rules": "3"}


class Manned(Building):
    """A desk over a house whose worker works; its clock is the house's."""

    house: House


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Manned]:
    async with house(tmp_path, desk_url=ORIGIN) as home:
        await home.furnish()
        async with access(home.wired.settings) as opened:
            opened.reached.append(home.env.client)
            desk = Manned(opened, await home.now())
            desk.house = home
            for code in ("o1", "o2"):
                await desk.hire(code, Role.SECRETARIAT, Role.VALIDATOR)
            yield desk


async def ready(here: Manned, browser: Browser) -> str:
    """The link of a draft that is complete, with a file."""
    month = here.now + timedelta(days=30)
    link = await invited(here, until=f"{month:%Y-%m-%d}")
    await saved(browser, link, typed_sample())
    opened = await page_of(browser, link)
    typed = {**typed_sample(), "sign": browser.sign, **opened, "then": "hand-in"}
    files = [("files", ("план.pdf", b"%PDF-1.7 plan"))]
    done = await browser.client.post(link, data=typed, files=files)
    assert done.headers["location"] == f"{link}/hand-in"
    return link


async def test_draft_is_handed_in_once_and_its_maker_may_not_validate(
    here: Manned,
) -> None:
    async with here.browser() as authority:
        link = await ready(here, authority)
        looked = await authority.get(f"{link}/hand-in")
        assert "IT-RU/2026-2028/XXIX/LIP/0001" in looked.text
        assert await here.opened.reading.list_cases() == []

        done = await asyncio.gather(
            *(authority.post(f"{link}/hand-in", version="2") for _ in "ab")
        )
        again = await authority.post(f"{link}/hand-in", version="2")
        shown = await authority.get(link)

    assert {one.headers["location"] for one in (*done, again)} == {link}
    [row] = await here.opened.reading.list_cases()
    assert row.ref in shown.text
    assert "план.pdf" in shown.text
    await until(here.house.phase, row.ref, "validation")
    async with here.opened.units.read() as unit:
        case = await unit.cases.get(CASE)
        [offer] = await unit.offers.latest()
        assert await unit.papers.get(offer.files["план.pdf"]) == b"%PDF-1.7 plan"
        assert await unit.drafts.find(offer.offer) is None
    assert (case.registrar, person(case.registrar)) == (
        f"authority:{offer.offer}:o1",
        "o1",
    )
    await here.house.letter("projects@poima-eko.example")

    told = {"verdict": "accept", **MARKS, "reason": "", "step": "do"}
    codes = {}
    for code in ("o1", "o2"):
        async with here.browser(code) as officer:
            await officer.get(f"/proposals/{CASE}/validate")
            answer = await officer.post(f"/proposals/{CASE}/validate", **told)
            codes[code] = answer.status_code
            listed = await officer.get("/invitations")
            assert re.search(rf'href="/proposals/{CASE}">Presentata', listed.text)
    assert codes == {"o1": 422, "o2": 303}


async def test_refused_at_the_door_the_draft_is_open_again(here: Manned) -> None:
    async with here.browser() as authority:
        link = await ready(here, authority)
        await here.house.freeze()
        late = await authority.get(link)
        refused = await authority.post(f"{link}/hand-in", version="2")

    assert (late.status_code, refused.status_code) == (410, 410)
    assert "больше не принимает" in late.text
    assert await here.opened.reading.list_cases() == []
