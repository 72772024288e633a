"""A real browser on an invited authority's page; axe-core looks at it.

With script it shows what is missing while one types; all the rest goes without.
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

from tests.web.desk import Building
from tests.web.offers import invited, saved, typed_sample
from tests.web.test_submission import here as here  # noqa: PLC0414  (the fixture)

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu")
SEVERE = {"serious", "critical"}
SOON = 30_000  # milliseconds a page may take on a busy machine
SHOTS = os.environ.get("SHOTS", "")

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(),
    reason="no browser: install Debian's package chromium, as .ci/run does",
)


@asynccontextmanager
async def page_at(here: Building, *, script: bool) -> AsyncIterator[tuple[Page, str]]:
    """A browser's page, and where the desk is served."""
    ear = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(here.app, log_level="warning", lifespan="off")
    )
    serving = asyncio.create_task(server.serve(sockets=[ear]))
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=str(CHROMIUM), args=[*FLAGS]
            )
            context = await browser.new_context(java_script_enabled=script)
            page = await context.new_page()
            page.set_default_timeout(SOON)
            yield page, f"http://localhost:{ear.getsockname()[1]}"
            await browser.close()
    finally:
        server.should_exit = True
        await serving
        ear.close()


async def seen_through(page: Page) -> list[tuple[str, str]]:
    found = (await Axe().run(page)).response["violations"]
    return [
        (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SEVERE
    ]


async def test_what_is_missing_is_told_while_one_types(here: Building) -> None:
    link = await invited(here)
    async with page_at(here, script=True) as (page, origin):
        await page.goto(f"{origin}{link}")
        before = await page.inner_text("#state summary")
        unsaved = await seen_through(page)
        await page.fill("[name='proposer.name']", "ООО «Поима» (вымышлено)")
        await page.wait_for_function(
            "told => document.querySelector('#state summary').innerText !== told",
            arg=before,
        )
        after = await page.inner_text("#state summary")
        heard = await page.inner_text("#told")
        await page.click("button[value=stay]")
        kept = await page.input_value("[name='proposer.name']")
        marked = await seen_through(page)
        if SHOTS:
            await page.screenshot(path=f"{SHOTS}/offer.png", full_page=True)

    assert int(after.split()[0]) == int(before.split()[0]) - 1
    assert heard == after
    assert kept == "ООО «Поима» (вымышлено)"
    assert (unsaved, marked) == ([], [])


async def test_all_of_it_goes_without_script(here: Building) -> None:
    link = await invited(here, language="it")
    async with here.browser() as browser:
        await saved(browser, link, typed_sample())
    async with page_at(here, script=False) as (page, origin):
        await page.goto(f"{origin}{link}")
        await page.fill("[name='title.ru']", "Линия сортировки отходов")
        await page.click("button[value=hand-in]")
        stale = await page.inner_text("#state")
        if SHOTS:
            await page.screenshot(path=f"{SHOTS}/offer-stale.png", full_page=True)
        for code in ("it", "en"):
            await page.click(f"[for='c-title.{code}']")
        await page.click("button[value=hand-in]")
        reached = page.url

    assert "l’altra lingua è cambiata" in stale
    assert reached == f"{origin}{link}/hand-in"
