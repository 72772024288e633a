"""Many letters at once: counted before, each by its own act, refusals by name."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.letter import LetterState
from models.posting import Posting
from tests.flow.house import CORRIDOR, house
from tests.flow.samples import sample
from tests.flow.stories import BODIES
from tests.flow.wait import until
from tests.web.manned import Manned, manned

WAITS = CORRIDOR.model_copy(
    update={
        "policy": CORRIDOR.policy.model_copy(
            update={
                "posting": Posting(hold=86_400, times=(), gather=0, correction=86_400)
            }
        )
    }
)


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Manned]:
    """One round's letters lie in the outbox."""
    async with house(tmp_path) as home:
        await home.furnish(WAITS)
        ref: str = (await home.submit(sample())).ref
        await home.accept(ref)
        await until(home.phase, ref, "open")
        async with manned(home) as desk:
            await until(states, desk, [LetterState.READY] * len(BODIES))
            yield desk


async def states(here: Manned) -> list[LetterState]:
    found = await here.opened.reading.letters()
    return [one.state for one in found if one.kind == "dissemination"]


def ticks(page: str) -> list[str]:
    return [
        html.unescape(one)
        for one in re.findall(r'type="checkbox" name="letter" value="([^"]+)"', page)
    ]


async def test_ticked_letters_are_counted_then_each_is_recalled(here: Manned) -> None:
    async with here.browser("o1") as browser:
        listed = await browser.get("/letters?state=ready&kind=dissemination")
        chosen = ticks(listed.text)
        count = len(chosen)
        shown = re.findall(r'name="shown" value="([^"]+)"', listed.text)
        assert sorted(map(html.unescape, shown)) == sorted(chosen)
        asked = await browser.post(
            "/letters/many", act="recall", every="1", shown=chosen
        )
        assert asked.status_code == 200
        assert asked.text.count('type="hidden" name="letter"') == count
        assert 'name="reason"' in asked.text
        told: dict[str, str | list[str]] = {"act": "recall", "letter": chosen}
        missing = await browser.post("/letters/many", **told, reason="", step="look")
        assert missing.status_code == 422

        looked = await browser.post(
            "/letters/many", **told, reason="wrong annex", step="look"
        )

        assert f"{count} lettere a {count} destinatari" in looked.text
        assert await states(here) == [LetterState.READY] * count
        done = await browser.post(
            "/letters/many", **told, reason="wrong annex", step="do"
        )
        assert done.headers["location"] == f"/letters?done={count}"
        assert await states(here) == [LetterState.RECALLED] * count

    stream = "proposal/it-ru/29/0001"
    async with here.opened.units.read() as unit:
        events = await unit.events.of(stream)
    recalled = [one for one in events if one.kind == "letter.recalled"]
    assert {str(one.body["letter"]) for one in recalled} == set(chosen)
    assert {one.reason for one in recalled} == {"wrong annex"}


async def test_refused_ones_are_named_and_the_others_are_done(here: Manned) -> None:
    async with here.browser("o1") as browser:
        listed = await browser.get("/letters?state=ready&kind=dissemination")
        first, *rest = ticks(listed.text)
        told: dict[str, str | list[str]] = {"act": "recall", "reason": "wrong annex"}
        await browser.post("/letters/many", **told, letter=first, step="do")

        looked = await browser.post(
            "/letters/many", **told, letter=[first, *rest], step="look"
        )
        done = await browser.post(
            "/letters/many", **told, letter=[first, *rest], step="do"
        )
        none = await browser.post("/letters/many", act="resend", letter=rest)

    hidden = re.findall(r'type="hidden" name="letter" value="([^"]+)"', looked.text)
    assert [html.unescape(one) for one in hidden] == rest
    assert done.status_code == 422
    assert f"Fatte: {len(rest)}. Rifiutate: 1" in done.text
    assert done.text.count("La lettera è «revocata»") == 1
    assert none.status_code == 422
    assert set(await states(here)) == {LetterState.RECALLED}
