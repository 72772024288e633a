"""A session is opened once its whole plan was seen; its programme then lists it."""

from datetime import timedelta
from pathlib import Path

from models.ids import SessionId
from tests.web.desk import Building
from tests.web.sittings import PATH, sitting

OPEN = "/sessions/open_session"


def given(desk: Building) -> dict[str, str]:
    return {
        "corridor": "IT-RU",
        "ordinal": "XXX",
        "programme": f"{desk.now.year}-{desk.now.year + 2}",
        "host": "RU",
        "place": "Lipeck",
        "begins": f"{desk.now + timedelta(days=400):%Y-%m-%dT10:00}",
        "last_day": "",
        "capacity": "240",
    }


async def test_session_is_opened_once_its_plan_was_seen(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (_, desk):
        told = given(desk)
        async with desk.browser("o1") as browser:
            form = await browser.get(OPEN)
            past = await browser.post(OPEN, **told | {"begins": "2020-01-01T10:00"})
            odd = await browser.post(OPEN, **told | {"ordinal": "IIX"})
            many = await browser.post(OPEN, **told | {"capacity": "-4"})
            looked = await browser.post(OPEN, **told)
            before = await desk.opened.reading.sessions()
            done = await browser.post(OPEN, **told, step="do")
            shown = await browser.get("/sessions/it-ru/30")
            listed = await browser.get("/programmes")
        async with desk.opened.units.read() as unit:
            opened = await unit.sessions.get(SessionId("it-ru/30"))

    assert '<option value="RU">RU</option>' in form.text
    codes = [one.status_code for one in (past, odd, many)]
    assert codes == [422, 422, 422]
    assert [looked.status_code, done.status_code] == [200, 303]
    assert "apertura della raccolta: " in looked.text
    assert [one.ordinal for one in before] == [29]
    assert (opened.place, opened.capacity) == ("Lipeck", 240)
    assert "apertura della raccolta" in shown.text
    assert "IT-RU/XXX" in listed.text
    assert "kind=synthesis" in listed.text


async def test_last_day_needs_a_new_date(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (_, desk), desk.browser("o1") as browser:
        await browser.get(PATH)
        told = {"until": "", "last_day": "2030-01-01", "reason": "the host asks"}
        undated = await browser.post(f"{PATH}/postpone", **told)
        begins = f"{desk.now + timedelta(days=300):%Y-%m-%dT11:30}"
        told |= {"until": begins, "last_day": begins[:10]}
        dated = await browser.post(f"{PATH}/postpone", **told)

    assert (undated.status_code, dated.status_code) == (422, 200)
    assert ": dal " in dated.text
