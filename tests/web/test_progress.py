"""Work under way is told as it goes, and the telling ends with it."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.flow.house import house
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.web.desk import Browser
from tests.web.manned import Manned, manned

CASE = "/progress/proposals/it-ru/29/0001"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Manned]:
    async with house(tmp_path) as home, manned(await home.furnish()) as desk:
        yield desk


async def told(browser: Browser, path: str) -> list[dict[str, object]]:
    """All that a stream says, to its end."""
    answer = await browser.client.get(path, timeout=60)
    assert answer.headers["content-type"].startswith("text/event-stream")
    lines = answer.text.split("\n\n")
    return [json.loads(one.removeprefix("data: ")) for one in lines if one]


async def test_letters_of_a_round_are_counted_until_all_have_left(
    here: Manned,
) -> None:
    await disseminated(here.house)
    async with here.browser("o1") as browser:
        said = await told(browser, CASE)
        shown = await browser.get("/proposals/it-ru/29/0001")

    assert said[-1] == {"done": 3, "all": 3, "ended": True, "said": "Fatto 3 su 3."}
    counts = [int(str(one["done"])) for one in said]
    assert counts == sorted(counts)
    assert "Fatto 3 su 3." in shown.text
    assert "data-progress" not in shown.text


async def test_import_is_told_form_by_form(here: Manned) -> None:
    forms = [json.loads(sample(number)) for number in range(3)]
    async with here.browser("o1") as browser:
        await browser.get("/import")
        kept = await browser.client.post(
            "/import",
            data={"sign": browser.sign, "session": "IT-RU/XXIX"},
            files={"file": ("forms.json", json.dumps(forms).encode())},
        )
        where = kept.headers["location"]
        await browser.get(where)
        begun = await browser.post(where)
        page: httpx.Response = await browser.get(begun.headers["location"])
        said = await told(browser, f"/progress{where.partition('?')[0]}")

    assert 'data-progress="/progress/import/' in page.text
    assert (said[-1]["done"], said[-1]["ended"]) == (3, True)


async def test_report_that_takes_long_is_shown_under_way_then_told(
    here: Manned,
) -> None:
    here.desk.reports.patience = 0.0
    asked = "kind=times&first=2026-01&last=2027-12&session=&by=region"
    async with here.browser("o1") as browser:
        under_way = await browser.get(f"/reports?{asked}")
        said = await told(browser, f"/progress/report?{asked}")
        here.desk.reports.patience = 30.0
        done = await browser.get(f"/reports?{asked}")

    assert 'data-progress="/progress/report?' in under_way.text
    assert "<h2>" not in under_way.text
    assert said[-1]["ended"] is True
    assert "data-progress" not in done.text
    assert "<table" in done.text


async def test_stream_of_what_is_not_there_is_refused(here: Manned) -> None:
    async with here.browser("o1") as browser:
        case = await browser.get(CASE)
        file = await browser.get(f"/progress/import/{'0' * 64}")

    assert (case.status_code, file.status_code) == (404, 404)
