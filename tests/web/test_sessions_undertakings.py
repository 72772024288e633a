"""Undertakings are listed, reported on and settled; each act is seen before."""

from datetime import date
from pathlib import Path

from models.two_sides import Side
from models.undertaking import Promise, Undertaking, undertaking_id
from tests.web.desk import Building
from tests.web.sittings import SESSION, sitting

ONE = "/undertakings/it-ru/29/1"
TOLD = {"side": "b", "became": "broken", "moved_to": "", "side_words": "Non inviata."}


async def promised(desk: Building) -> None:
    promise = Promise(
        side=Side.A,
        text={"it": "Invia la scheda", "ru": "Направит анкету"},
        due=date(2026, 3, 1),
    )
    async with desk.opened.units.write(desk.now) as unit:
        named = undertaking_id(SESSION, 1)
        await unit.undertakings.add(
            Undertaking(undertaking=named, session=SESSION, item=1, promise=promise)
        )


async def test_two_sides_differ_until_the_chairs_settle(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (home, desk):
        await promised(desk)
        await home.session("XXX", days=400)
        async with desk.browser("o1") as browser:
            late = await browser.get("/undertakings?standing=overdue&session=it-ru/29")
            every = await browser.get("/undertakings")
            kept = await browser.get("/undertakings?standing=kept")
            wrong = await browser.get("/undertakings?standing=lost")
            act = f"{ONE}/report_undertaking"
            said = {**TOLD, "side": "a", "became": "kept"}
            await browser.post(act, **said, step="do")
            moved = await browser.post(act, **TOLD | {"became": "moved"})
            looked = await browser.post(act, **TOLD)
            await browser.post(act, **TOLD, step="do")
            shown = await browser.get(ONE)
            following = await browser.get("/sessions/it-ru/30")
            word = {"became": "kept", "chairs_words": "Nota 4"}
            await browser.post(f"{ONE}/settle_undertaking", **word, step="do")
            settled = await browser.get(ONE)

    assert "Invia la scheda" in late.text
    assert "1 impegno" in every.text
    assert "Invia la scheda" not in kept.text
    assert (wrong.status_code, moved.status_code) == (422, 422)
    assert "Sarebbe nello stato «controverso»" in looked.text
    assert "nell’elenco dei copresidenti" in looked.text
    assert "controverso" in shown.text
    assert "report_undertaking" in shown.text
    assert "le due parti riferiscono cose diverse" in following.text
    assert "Nota 4" in settled.text
    assert "report_undertaking" not in settled.text
