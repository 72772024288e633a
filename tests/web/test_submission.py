"""An invited authority: its link, its draft, and what the secretariat sees of them."""

import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import httpx
import pytest

from models.account import Role
from models.corridor import Programme
from models.ids import CorridorCode, SessionId
from models.session import Session
from tests.flow.house import CORRIDOR
from tests.web.desk import ORIGIN, Browser, Building

SESSION = "IT-RU/XXIX"
WISH = {
    "authority": "Администрация Липецкой области",
    "email": "invest@lipetsk.example",
    "contact": "segreteria@staffetta.example",
    "language": "ru",
    "session": SESSION,
    "until": "2027-06-01",
}


@pytest.fixture
async def here(here: Building) -> Building:
    """With a session that collects, and an officer of the secretariat."""
    now = here.now
    register = here.opened.register("secretariat:o1")
    await register.keep_corridor(CORRIDOR, now=now)
    years = {"start": date(2027, 1, 1), "end": date(2029, 12, 31)}
    programme = Programme(corridor=CORRIDOR.code, code="2027-2029", **years)
    await register.add_programme(programme, now=now)
    async with here.opened.units.write(now) as unit:
        await unit.sessions.add(
            Session(
                session=SessionId("it-ru/29"),
                corridor=CorridorCode("IT-RU"),
                ordinal=29,
                programme="2027-2029",
                country="IT",
                place="Trieste",
                starts_at=now + timedelta(days=200),
                freeze_at=now + timedelta(days=180),
                capacity=90,
            )
        )
    await here.hire("o1", Role.SECRETARIAT)
    return here


def link_in(answer: httpx.Response) -> str:
    [found] = re.findall(rf"{ORIGIN}(/offer/[\w-]+)", answer.text)
    return str(found)


async def invited(here: Building, **changes: str) -> str:
    """The path of a new link."""
    async with here.browser("o1") as browser:
        await browser.get("/invitations")
        return link_in(await browser.post("/invitations", **{**WISH, **changes}))


async def codes(browser: Browser) -> list[str]:
    shown = await browser.get("/invitations")
    return re.findall(r"/invitations/(\w+)/close", shown.text)


async def test_link_is_shown_once_and_kept_as_a_hash(here: Building) -> None:
    link = await invited(here)
    async with here.browser("o1") as browser:
        listed = await browser.get("/invitations")

    assert WISH["authority"] in listed.text
    assert "/offer/" not in listed.text
    file = here.opened.settings.folder / "staffetta.db"
    assert link.removeprefix("/offer/").encode() not in file.read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": "2027-02-28"},
        {"until": "2029-01-01"},
        {"email": "nobody"},
        {"authority": " "},
        {"session": "IT-RU/XXX"},
    ],
)
async def test_invitation_that_breaks_a_rule_is_refused(
    here: Building, wrong: dict[str, str]
) -> None:
    async with here.browser("o1") as browser:
        await browser.get("/invitations")
        answer = await browser.post("/invitations", **{**WISH, **wrong})

        assert answer.status_code == 422
        assert await codes(browser) == []


async def test_form_shows_what_is_missing_and_a_scanner_changes_nothing(
    here: Building,
) -> None:
    link = await invited(here)
    file = here.opened.settings.folder / "staffetta.db"
    with closing(sqlite3.connect(file)) as record:
        before = list(record.iterdump())
    async with here.browser() as scanner:
        shown = await scanner.get(link)
        looked = await scanner.get(f"{link}/hand-in")
    with closing(sqlite3.connect(file)) as record:
        after = list(record.iterdump())

    assert shown.status_code == 200
    assert "Название" in shown.text
    assert WISH["contact"] in shown.text
    assert "нужно дополнить" in shown.text
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert looked.headers["location"] == f"{link}#state"
    assert before == after
