"""The board: each stage with its number, the most urgent first, the list's filters."""

import re
from datetime import timedelta

from models.account import Role
from models.case import Phase
from tests.store.samples import FORM, case, frame
from tests.web.desk import NOW, Building

MOST = 20
OPEN = MOST + 5


async def test_the_board_shows_the_most_urgent_of_each_stage(here: Building) -> None:
    await here.hire("o1", Role.SECRETARIAT)
    async with here.opened.units.write() as unit:
        await frame(unit)
        await unit.papers.put(FORM)
        for serial in range(1, OPEN + 1):
            due = NOW + timedelta(days=OPEN - serial - 2, hours=1)
            fields = {"phase": Phase.OPEN, "due_at": due}
            await unit.cases.add(case(serial).model_copy(update=fields))
        for serial, phase in ((OPEN + 1, Phase.READY), (OPEN + 2, Phase.CLOSED)):
            here_is = {"phase": phase, "due_at": NOW - timedelta(days=1)}
            await unit.cases.add(case(serial).model_copy(update=here_is))

    async with here.browser("o1") as browser:
        page = (await browser.get("/proposals/board")).text
        ready = (await browser.get("/proposals/board?phase=ready")).text
        none = await browser.get("/proposals/board?region=RU-XX")
        listed = await browser.get("/proposals?phase=open")

    lanes = {
        found[1]: (int(found[2]), re.findall(r'<li[^>]*>\n<a href="([^"]+)"', found[3]))
        for found in re.finditer(
            r'<h2 id="lane-(.*?)">.*?</a> (\d+)</h2>(.*?)</section>', page, re.DOTALL
        )
    }
    urgent = [f"/proposals/{case(n).case}" for n in range(OPEN, OPEN - MOST, -1)]
    assert lanes["open"] == (OPEN, urgent)
    assert lanes["ready"] == (1, [f"/proposals/{case(OPEN + 1).case}"])
    assert lanes["closed"] == (1, [])
    assert page.count("board-late") == 2 + 1
    assert "Altre 5" in page
    assert re.findall(r'id="lane-(.*?)"', ready) == ["ready"]
    assert none.status_code == 200
    assert 'href="/proposals/board?phase=open"' in listed.text
