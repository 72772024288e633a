"""The auditor's rooms: as it was, findings, samples, verification, seals, rules."""

import hashlib
import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.account import Role
from tests.flow.house import house
from tests.flow.stories import COST, answered, disseminated
from tests.flow.wait import until
from tests.web.desk import Browser
from tests.web.manned import Manned, manned

CASE = "/proposals/it-ru/29/0001"
SIGNED = (
    "UPDATE event SET actor = replace(actor, :old, :new)"
    " WHERE stream = 'proposal/it-ru/29/0001' AND seq = 2"
)
FINDING = "/findings/it-ru/29/0001/1"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Manned]:
    async with house(tmp_path) as home:
        await home.furnish()
        ref = await disseminated(home)
        await home.sleep(timedelta(days=2))
        await answered(home, ref, contribution=COST // 2)
        await until(home.phase, ref, "ready")
        async with manned(home, later=timedelta(hours=1)) as desk:
            await desk.hire("court", Role.AUDITOR)
            yield desk


async def confirmed(browser: Browser, path: str, **fields: str) -> str:
    """Looked at first; where it leads when it is done."""
    await browser.get(path)
    looked = await browser.post(path, **fields)
    assert looked.status_code == 200, looked.text
    done = await browser.post(path, **fields, step="do")
    assert done.status_code == 303, done.text
    return done.headers["location"]


async def test_finding_is_opened_answered_and_closed_at_the_desk(here: Manned) -> None:
    async with here.browser("court") as court, here.browser("o1") as officer:
        await confirmed(court, f"{CASE}/find", fault="Manca la delega.", event="2")
        shown = await officer.get(CASE)
        await confirmed(officer, f"{FINDING}/answer_finding", reason="È agli atti.")
        await confirmed(court, f"{FINDING}/close_finding", reason="Visto.")
        done = await court.get(FINDING)
        closed = await court.get("/findings?state=closed")
        opened = await court.get("/findings?state=open")

    assert FINDING in shown.text
    assert all(words in done.text for words in ("delega", "È agli atti.", "Visto."))
    assert FINDING in closed.text
    assert FINDING not in opened.text


async def test_nobody_answers_for_the_other_side(here: Manned) -> None:
    async with here.browser("court") as court, here.browser("o1") as officer:
        await confirmed(court, f"{CASE}/find", fault="Manca la delega.")
        await officer.get(FINDING)
        closing_it = await officer.post(f"{FINDING}/close_finding", reason="x")
        await court.get(FINDING)
        answering = await court.post(f"{FINDING}/answer_finding", reason="x")
        deciding = await court.post(f"{CASE}/withdraw", reason="x", step="do")

    assert {closing_it.status_code, answering.status_code} == {403}
    assert deciding.status_code == 403


async def test_sample_is_drawn_noted_and_drawn_again(here: Manned) -> None:
    async with here.browser("court") as court:
        await court.get("/record/sample")
        drawn = await court.post("/record/sample", size="5", seed="autunno")
        shown = await court.get(drawn.headers["location"])
        listed = await court.get("/record/sample")
        wrong = await court.post("/record/sample", size="nessuna")
        none = await court.post("/record/sample", size="5", until="2001-01-01")
        odd = await court.post("/record/sample", size="5", since="ieri")

    assert [one.status_code for one in (none, odd)] == [422, 422]
    assert "togliete qualche filtro" in none.text
    assert CASE in shown.text
    assert "dà le stesse proposte" in shown.text
    assert "autunno" in listed.text
    assert wrong.status_code == 422


async def test_as_of_shows_what_had_happened_and_nothing_more(here: Manned) -> None:
    async with here.browser("court") as court:
        now = await court.get(f"{CASE}/as-of")
        before = await court.get(f"{CASE}/as-of?at=2001-01-01T10:00")
        steps = [now]
        while found := re.search(r'href="([^"]+)">Evento precedente', steps[-1].text):
            steps.append(await court.get(found[1]))
        bad = await court.get(f"{CASE}/as-of?at=ieri")

    assert "interessato" in now.text
    assert "60.000,00" in now.text
    assert "Non era ancora accaduto nulla." in before.text
    assert len(steps) > 1
    assert "interessato" not in steps[-1].text
    assert "60.000,00" not in steps[-1].text
    assert bad.status_code == 422


async def test_record_is_verified_and_a_change_behind_its_back_is_named(
    here: Manned,
) -> None:
    async with here.browser("court") as court:
        well = await verified(court, here)
        with closing(sqlite3.connect(record_of(here))) as record:
            record.execute("UPDATE body SET name = 'Altro' WHERE code = 'IT-57'")
            record.commit()
        ill = await verified(court, here)
        with closing(sqlite3.connect(record_of(here))) as record:
            record.execute("UPDATE body SET name = 'Regione IT-57'")
            record.execute("UPDATE body SET name = 'Regione ' || code")
            record.commit()

    assert "Tutto è come fu scritto." in well
    assert "IT-57" in ill
    assert "Non modificate nulla" in ill


async def test_case_is_verified_against_its_chain_and_the_last_seal(
    here: Manned,
) -> None:
    await here.opened.seal_desk("secretariat:o1").now(
        here.house.env.client, here.opened.settings.queue
    )
    async with here.browser("court") as court:
        well = await court.get(f"{CASE}/verify")
        with closing(sqlite3.connect(record_of(here))) as record:
            record.execute("DROP TRIGGER event_no_update")
            record.execute(SIGNED, {"old": "s", "new": "z"})
            record.commit()
        ill = await court.get(f"{CASE}/verify")
        with closing(sqlite3.connect(record_of(here))) as record:
            record.execute(SIGNED, {"old": "z", "new": "s"})
            record.commit()

    assert "Gli atti sono come furono scritti." in well.text
    assert "sigillo 1" in well.text
    unlike = "registrazione 2: il suo contenuto non corrisponde alla sua impronta"
    assert unlike in ill.text
    assert "Non modificate nulla" in ill.text


async def verified(browser: Browser, here: Manned) -> str:
    await browser.get("/record/verify")
    begun = await browser.post("/record/verify")
    assert begun.status_code == 303

    async def ended() -> bool:
        return (await here.desk.verifying.standing()).ended

    await until(ended, want=True)
    return (await browser.get("/record/verify")).text


def record_of(here: Manned) -> Path:
    return here.opened.settings.folder / "staffetta.db"


async def test_seal_has_a_page_and_a_line_to_take_away(here: Manned) -> None:
    await here.opened.seal_desk("secretariat:o1").now(
        here.house.env.client, here.opened.settings.queue
    )
    async with here.browser("court") as court:
        listed = await court.get("/record")
        shown = await court.get("/record/seals/1")
        line = await court.get("/record/seals/1/file/line")
        leaves = await court.get("/record/seals/1/file/leaves")
        no_stamp = await court.get("/record/seals/1/file/stamp")
        none = await court.get("/record/seals/99")

    assert '"/record/seals/1"' in listed.text
    assert "Sigillo 1" in shown.text
    told = json.loads(line.text)
    assert hashlib.sha256(leaves.content).hexdigest() == told["leaves"]
    assert leaves.text.count("\n") + 1 == told["size"]
    assert told["signature"] in shown.text
    assert "Inviato a court" in shown.text
    assert ">vi si trova<" in shown.text
    assert {none.status_code, no_stamp.status_code} == {422}


async def test_rule_book_tells_each_rule_with_days_and_source(here: Manned) -> None:
    async with here.browser("o1") as browser:
        rules = await browser.get("/rules")
        agreement = await browser.get("/agreements/AP-IT-57")

    assert "La quota del Ministero non supera il 50" in rules.text
    assert "1 gen 1996" in rules.text
    assert "fonte primaria" in rules.text
    assert "Nessuno attende." in agreement.text
