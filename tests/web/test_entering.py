"""A person enters the desk by the browser: link, password, code, page, leaving."""

import re

import pyotp

from models.account import Role
from models.ids import SYSTEM
from tests.web.desk import Building

WORDS = "quattro barche lente al molo"


async def first_link(here: Building) -> str:
    first = await here.opened.account_desk(SYSTEM).first(now=here.now)
    assert first
    return f"/link/{first.token}"


async def test_newcomer_follows_the_link_and_enters(here: Building) -> None:
    link = await first_link(here)
    async with here.browser() as browser:
        shown = await browser.get(link)
        found = re.search(r"<code>([A-Z2-7]{32})</code>", shown.text)
        assert found
        code = pyotp.TOTP(found[1]).at(here.now)
        told = {"password": WORDS, "again": WORDS}

        differ = await browser.post(link, **told | {"again": "else"}, otp=code)
        weak = await browser.post(link, password="o1", again="o1", otp=code)
        missing = await browser.post(link, **told)
        done = await browser.post(link, **told, otp=code)
        spent = await browser.get(link)

        statuses = [one.status_code for one in (differ, weak, missing, done, spent)]
        assert statuses == [422, 422, 422, 303, 410]
        here.now = here.now.replace(minute=5)
        await browser.get("/enter?next=/people")
        later = pyotp.TOTP(found[1]).at(here.now)
        entered = await browser.post(
            "/enter", account="o1", password=WORDS, otp=later, next="/people"
        )
        assert (entered.status_code, entered.headers["location"]) == (303, "/people")
        people = await browser.get("/people")
        assert "Amministratore" in people.text
        await browser.post("/leave")
        gone = await browser.get("/people")
        assert gone.headers["location"] == "/enter?next=/people"


async def test_scanner_that_follows_the_link_changes_nothing(here: Building) -> None:
    link = await first_link(here)
    async with here.browser() as scanner:
        for _ in range(3):
            assert (await scanner.get(link)).status_code == 200

    async with here.browser() as person:
        assert (await person.get(link)).status_code == 200


async def test_wrong_password_says_no_more_than_that(here: Building) -> None:
    await here.hire("o7", Role.SECRETARIAT)
    async with here.browser() as browser:
        await browser.get("/enter")
        answers = [
            await browser.post("/enter", account=code, password="wrong", otp="1")
            for code in ("o7", "nobody")
        ]

    assert [one.status_code for one in answers] == [401, 401]
    one, other = (re.sub(r'value="[^"]*"', "", answer.text) for answer in answers)
    assert one == other


async def test_sixth_try_is_told_to_wait(here: Building) -> None:
    await here.hire("o7", Role.SECRETARIAT)
    async with here.browser() as browser:
        await browser.get("/enter")
        codes = [
            (await browser.post("/enter", account="o7", password="wrong")).status_code
            for _ in range(6)
        ]

    assert codes == [401] * 5 + [429]


async def test_administrator_adds_a_colleague_and_the_link_is_shown_once(
    here: Building,
) -> None:
    await here.hire("o1", Role.ADMIN)
    async with here.browser("o1") as browser:
        await browser.get("/people")
        added = await browser.post(
            "/people",
            account="o2",
            name="Anna Bianchi",
            role=["secretariat", "validator"],
            language="ru",
        )
        again = await browser.get("/people")

    [link] = re.findall(r"https://desk\.example(/link/[\w-]+)", added.text)
    assert link not in again.text
    assert "Anna Bianchi" in again.text
    async with here.browser() as colleague:
        assert (await colleague.get(link)).status_code == 200


async def test_language_of_the_page_is_the_readers(here: Building) -> None:
    await here.hire("o1", Role.ADMIN)
    titles = {"it": "Che cosa attende", "ru": "Что ожидает", "en": "What waits"}
    async with here.browser("o1") as browser:
        seen = {}
        for language in titles:
            await browser.get(f"/language/{language}?back=/")
            shown = await browser.get("/")
            [lang] = re.findall(r'<html lang="(\w+)">', shown.text)
            [title] = re.findall(r"<h1>(.+)</h1>", shown.text)
            seen[lang] = title

    assert seen == titles
