"""A filter is kept under a name, used on list and board, and deleted; by its owner."""

import re

import pytest

from models.account import Role
from models.saved_filter import MOST
from tests.web.desk import Browser, Building

ASKED = "phase=open&overdue=1"


@pytest.fixture
async def manned(here: Building) -> Building:
    for code in ("o1", "o2"):
        await here.hire(code, Role.SECRETARIAT)
    await here.hire("a1", Role.AUDITOR)
    return here


async def kept(browser: Browser, page: str = "/proposals") -> list[tuple[str, str]]:
    text = (await browser.get(page)).text
    return re.findall(r'<li><a href="([^"]+)"[^>]*>([^<]+)</a>\n<form', text)


async def test_a_filter_is_kept_used_and_deleted(manned: Building) -> None:
    async with manned.browser("o1") as browser, manned.browser("o2") as other:
        await browser.get(f"/proposals?{ASKED}")
        done = await browser.post(f"/proposals/filters?{ASKED}", name=" In  ritardo ")
        again = await browser.post("/proposals/filters?phase=ready", name="Pronte")
        await browser.post("/proposals/filters?phase=choice", name="Pronte")
        listed, board = await kept(browser), await kept(browser, "/proposals/board")
        used = await browser.get(listed[0][0].replace("&amp;", "&"))
        theirs = await kept(other)
        await browser.post("/proposals/filters/drop", name="Pronte", on="/board")
        left = await kept(browser)

    assert done.headers["location"] == f"/proposals?{ASKED}"
    assert again.status_code == 303
    assert listed == [
        ("/proposals?phase=open&amp;overdue=1", "In ritardo"),
        ("/proposals?phase=choice", "Pronte"),
    ]
    assert board[0][0] == "/proposals/board?phase=open&amp;overdue=1"
    assert used.status_code == 200
    assert theirs == []
    assert left == listed[:1]


@pytest.mark.parametrize(
    ("asked", "name"),
    [(ASKED, ""), (ASKED, "x" * 61), ("", "All"), ("phase=nowhere", "x")],
)
async def test_what_is_no_filter_is_not_kept(
    manned: Building, asked: str, name: str
) -> None:
    async with manned.browser("o1") as browser:
        await browser.get(f"/proposals?{ASKED}")
        answer = await browser.post(f"/proposals/filters?{asked}", name=name)
        assert await kept(browser) == []

    assert answer.status_code == 422


async def test_nobody_keeps_more_than_fit(manned: Building) -> None:
    async with manned.browser("o1") as browser, manned.browser("a1") as auditor:
        await browser.get(f"/proposals?{ASKED}")
        answers = [
            await browser.post(f"/proposals/filters?{ASKED}", name=f"n{one}")
            for one in range(MOST + 1)
        ]
        await auditor.get(f"/proposals?{ASKED}")
        refused = await auditor.post(f"/proposals/filters?{ASKED}", name="mine")

    assert [one.status_code for one in answers] == [303] * MOST + [422]
    assert refused.status_code == 403
