"""A draft is handed in on the real engine: once, and by nobody's officer."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.compliance import LegalStatus
from models.ids import CaseId
from models.officer import person
from tests.flow.house import CORRIDOR, house
from tests.flow.wait import until
from tests.web.desk import ORIGIN, Browser
from tests.web.manned import Manned, manned
from tests.web.offers import invited, page_of, saved, typed_sample

CASE = CaseId("it-ru/29/0001")
MARKS = {"advantages": "4", "clarity": "3", "cooperation": "4", "rules": "3"}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Manned]:
    async with (
        house(tmp_path, desk_url=ORIGIN) as home,
        manned(await home.furnish()) as desk,
    ):
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

    assert await validated_by(here, "o1") == 422
    assert await validated_by(here, "o2") == 303


async def validated_by(here: Manned, code: str) -> int:
    told = {"verdict": "accept", **MARKS, "reason": "", "step": "do"}
    async with here.browser(code) as officer:
        await officer.get(f"/proposals/{CASE}/validate")
        answer = await officer.post(f"/proposals/{CASE}/validate", **told)
    return answer.status_code


async def test_secretariat_finds_the_proposal_and_its_files(here: Manned) -> None:
    async with here.browser() as authority, here.browser("o2") as officer:
        link = await ready(here, authority)
        await authority.post(f"{link}/hand-in", version="2")
        case = await officer.get(f"/proposals/{CASE}")
        [path] = re.findall(r'href="(/invitations/\w+)"', case.text)
        shown = await officer.get(path)
        taken = await officer.get(f"{path}/file/0")
        none = await officer.get(f"{path}/file/1")

    assert f'href="/proposals/{CASE}"' in shown.text
    assert "план.pdf" in shown.text
    assert taken.content == b"%PDF-1.7 plan"
    assert taken.headers["content-disposition"].startswith("attachment")
    assert none.status_code == 404
    [row] = await here.opened.reading.list_cases()
    await until(here.house.phase, row.ref, "validation")


async def test_refused_at_the_door_the_draft_is_open_again(here: Manned) -> None:
    async with here.browser() as authority:
        link = await ready(here, authority)
        await here.house.register.keep_corridor(
            CORRIDOR.model_copy(update={"legal_status": LegalStatus.CLOSED}),
            now=here.now,
        )
        refused = await authority.post(f"{link}/hand-in", version="2")
        await here.house.register.keep_corridor(CORRIDOR, now=here.now)
        again = await saved(authority, link, typed_sample())
        done = await authority.post(f"{link}/hand-in", version="3")

    assert refused.status_code == 422
    assert "Сейчас предложение подать нельзя" in refused.text
    assert [again.status_code, done.status_code] == [303, 303]
    [row] = await here.opened.reading.list_cases()
    async with here.opened.units.read() as unit:
        [event] = await unit.events.refused()
    assert event.actor.startswith("authority:")
    await until(here.house.phase, row.ref, "validation")


async def test_answer_lost_on_its_way_is_found_again(here: Manned) -> None:
    async with here.browser() as authority:
        link = await ready(here, authority)
        async with here.opened.units.read() as unit:
            [offer] = await unit.offers.latest()
            draft = await unit.drafts.get(offer.offer)
        await authority.post(f"{link}/hand-in", version="2")
        async with here.opened.units.write(here.now) as unit:
            await unit.offers.get(offer.offer)
            await unit.offers.save(offer)
            await unit.drafts.put_file(offer.offer, b"%PDF-1.7 plan")
            await unit.drafts.add(draft.model_copy(update={"handing_at": here.now}))
        waiting = await authority.get(link)
        changed = await saved(authority, link, typed_sample())
        again = await authority.post(f"{link}/hand-in", version="2")
        shown = await authority.get(link)

    assert "Подача начата" in waiting.text
    assert changed.status_code == 409
    assert again.status_code == 303
    [row] = await here.opened.reading.list_cases()
    assert row.ref in shown.text
    await until(here.house.phase, row.ref, "validation")


async def test_form_that_is_registered_already_is_told_without_its_number(
    here: Manned,
) -> None:
    async with here.browser() as authority:
        first, second = await ready(here, authority), await ready(here, authority)
        typed = typed_sample(technical_spec="the same")
        for link in (first, second):
            await saved(authority, link, {**typed, "removed": "план.pdf"})
        done = await authority.post(f"{first}/hand-in", version="3")
        looked = await authority.get(f"{second}/hand-in")
        refused = await authority.post(f"{second}/hand-in", version="3")

    assert (done.status_code, looked.status_code, refused.status_code) == (
        *(303, 422, 422),
    )
    [row] = await here.opened.reading.list_cases()
    assert "уже зарегистрировано" in refused.text
    assert row.ref not in looked.text + refused.text
    await until(here.house.phase, row.ref, "validation")


async def test_session_that_closed_takes_no_draft(here: Manned) -> None:
    async with here.browser() as authority:
        link = await ready(here, authority)
        await here.house.freeze()
        late = await authority.get(link)
        refused = await authority.post(f"{link}/hand-in", version="2")

    assert (late.status_code, refused.status_code) == (410, 410)
    assert "больше не принимает" in late.text
    assert await here.opened.reading.list_cases() == []
