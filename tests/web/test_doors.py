"""Every door and every office: who goes through, and who does not."""

import re
from itertools import product

import httpx
import pytest

from models.account import Role
from tests.web.desk import Browser, Building
from web import entering
from web.cookies import INSIDE
from web.door import AUDITORS, Door
from web.doors import DOORS

FORBIDDEN = 403
CODES = {role: f"{role.value}-1" for role in Role}


def address(door: Door) -> str:
    """With something in each blank; whether it is on record does not matter here."""
    return re.sub(r"{[\w:]+}", "x1", door.path)


def named(door: Door) -> str:
    return f"{door.method} {door.path}"


async def test_each_door_lets_in_its_offices_and_no_others(here: Building) -> None:
    for role, code in CODES.items():
        await here.hire(code, role)

    seen: dict[str, set[Role | None]] = {named(door): set() for door in DOORS}
    for role, code in CODES.items():
        async with here.browser(code) as browser:
            for door in await gone_through(browser, code, here):
                seen[door].add(role)
    for door in await gone_through_by_nobody(here):
        seen[door].add(None)

    everybody = {*Role, None}
    assert seen == {
        named(door): everybody if door.roles is None else {*door.roles}
        for door in DOORS
    }


async def gone_through(browser: Browser, code: str, here: Building) -> list[str]:
    """The doors that somebody is let through; who leaves has to enter again."""
    inside = []
    for door in DOORS:
        if (await sent(browser, door)).status_code != FORBIDDEN:
            inside.append(named(door))
        if door.does is entering.leave:
            browser.client.cookies.set(INSIDE, await here.let_in(code))
    return inside


async def gone_through_by_nobody(here: Building) -> list[str]:
    """Whoever has not entered is led to the entrance."""
    inside = []
    for door in DOORS:
        async with here.browser() as nobody:
            answer = await sent(nobody, door)
        if not answer.headers.get("location", "").startswith("/enter?next="):
            inside.append(named(door))
    return inside


async def sent(browser: Browser, door: Door, **fields: str) -> httpx.Response:
    """As from a page of ours: every page with a form has the browser's sign."""
    if door.method == "GET":
        return await browser.get(address(door))
    await browser.get("/")
    await browser.get("/enter") if not browser.sign else None
    return await browser.post(address(door), **fields)


async def test_no_form_without_our_sign_does_anything(here: Building) -> None:
    await here.hire("o1", *(role for role in Role if role is not Role.AUDITOR))
    await here.hire("court", Role.AUDITOR)
    posts = [door for door in DOORS if door.method == "POST"]
    async with here.browser("o1") as officer, here.browser("court") as court:
        await officer.get("/")
        before = await here.opened.reading.streams()
        codes = set()
        for door, sign in product(posts, ("", "0" * 64)):
            browser = court if door.roles == AUDITORS else officer
            browser.sign = sign
            answer = await browser.post(address(door), account="o2", name="Anna")
            codes.add(answer.status_code)

    assert codes == {FORBIDDEN}
    assert await here.opened.reading.streams() == before


async def test_sign_of_another_browser_is_no_sign(here: Building) -> None:
    await here.hire("o1", Role.ADMIN)
    async with here.browser("o1") as one, here.browser("o1") as other:
        await one.get("/people")
        await other.get("/people")
        other.sign = one.sign

        assert (await other.post("/people", account="o2")).status_code == 403


async def test_form_from_another_site_is_refused(here: Building) -> None:
    await here.hire("o1", Role.ADMIN)
    async with here.browser("o1") as browser:
        await browser.get("/people")
        browser.client.headers["sec-fetch-site"] = "cross-site"

        assert (await browser.post("/people", account="o2")).status_code == 403


@pytest.mark.parametrize("path", ["/", "/enter", "/static/desk/desk.css", "/no/where"])
async def test_every_answer_forbids_what_the_desk_does_not_need(
    here: Building, path: str
) -> None:
    async with here.browser() as browser:
        answer = await browser.get(path)

    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers.get("content-security-policy", "static")
    assert "unsafe" not in policy
    assert path.startswith("/static") or "default-src 'none'" in policy


async def test_cookies_are_of_this_host_alone(here: Building) -> None:
    async with here.browser() as browser:
        answer = await browser.get("/enter")

    [cookie] = answer.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-visit=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))


@pytest.mark.parametrize(
    "back", ["https://else.where", "//else.where", "/\\else.where", "else"]
)
async def test_nobody_is_led_elsewhere(here: Building, back: str) -> None:
    async with here.browser() as browser:
        answer = await browser.client.get("/language/ru", params={"back": back})

    assert answer.headers["location"] == "/"


async def test_auditor_reads_and_each_page_is_noted_before(here: Building) -> None:
    await here.hire("court", Role.AUDITOR)
    async with here.browser("court") as browser:
        listed = await browser.get("/proposals?phase=open&session=it-ru/29")
        assert listed.status_code == 200
        assert (await browser.get("/proposals/it-ru/29/0001")).status_code == 404

    async with here.opened.units.read() as unit:
        events = await unit.events.of("audit/court")
    assert [event.body for event in events] == [
        {
            "command": "desk /proposals",
            "read": {"page": "/proposals", "phase": "…", "session": "it-ru/29"},
        },
        {
            "command": "desk /proposals/{corridor}/{ordinal}/{serial}",
            "read": {"page": "/proposals/it-ru/29/0001"},
        },
    ]


async def test_refused_act_is_on_record_with_its_sentence(here: Building) -> None:
    await here.hire("o1", Role.ADMIN)
    async with here.browser("o1") as browser:
        await browser.get("/people")
        answer = await browser.post("/people/o1/close")

    assert answer.status_code == 422
    assert "ultimo amministratore" in answer.text
    async with here.opened.units.read() as unit:
        [event] = await unit.events.refused()
    assert (event.actor, event.body["act"]) == ("admin:o1", "/people/{account}/close")


async def test_act_beyond_ones_office_is_on_record(here: Building) -> None:
    await here.hire("o2", Role.SECRETARIAT)
    async with here.browser("o2") as browser:
        await browser.get("/")
        answer = await browser.post("/people", account="o3")

    assert answer.status_code == 403
    async with here.opened.units.read() as unit:
        [event] = await unit.events.refused()
    assert (event.actor, event.body["act"]) == ("secretariat:o2", "/people")
