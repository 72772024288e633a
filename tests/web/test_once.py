"""A form sent twice is done once."""

import asyncio
import re

from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.web.desk import Browser
from tests.web.manned import Manned
from tests.web.test_deciding import (
    CASE,
    SESSION,
    here,  # noqa: F401  (a fixture)
    looked_at,
)
from web.once import Once


async def _confirmed(browser: Browser) -> dict[str, str]:
    """The form of an answer by telephone, looked at, as its page would send it."""
    told = {"body": "IT-34", "answer": "declined", "reason": "by telephone"}
    looked = await browser.post(f"{CASE}/answer", **told)
    [token] = re.findall(r'name="token" value="([0-9a-f]+)"', looked.text)
    return told | {"step": "do", "token": token}


async def test_form_confirmed_twice_acts_once(here: Manned) -> None:  # noqa: F811
    ref = await disseminated(here.house)
    async with here.browser("o1") as browser:
        await browser.get(f"{CASE}/answer")
        form = await _confirmed(browser)

        first, second = await asyncio.gather(
            browser.post(f"{CASE}/answer", **form),
            browser.post(f"{CASE}/answer", **form),
        )
        object.__setattr__(here.desk, "once", Once())  # the desk was started anew
        late = await browser.post(f"{CASE}/answer", **form)
        other = await browser.post(f"{CASE}/answer", **await _confirmed(browser))

    places = [one.headers["location"] for one in (first, second, late, other)]
    answered = [
        f"{CASE}?done={one.seq}"
        for one in await here.house.events(ref)
        if one.kind == "proposal.answered" and one.actor == "secretariat:o1"
    ]
    assert places == [answered[0]] * 3 + [answered[1]]
    assert len(answered) == 2


async def test_form_registered_twice_is_one_proposal(here: Manned) -> None:  # noqa: F811
    async with here.browser("o1") as browser:
        await browser.get("/submit")
        looked = await looked_at(browser, sample())
        carried = dict(
            re.findall(r'name="(content|token)" value="([^"]*)"', looked.text)
        )
        form = carried | {"session": SESSION, "step": "do"}

        first, second = await asyncio.gather(
            browser.post("/submit", **form), browser.post("/submit", **form)
        )

    assert [first.headers["location"], second.headers["location"]] == [CASE] * 2
    assert len(await here.opened.reading.list_cases()) == 1
