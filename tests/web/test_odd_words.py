"""Whatever is entered in any form is refused in words, or done: never a fault."""

import re
from pathlib import Path
from random import Random

import pytest

from models.account import Role
from tests.flow.house import House, house
from tests.flow.stories import ready
from tests.flow.treasury import commit
from tests.web.desk import Browser
from tests.web.manned import manned
from web.doors import DOORS

ODD = (
    *("", "-1", "²", "1e400", "NaN", "1,5", "1.000.000,00", "9" * 30, "9" * 5000),
    *("a\0b", "\ud7ff", "\u202eabc", "🙂" * 50, "x" * 20_001, "<script>", "../.."),
    *("2026-13-01", "0001-01-01", "9999-12-31", "9999-12-31T23:59", "2026-11-23"),
    *("yes", "accept", "e30=", "!!!", "it", "IT-57", "AP-IT-57", "a=https://x"),
)
KNOWN = {"corridor": "it-ru", "ordinal": "29", "serial": "0001", "code": "IT-57"}
TRIES = 4
CHOSEN = 0.8  # of the fields with a list: from the list


@pytest.mark.parametrize("seed", [1])
async def test_no_form_fails_on_what_is_entered(tmp_path: Path, seed: int) -> None:
    dice, seen = Random(seed), set()  # noqa: S311  (no secret)
    async with house(tmp_path) as opened:
        here = await opened.furnish(days=70)
        await commit(here, await ready(here))
        letter = await first_letter(here)
        async with manned(here) as desk:
            everything = [one for one in Role if one is not Role.AUDITOR]
            await desk.hire("all", *everything)
            await desk.hire("court", Role.AUDITOR)
            for person in ("all", "court"):
                async with desk.browser(person) as browser:
                    for path in forms(letter):
                        seen |= await tried(browser, path, dice)

    assert {200, 303, 422} <= seen
    assert max(seen) < 500


def forms(letter: str) -> list[str]:
    """Each address that takes a form, of things on record where it has some."""
    asked = {"/letter/": f"?id={letter}", "/template/": "?kind=dissemination"}
    found = []
    for door in DOORS:
        if door.method == "POST" and door.roles is not None and door.path != "/leave":
            path = re.sub(r"{(\w+)[\w:]*}", lambda m: KNOWN.get(m[1], "1"), door.path)
            more = [query for begun, query in asked.items() if path.startswith(begun)]
            found.append(path + "".join(more))
    return found


async def tried(browser: Browser, path: str, dice: Random) -> set[int]:
    page = (await browser.get(path)).text
    names = set(re.findall(r'name="([\w-]+)"', page)) - {"sign", "step", "token"}
    lists = {
        name: re.findall(r'value="([^"]+)"', options)
        for name, options in re.findall(
            r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', page, re.DOTALL
        )
    }
    seen = set()
    for number in range(TRIES):
        given = {
            name: dice.choice(lists[name])
            if lists.get(name) and dice.random() < CHOSEN
            else dice.choice(ODD)
            for name in sorted(names or {"reason"})
        }
        step = {"step": "do"} if number == TRIES - 1 else {}
        answer = await browser.post(path, **given, **step)
        assert answer.status_code < 500, (path, given)
        seen.add(answer.status_code)
        if not browser.sign:
            await browser.get("/")
    return seen


async def first_letter(here: House) -> str:
    [letter, *_] = await here.reading.letters(limit=1)
    return letter.letter
