"""Decisions at the desk: looked at first, done on the real engine, refused in words."""

import html
import re
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from audit.offline.verify import Dossier
from tests.flow.house import house
from tests.flow.samples import sample
from tests.flow.stories import disseminated, ready
from tests.flow.wait import until
from tests.web.desk import Browser
from tests.web.manned import Manned, manned

SESSION = "IT-RU/XXIX"
CASE = "/proposals/it-ru/29/0001"
MARKS = {"advantages": "4", "clarity": "3", "cooperation": "4", "rules": "3"}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Manned]:
    async with house(tmp_path) as home, manned(await home.furnish()) as desk:
        yield desk


async def looked_at(browser: Browser, form: bytes) -> httpx.Response:
    return await browser.client.post(
        "/submit",
        data={"sign": browser.sign, "session": SESSION},
        files={"form": ("form.json", form, "application/json")},
    )


async def submitted(browser: Browser, form: bytes = b"") -> str:
    """Where the page of the new proposal is."""
    await browser.get("/submit")
    looked = await looked_at(browser, form or sample())
    [content] = looked.text.split('name="content" value="')[1:]
    done = await browser.post(
        "/submit", content=content.partition('"')[0], session=SESSION, step="do"
    )
    assert (looked.status_code, done.status_code) == (200, 303)
    return done.headers["location"]


async def test_form_is_looked_at_then_registered(here: Manned) -> None:
    form = sample()
    async with here.browser("o1") as browser:
        assert await submitted(browser, form) == CASE
        shown = await browser.get(CASE)
        again = await looked_at(browser, form)

    assert "IT-RU/2026-2028/XXIX/LIP/0001" in shown.text
    assert again.status_code == 422
    assert len(await here.opened.reading.list_cases()) == 1


async def test_what_it_sets_off_is_shown_before_it_is_done(here: Manned) -> None:
    async with here.browser("o1") as registrar:
        await submitted(registrar)
    ref = (await here.opened.reading.list_cases())[0].ref
    await until(here.house.phase, ref, "validation")
    told = {"verdict": "accept", **MARKS, "reason": ""}
    async with here.browser("o2") as browser:
        await browser.get(f"{CASE}/validate")

        looked = await browser.post(f"{CASE}/validate", **told)

        assert looked.status_code == 200
        assert "lettere: diffusione, in italiano" in looked.text
        assert await here.house.phase(ref) == "validation"
        done = await browser.post(f"{CASE}/validate", **told, step="do")
        assert done.headers["location"].startswith(f"{CASE}?done=")
        await until(here.house.phase, ref, "open")
        shown = await browser.get(done.headers["location"])
        assert "diffusione" in shown.text

    events = await here.house.events(ref)
    assert "validator:o2" in {event.actor for event in events}


async def test_whoever_registered_does_not_validate_in_any_office(
    here: Manned,
) -> None:
    async with here.browser("o1") as browser:
        await submitted(browser)
        ref = (await here.opened.reading.list_cases())[0].ref
        await until(here.house.phase, ref, "validation")
        await browser.get(f"{CASE}/validate")

        answer = await browser.post(
            f"{CASE}/validate", verdict="accept", **MARKS, reason=""
        )

    assert answer.status_code == 422
    assert "deve decidere un collega" in answer.text
    assert await here.house.phase(ref) == "validation"
    refused = [one for one in await here.house.events(ref) if one.kind == "act.refused"]
    assert [(one.actor, one.body["act"]) for one in refused] == [
        ("validator:o1", "validate")
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"verdict": "maybe", "reason": "x"}, "Scegliete dall’elenco: Decisione."),
        ({"verdict": "", "reason": "x"}, "Manca: Decisione."),
        ({"verdict": "accept", "clarity": "9"}, "Scegliete dall’elenco: Chiarezza"),
        (
            {"verdict": "reject", "reason": ""},
            "Il rinvio per completamento e il rigetto vanno motivati",
        ),
    ],
)
async def test_bad_input_is_refused_and_stays_in_the_form(
    here: Manned, given: dict[str, str], said: str
) -> None:
    async with here.browser("o1") as registrar:
        await submitted(registrar)
    ref = (await here.opened.reading.list_cases())[0].ref
    await until(here.house.phase, ref, "validation")
    async with here.browser("o2") as browser:
        await browser.get(f"{CASE}/validate")
        answer = await browser.post(f"{CASE}/validate", **given)

    assert answer.status_code == 422
    assert said in answer.text
    assert await here.house.phase(ref) == "validation"


