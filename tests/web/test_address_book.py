"""The address book: who is reached, why not, and what a person decides about it."""

from datetime import timedelta

import pytest

from models.account import Role
from models.body import AddressHealth
from models.ids import BodyCode
from tests.flow.house import CORRIDOR
from tests.web.desk import NOW, Building

NEW = {
    "body_code": "IT-57",
    "body_corridor": "IT-RU",
    "body_kind": "region",
    "body_name": "Regione Prima",
    "body_country": "IT",
    "body_region": "IT-57",
    "body_language": "it",
    "body_email": "ufficio@it-57.example",
}


@pytest.fixture
async def stocked(here: Building) -> Building:
    async with here.opened.units.write(NOW) as unit:
        await unit.corridors.add(CORRIDOR)
    await here.hire("o1", Role.SECRETARIAT)
    return here


async def test_body_is_entered_after_it_was_looked_at(stocked: Building) -> None:
    path = "/bodies/book/enter_body"
    async with stocked.browser("o1") as browser:
        await browser.get(path)
        looked = await browser.post(path, **NEW)
        assert "IT-57, Regione Prima, ufficio@it-57.example: nuovo ente." in looked.text
        assert list(await stocked.opened.reading.bodies()) == []
        wrong = await browser.post(path, **{**NEW, "body_email": "nowhere"})
        assert wrong.status_code == 422

        done = await browser.post(path, **NEW, step="do")

        assert done.headers["location"].startswith("/bodies?done=")
        listed = await browser.get("/bodies")
        one = await browser.get("/bodies/IT-57")
    assert "Regione Prima" in listed.text
    assert "ufficio@it-57.example" in one.text


async def test_bad_address_says_why_and_since_when_and_is_healed(
    stocked: Building,
) -> None:
    here = stocked
    async with here.browser("o1") as browser:
        await browser.get("/bodies/book/enter_body")
        await browser.post("/bodies/book/enter_body", **NEW, step="do")
        doubt = "/bodies/IT-57/doubt_address"
        here.now = NOW + timedelta(minutes=5)
        missing = await browser.post(doubt, reason="")
        assert missing.status_code == 422
        await browser.post(doubt, reason="moved away", step="do")

        bad = await browser.get("/bodies?health=bad")
        good = await browser.get("/bodies?health=good")
        assert "moved away" in bad.text
        assert "1 mar 2027, 10:05" in bad.text
        assert "IT-57" not in good.text
        healed = await browser.post(
            "/bodies/IT-57/heal_address", reason="it answers", step="do"
        )
        assert healed.status_code == 303
        again = await browser.get("/bodies/IT-57")
        assert "moved away" not in again.text
        unknown = await browser.get("/bodies?health=rusty")
        assert unknown.status_code == 422
    async with here.opened.units.read() as unit:
        body = await unit.bodies.get(BodyCode("IT-57"))
    assert body.health is AddressHealth.GOOD


async def test_renaming_is_rehearsed_and_needs_the_engine_to_be_done(
    stocked: Building,
) -> None:
    path = "/bodies/IT-57/rename_body"
    told = {"body_name": "Regione Seconda", "reason": "new law"}
    async with stocked.browser("o1") as browser:
        await browser.get("/bodies/book/enter_body")
        await browser.post("/bodies/book/enter_body", **NEW, step="do")

        looked = await browser.post(path, **told)

        assert looked.status_code == 200
        assert "Regione Seconda" in looked.text
    [body] = await stocked.opened.reading.bodies()
    assert body.name == "Regione Prima"
