"""The calendar of the sessions is read without a cookie, by its address alone."""

import re
from datetime import date
from pathlib import Path

from icalendar import Calendar

from documents.words import SIMULATION
from models.account import Role
from tests.web.desk import Building
from tests.web.sittings import SESSION, sitting


async def test_address_is_a_key_that_ends_with_the_account(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (_, desk):
        await desk.hire("court", Role.AUDITOR)
        async with desk.browser("o1") as browser, desk.browser("court") as court:
            shown = await browser.get("/sessions")
            [path] = re.findall(r'href="(/calendar/[^"]+)"', shown.text)
            assert "/calendar/" not in (await court.get("/sessions")).text
        async with desk.browser() as program:
            taken = await program.get(path)
            wrong = await program.get(path.replace("/o1.", "/court."))
            await closed(desk)
            gone = await program.get(path)
        async with desk.opened.units.read() as unit:
            session = await unit.sessions.get(SESSION)

    assert (wrong.status_code, gone.status_code) == (404, 404)
    assert taken.headers["content-type"] == "text/calendar; charset=UTF-8"
    assert max(map(len, taken.content.split(b"\r\n"))) <= 75
    events = Calendar.from_ical(taken.content).walk("VEVENT")
    begins = {str(one["SUMMARY"]): one.decoded("DTSTART") for one in events}
    assert session.starts_at is not None
    assert session.plan is not None
    sitting_at = session.starts_at.replace(microsecond=0)
    assert begins[f"{SIMULATION}: Sessione IT-RU/XXIX"] == sitting_at
    days = sorted(one for one in begins.values() if type(one) is date)
    assert days == sorted(
        one.date
        for one in session.plan.milestones
        if one.date and one.name != "agenda_freeze"
    )
    assert len({str(one["UID"]) for one in events}) == len(events)


async def closed(desk: Building) -> None:
    async with desk.opened.units.write(desk.now) as unit:
        account = await unit.accounts.get("o1")
        await unit.accounts.save(account.model_copy(update={"until": desk.now}))