async def test_engine_away_is_said_and_nothing_is_lost(here: Manned) -> None:
    async with here.browser("o1") as browser:
        await submitted(browser)
        here.opened.reached.clear()
        await browser.get(f"{CASE}/withdraw")
        answer = await browser.post(f"{CASE}/withdraw", reason="a while")

    assert answer.status_code == 503
    assert "Il motore delle procedure non risponde" in answer.text


async def test_unmatched_mail_is_filed_from_its_guess(here: Manned) -> None:
    ref = await disseminated(here.house)
    mail = EmailMessage()
    mail["From"], mail["To"] = "accordi@it-57.example", "progetti@staffetta.example"
    mail["Subject"], mail["Message-ID"] = "Adesione", "<new@it-57.example>"
    mail.set_content("Ne parliamo in giunta e vi diciamo.")
    await here.house.post(mail)
    await until(here.house.waiting_messages, 1)
    async with here.browser("o1") as browser:
        home = await browser.get("/")
        [path] = set(re.findall(r'href="(/task\?[^"]+)"', home.text))
        shown = await browser.get(html.unescape(path))
        assert "Ne parliamo in giunta" in shown.text
        [guess, *_] = re.findall(r'href="(/task/file\?[^"]+)"', shown.text)
        form = await browser.get(html.unescape(guess))
        assert ref in form.text
        told = {"what": "interested", "ref": ref, "body": "IT-57", "reason": "by phone"}

        looked = await browser.post(html.unescape(guess), **told)
        assert (looked.status_code, "Conferma" in looked.text) == (200, True)
        done = await browser.post(html.unescape(guess), **told, step="do")

        assert done.headers["location"].startswith("/?done=")
        await until(here.house.waiting_messages, 0)
        gone = await browser.get(html.unescape(path))
        assert gone.status_code == 404


async def test_letter_that_has_left_is_not_recalled(here: Manned) -> None:
    await disseminated(here.house)
    await here.house.letter("accordi@it-57.example")
    async with here.browser("o1") as browser:
        listed = await browser.get("/letters?state=accepted")
        path = html.unescape(re.findall(r'href="(/letter\?[^"]+)"', listed.text)[0])
        shown = await browser.get(path)
        assert shown.status_code == 200
        assert "Revoca" not in shown.text

        recall = path.replace("/letter?", "/letter/recall?")
        answer = await browser.post(recall, reason="a slip")

    assert answer.status_code == 422


async def test_session_is_frozen_once_its_consequences_were_seen(here: Manned) -> None:
    ref = await ready(here.house)
    async with here.browser("o1") as browser:
        await browser.get("/sessions/it-ru/29/freeze")
        told = {"reason": "agenda agreed"}
        looked = await browser.post("/sessions/it-ru/29/freeze", **told)
        assert f"{ref}: da «pronta per la sessione» a «in agenda»" in looked.text
        assert await here.house.phase(ref) == "ready"
        await browser.post("/sessions/it-ru/29/freeze", **told, step="do")
        await until(here.house.phase, ref, "scheduled")
        matrix = await browser.get("/sessions/it-ru/29/matrix")

    cells = re.findall(r'class="cell-([a-z-]+)"', matrix.text)
    assert cells.count("interested") == 1
    assert set(cells) == {"interested", "declined"}


async def test_dossier_is_downloaded_and_holds(here: Manned) -> None:
    ref = await ready(here.house)
    async with here.browser("o1") as browser:
        await browser.get(CASE)
        answer = await browser.post(f"{CASE}/dossier")

    assert Dossier(answer.content, "dossier.zip").findings == []
    events = await here.house.events(ref)
    assert [(one.actor, one.kind) for one in events][-1] == (
        "secretariat:o1",
        "dossier.made",
    )


async def test_filtered_list_is_taken_away_as_it_is_shown(here: Manned) -> None:
    ref = await ready(here.house)
    async with here.browser("o1") as browser:
        listed = await browser.get("/proposals?phase=ready&waiting_on=session")
        none = await browser.get("/proposals/file/csv?phase=closed")
        [path] = re.findall(r'href="(/proposals/file/csv[^"]+)"', listed.text)
        taken = await browser.get(html.unescape(path))
        wrong = await browser.get("/proposals?phase=nowhere")

    assert "1 proposta" in listed.text
    rows = taken.content.decode("utf-8-sig").splitlines()
    assert [row.split(";")[0].strip('"') for row in rows[1:]] == [ref]
    assert none.content.decode("utf-8-sig").count("\r\n") == 1
    assert wrong.status_code == 422
