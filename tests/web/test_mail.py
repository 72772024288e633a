"""The mail room: a letter sent once more, many at once, and where answers go."""

import html
import re
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from models.body import AddressHealth
from models.ids import BodyCode
from models.letter import LetterState
from tests.flow.house import house
from tests.flow.stories import disseminated
from tests.flow.wait import until
from tests.web.desk import Browser
from tests.web.manned import Manned, manned

BODY = BodyCode("IT-57")
ADDRESS = "accordi@it-57.example"
PREFACE = "La inviamo ancora: nella prima mancava l'allegato."


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Manned]:
    async with house(tmp_path) as home, manned(await home.furnish()) as desk:
        yield desk


async def letter_page(here: Manned, browser: Browser, body: BodyCode) -> str:
    """The way to the first letter to a body, once it has left."""

    async def left() -> int:
        found = await here.opened.reading.letters(state=LetterState.ACCEPTED, body=body)
        return len(found)

    await until(left, 1)
    listed = await browser.get("/letters?state=accepted")
    [row] = [one for one in listed.text.split("<tr>") if f"<td>{body}</td>" in one]
    return html.unescape(re.findall(r'href="(/letter\?[^"]+)"', row)[0])


async def test_letter_goes_out_again_and_its_answer_is_matched(here: Manned) -> None:
    ref = await disseminated(here.house)
    first = await here.house.letter(ADDRESS)
    async with here.browser("o1") as browser:
        path = (await letter_page(here, browser, BODY)).replace("?", "/resend?")
        await browser.get(path)
        told = {"preface": PREFACE, "reason": "asked by telephone"}
        looked = await browser.post(path, **told)
        assert "1 lettera: diffusione, in italiano" in looked.text
        assert ADDRESS in looked.text
        assert len(here.house.letters(ADDRESS)) == 1

        done = await browser.post(path, **told, step="do")

        there = await browser.get(done.headers["location"])
        assert (done.status_code, there.status_code) == (303, 200)
        assert "alert-success" in there.text
    await until(lambda: _count(here), 2)
    again = here.house.letters(ADDRESS)[-1]
    text = words_of(again)
    assert text.count(PREFACE) == 1
    assert again["Message-ID"] != first["Message-ID"]
    assert again["In-Reply-To"] == first["Message-ID"]
    assert again["Reply-To"] == first["Reply-To"]
    assert [line for line in words_of(first).splitlines() if line not in text] == []
    await here.house.reply(again, "SI, siamo interessati.\n")
    await until(here.house.answers, ref, {BODY: "interested"})
    await check_pages(here, ref)
    events = [one for one in await here.house.events(ref) if "resent" in one.kind]
    assert [(one.actor, one.reason) for one in events] == [
        ("secretariat:o1", "asked by telephone")
    ]


async def check_pages(here: Manned, ref: str) -> None:
    """What the address book and the inbox say of the body's answer."""
    async with here.browser("o1") as browser:
        page = await browser.get(f"/bodies/{BODY}")
        book = await browser.get("/bodies")
        [path] = set(re.findall(r'href="(/inbox/[0-9a-f]+)"', page.text))
        mail = await browser.get(path)
    assert page.text.count(f">{ref}</a>") == 2  # it waits still, and was answered
    assert "funziona" in book.text
    assert '<mark class="desk-span">SI, siamo interessati.</mark>' in mail.text
    assert "+…@" in mail.text  # whoever holds the whole address may answer
    assert not re.search(r"\+[^…@\s<>]+@staffetta", mail.text)


def words_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


async def _count(here: Manned) -> int:
    return len(here.house.letters(ADDRESS))


async def test_letter_to_a_bad_address_is_not_sent_again(here: Manned) -> None:
    ref = await disseminated(here.house)
    await here.house.letter(ADDRESS)
    async with here.opened.units.write() as unit:
        body = await unit.bodies.get(BODY)
        await unit.bodies.save(body.model_copy(update={"health": AddressHealth.BAD}))
    async with here.browser("o1") as browser:
        path = (await letter_page(here, browser, BODY)).replace("?", "/resend?")
        await browser.get(path)

        answer = await browser.post(path, preface=PREFACE, reason="asked", step="do")

        assert answer.status_code == 422
        why = "Non si può scrivere a IT-57: le lettere al suo indirizzo tornano"
        assert why in answer.text
    assert len(here.house.letters(ADDRESS)) == 1
    assert "letter.resent" not in await here.house.kinds(ref)
