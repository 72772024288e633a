"""Many forms at once: looked at, registered one by one, never twice."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.flow.house import house
from tests.flow.samples import sample
from tests.flow.wait import until
from tests.web.desk import Browser
from tests.web.manned import Manned, manned


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Manned]:
    async with (
        house(tmp_path, local_mail=True) as home,
        manned(await home.furnish()) as desk,
    ):
        yield desk


async def given(browser: Browser, *forms: bytes) -> httpx.Response:
    await browser.get("/import")
    content = json.dumps([json.loads(one) for one in forms]).encode()
    return await browser.client.post(
        "/import",
        data={"sign": browser.sign, "session": "IT-RU/XXIX"},
        files={"file": ("forms.json", content, "application/json")},
    )


async def registered(here: Manned) -> int:
    return len(await here.opened.reading.list_cases())


def refs(page: httpx.Response) -> list[str]:
    return re.findall(r'<a href="/proposals/[^"]+">([^<]+)</a>', page.text)


async def test_file_is_looked_at_form_by_form_then_registered(here: Manned) -> None:
    broken = json.dumps({"title": {"it": "Senza altro"}}).encode()
    async with here.browser("o1") as browser:
        kept = await given(browser, sample(0), broken, sample(1))
        where = kept.headers["location"]
        looked = await browser.get(where)
        assert await registered(here) == 0
        await browser.post(where)
        await until(registered, here, 2)
        await until(working, here, 0)
        done = await browser.get(where)
        again = await browser.post(where)
        await until(working, here, 0)

    assert looked.text.count("da registrare") == 2
    assert "Senza altro" in looked.text
    assert len(refs(done)) == 2
    assert "Registrate 2 su 3." in done.text
    assert again.status_code == 303
    assert await registered(here) == 2
    async with here.opened.units.read() as unit:
        refused = await unit.events.refused()
    assert {event.body["act"] for event in refused} == {"submit"}


async def working(here: Manned) -> int:
    return len(here.desk.imports.working)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"[1]"])
async def test_file_without_forms_is_refused_in_words(
    here: Manned, content: bytes
) -> None:
    async with here.browser("o1") as browser:
        await browser.get("/import")
        answer = await browser.client.post(
            "/import",
            data={"sign": browser.sign},
            files={"file": ("forms.json", content, "application/json")},
        )
        gone = await browser.get(f"/import/{'0' * 64}")

    assert answer.status_code == 422
    assert gone.status_code == 404


async def test_samples_bring_bodies_and_proposals_for_the_session_that_collects(
    here: Manned,
) -> None:
    async with here.browser("o1") as browser:
        home = await browser.get("/")
        kept = await browser.post("/import/samples")
        looked = await browser.get(kept.headers["location"])
        again = await browser.post("/import/samples")

    assert "Importa gli esempi" in home.text
    assert looked.text.count("da registrare") == 3
    assert again.headers["location"] == kept.headers["location"]
    bodies = {one.code for one in await here.opened.reading.bodies()}
    assert {"IT-MV", "IT-VD", "IT-LC"} <= bodies
