"""With a real browser's script an item is dragged, or carried by the keyboard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Page, Route, ViewportSize, async_playwright

from tests.web.desk import ORIGIN, Building
from tests.web.sittings import PATH, scheduled, sitting

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu")

ROOMY: ViewportSize = {"width": 1280, "height": 1280}
"""All is in sight: a drag by a driver does not scroll."""

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(),
    reason="no browser: install Debian's package chromium, as .ci/run does",
)


@asynccontextmanager
async def shown(desk: Building) -> AsyncIterator[Page]:
    """A page of a browser in which o1 has entered; it reaches no network."""
    async with desk.browser("o1") as entered, async_playwright() as playwright:

        async def answer(route: Route) -> None:
            found = await entered.client.get(route.request.url)
            kind = found.headers["content-type"]
            await route.fulfill(
                status=found.status_code, content_type=kind, body=found.content
            )

        browser = await playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=[*FLAGS]
        )
        page = await browser.new_page(viewport=ROOMY)
        page.set_default_timeout(8000)
        await page.route("**/*", answer)
        yield page
        await browser.close()


def asked(address: str) -> dict[str, str]:
    """What the form is opened with."""
    return {name: one for name, [one] in parse_qs(urlsplit(address).query).items()}


async def test_item_is_carried_to_the_form_that_moves_it(tmp_path: Path) -> None:
    async with sitting(tmp_path, capacity=120) as (home, desk):
        ref = await scheduled(home)
        async with shown(desk) as page:
            await page.goto(f"{ORIGIN}{PATH}/agenda")
            handle = page.locator(".agenda-handle")
            await handle.press("ArrowDown")
            await handle.press("ArrowDown")
            said = await page.inner_text("[data-said]")
            free = await page.locator("td.agenda-free").nth(1).get_attribute("data-say")
            await handle.press("Enter")
            await page.wait_for_url("**/move_item?**")
            carried = asked(page.url)
            filled = await page.input_value("#starts")
            await page.goto(f"{ORIGIN}{PATH}/agenda")
            await page.drag_and_drop(".agenda-card", "td.agenda-free >> nth=1")
            await page.wait_for_url("**/move_item?**")
            dragged = asked(page.url)

    assert said == free
    assert carried == {"item": ref, "table": "plenary", "starts": filled}
    assert dragged == carried
