"""The page behind a signed link: looking changes nothing, answering is a real mail."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

from mail.spool import Mailboxes
from models.body import Proof
from models.ids import PaperId
from models.inbound import Disposition
from models.letter import LetterState
from models.posting import Posting
from tests.flow.adhesions import TEXT, XXIX, desk
from tests.flow.house import CORRIDOR, House, house
from tests.flow.stories import disseminated
from tests.flow.wait import until
from web.public import PAGES, application
from web.serving import public_of

ADDRESS = "accordi@it-57.example"
PUBLIC = "https://partner.staffetta.example"
PUNYCODE = {"Content-Type": "application/x-www-form-urlencoded; charset=punycode"}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, public_url=PUBLIC) as opened:
        yield await opened.furnish()


def browser(here: House) -> httpx.AsyncClient:
    app = application(public_of(here.wired, here.now))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=PUBLIC)


def link_in(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    [found] = re.findall(rf"{PUBLIC}/p/\w+", body.get_content())
    return str(found)


def everything(here: House) -> list[str]:
    """The whole database, as text."""
    file = here.wired.settings.folder / "staffetta.db"
    with closing(sqlite3.connect(file)) as record:
        return list(record.iterdump())


async def waiting_letters(here: House) -> int:
    async with here.wired.units.read() as unit:
        ready = await here.reading.letters(state=LetterState.READY)
        return len(ready) + len(await unit.letters.unsettled(await here.now()))


class Fields(HTMLParser):
    """What the form of a page carries, as a browser would send it."""

    def __init__(self, page: httpx.Response) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.names: set[str] = set()
        self.feed(page.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"input", "textarea"} and given.get("name"):
            self.names.add(str(given["name"]))
            if given.get("type") == "hidden":
                self.hidden[str(given["name"])] = str(given["value"])


async def send(
    partner: httpx.AsyncClient, link: str, page: httpx.Response, **fields: str
) -> httpx.Response:
    given = {**Fields(page).hidden, **fields}
    return await partner.post(link, data=given, files={"files": ("", b"")})


async def test_answer_given_on_the_page_is_an_act_with_its_receipt(here: House) -> None:
    ref = await disseminated(here)
    link = link_in(await here.letter(ADDRESS))

    async with browser(here) as partner:
        shown = await partner.get(link)
        sent = await send(
            partner,
            link,
            shown,
            **{
                "act-0": "interested",
                "contribution": "60.000",
                "who": "Anna, dirigente",
            },
        )
        after = await partner.get(sent.headers["location"])
        await until(here.answers, ref, {"IT-57": "interested"})
        recorded = await partner.get(link)

    assert (shown.status_code, sent.status_code) == (200, 303)
    assert "Regione IT-57" in shown.text
    assert "attende la Vostra risposta" in shown.text
    assert "è stata ricevuta con il numero" in after.text
    assert "60.000,00" in recorded.text
    receipt = await here.letter(ADDRESS, 2)
    assert link_in(receipt).startswith(f"{PUBLIC}/p/")
    async with here.wired.units.read() as unit:
        [answer] = await unit.interests.answers(here.case_id(ref))
        assert answer.message
        message = await unit.messages.get(answer.message)
    assert (message.source, message.disposition) == ("page", Disposition.ACT)
    assert (answer.contribution, answer.by) == (6_000_000, "form")
    assert message.reading is not None
    assert "Anna, dirigente" in message.reading.signature


async def test_same_opening_sent_twice_is_one_message(here: House) -> None:
    ref = await disseminated(here)
    link = link_in(await here.letter(ADDRESS))

    async with browser(here) as partner:
        shown = await partner.get(link)
        sent = [await send(partner, link, shown, **{"act-0": "declined"}) for _ in "ab"]
    await until(here.answers, ref, {"IT-57": "declined"})

    assert sent[0].headers["location"] == sent[1].headers["location"]
    assert len(await here.reading.messages()) == 1


def every_link(here: House) -> set[str]:
    """What stands in any letter, in its texts and in its headers."""
    boxes = Mailboxes(here.wired.settings.folder / "mail")
    letters = [one for name in boxes.addresses() for one in here.letters(name)]
    texts = [str(value) for letter in letters for value in letter.values()]
    texts += [
        part.get_content()
        for letter in letters
        for part in letter.walk()
        if part.get_content_maintype() == "text"
    ]
    return {one for text in texts for one in re.findall(r"https?://[^\s<>\"]+", text)}


async def test_scanner_that_opens_every_link_of_every_letter_changes_nothing(
    here: House,
) -> None:
    await disseminated(here)
    await here.letter(ADDRESS)
    await here.sleep(timedelta(days=20))
    await here.letter(ADDRESS, 2)  # the reminder, with its way to stop them
    await until(waiting_letters, here, 0)
    before = everything(here)

    async with browser(here) as scanner:
        links = every_link(here)
        answers = [await scanner.get(one) for one in sorted(links)]
        answers += [await scanner.head(one) for one in sorted(links)]

    assert len(links) >= 4
    assert {one.status_code for one in answers} <= {200, 405}
    assert everything(here) == before


async def test_form_that_is_not_of_the_page_is_refused_and_given_anew(
    here: House,
) -> None:
    await disseminated(here)
    await here.letter("accordi@it-34.example")
    link = link_in(await here.letter(ADDRESS))
    other = link_in(await here.letter("accordi@it-34.example"))

    async with browser(here) as partner:
        shown = await partner.get(link)
        unsigned = await partner.post(link, data={"act-0": "interested"})
        elsewhere = await send(partner, other, shown, **{"act-0": "interested"})
        empty = await send(partner, link, shown)
        odd = await partner.post(link, data={"who": "x"}, headers=PUNYCODE)
        large = await partner.post(link, headers={"Content-Length": "99999999"})

    assert [one.status_code for one in (unsigned, elsewhere, empty)] == [403, 403, 422]
    assert (odd.status_code, large.status_code) == (400, 413)
    assert "Eccone uno nuovo" in unsigned.text
    assert await here.reading.messages() == []


async def test_link_that_is_not_ours_explains_itself(here: House) -> None:
    await disseminated(here)
    link = link_in(await here.letter(ADDRESS))
    broken = link[:-1] + ("0" if link[-1] != "0" else "1")

    async with browser(here) as partner:
        answers = [await partner.get(broken), await partner.post(broken, data={})]
        russian = await partner.get(f"{broken}?l=ru")

    assert [one.status_code for one in answers] == [404, 404]
    assert "Copiatelo per intero" in answers[0].text
    assert "Скопируйте её" in russian.text


async def test_link_of_an_earlier_letter_says_so_and_answers_the_latest(
    here: House,
) -> None:
    ref = await disseminated(here)
    link = link_in(await here.letter(ADDRESS))
    await here.sleep(timedelta(days=20))
    reminder = await here.letter(ADDRESS, 2)

    async with browser(here) as partner:
        old, new = await partner.get(link), await partner.get(link_in(reminder))
        await send(partner, link, old, **{"act-0": "interested"})
    await until(here.answers, ref, {"IT-57": "interested"})

    assert "da allora Vi abbiamo scritto ancora" in old.text
    assert "da allora Vi abbiamo scritto ancora" not in new.text
    [message] = await here.reading.messages()
    raw = await paper(here, message.message)
    assert str(reminder["Message-ID"]).encode() in raw


async def paper(here: House, name: str) -> bytes:
    async with here.wired.units.read() as unit:
        return await unit.papers.get(PaperId(name))


async def test_after_the_term_the_page_explains_and_still_takes_a_message(
    here: House,
) -> None:
    ref = await disseminated(here)
    link = link_in(await here.letter(ADDRESS))
    await here.o1.withdraw(ref, "the plant was sold")
    await until(here.phase, ref, "closed")

    async with browser(here) as partner:
        shown = await partner.get(link)
        sent = await send(partner, link, shown, notes="Avremmo una domanda sul ritiro.")
    await until(here.waiting_messages, 1)

    assert "act-0" not in Fields(shown).names
    assert "termine è trascorso" in shown.text
    assert sent.status_code == 303


async def test_page_of_a_digest_takes_an_answer_for_each_proposal(
    tmp_path: Path,
) -> None:
    gathering = Posting(hold=0, times=(), gather=3600)
    policy = CORRIDOR.policy.model_copy(update={"posting": gathering})
    async with house(tmp_path, public_url=PUBLIC) as opened:
        here = await opened.furnish(CORRIDOR.model_copy(update={"policy": policy}))
        refs = [await disseminated(here) for _ in range(2)]
        await here.sleep(timedelta(hours=2))
        link = link_in(await here.letter(ADDRESS))

        async with browser(here) as partner:
            shown = await partner.get(link)
            acts = {"act-1": "interested", "act-2": "declined"}
            await send(partner, link, shown, **acts)
        for ref, act in zip(sorted(refs), acts.values(), strict=True):
            await until(here.answers, ref, {"IT-57": act})


async def test_filled_form_uploaded_on_the_page_is_read_as_an_attachment(
    here: House,
) -> None:
    await disseminated(here)
    link = link_in(await here.letter(ADDRESS))

    async with browser(here) as partner:
        shown = await partner.get(link)
        await partner.post(
            link,
            data={**Fields(shown).hidden, "notes": "In allegato il modulo."},
            files={"files": ("modulo.txt", b"Risposta: SI\n")},
        )
    await until(here.waiting_messages, 1)

    [message] = await here.reading.messages()
    assert message.reading is not None
    assert [one.name for one in message.reading.attachments] == ["modulo.txt"]


async def test_body_that_must_be_vouched_for_is_read_by_an_officer(here: House) -> None:
    body = next(one for one in await here.reading.bodies() if one.code == "IT-57")
    strict = body.model_copy(update={"proof": Proof.STRONG})
    await here.register.keep_body(strict, now=await here.now())
    ref = await disseminated(here)
    link = link_in(await here.letter(ADDRESS))

    async with browser(here) as partner:
        shown = await partner.get(link)
        await send(partner, link, shown, **{"act-0": "interested"})
    await until(here.waiting_messages, 1)

    assert await here.answers(ref) == {}


async def test_notices_that_stand_are_there_for_all_and_in_a_feed(here: House) -> None:
    await (await desk(here)).publish(XXIX, TEXT)

    async with browser(here) as anybody:
        first = await anybody.get("/", follow_redirects=True)
        russian = await anybody.get("/notices?l=ru")
        feed = await anybody.get("/notices/feed.atom?l=en")
        form = await anybody.get("/notices/form/ru")
        none = await anybody.get("/notices/form/xx")
    await here.days_before(XXIX, 0)
    async with browser(here) as anybody:
        later = await anybody.get("/notices")

    assert TEXT["it"] in first.text
    assert TEXT["ru"] in russian.text
    root = ET.fromstring(feed.text)  # noqa: S314  (our own)
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.findtext(f"{atom}entry/{atom}content") == TEXT["en"]
    assert form.content.startswith(b"%PDF")
    assert none.status_code == 404
    assert TEXT["it"] not in later.text


async def test_no_public_page_sets_a_cookie_or_lets_script_run(here: House) -> None:
    async with browser(here) as anybody:
        for _, path, _ in PAGES:
            answer = await anybody.get(path.replace("{", "").replace("}", ""))
            assert "set-cookie" not in answer.headers
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "script-src" not in policy
