"""Minutes are written in a form, seen before they stand, and go on as a sheet."""

from pathlib import Path

from models.ids import CorridorCode
from models.minutes import Treatment
from models.minutes_sheet import read_minutes
from tests.flow.wait import until
from tests.web.sittings import PATH, SESSION, hidden, scheduled, sitting
from web.minutes_sheet import entered, sheet, written

PAGE = f"{PATH}/minutes"
CODES = ("it", "ru")


def fields(ref: str) -> dict[str, str]:
    """One item with a decision and an undertaking, and both co-chairs."""
    return {
        "reason": "firmato",
        "opening_it": "Si apre alle 9.\r\n\r\nPresiede la parte A.",
        "opening_ru": "Открытие в 9.\r\n\r\nВедёт сторона А.",
        "items-rows": "4",
        "items-0-ref": ref,
        "items-0-treatment": "treated",
        "items-0-participants": "12",
        "items-0-said_it": 'Le parti "concordano" \\ a = 1',
        "items-0-said_ru": "Стороны согласны",
        "items-0-decisions_it": "Si invia la scheda.\r\nSi torna a maggio.",
        "items-0-decisions_ru": "Направить анкету.\r\nВернуться в мае.",
        "items-3-treatment": "treated",
        "promises-rows": "3",
        "promises-2-item": "1",
        "promises-2-side": "a",
        "promises-2-body": "IT-57",
        "promises-2-due": "2028-03-01",
        "promises-2-text_it": "Invia la scheda",
        "promises-2-text_ru": "Направит анкету",
        "delegates-rows": "2",
        "delegates-0-side": "a",
        "delegates-0-name": "Anna Bianchi",
        "delegates-0-chair": "1",
        "delegates-0-role_it": "copresidente",
        "delegates-0-role_ru": "сопредседатель",
        "delegates-1-side": "b",
        "delegates-1-name": "Иван Петров",
        "delegates-1-chair": "1",
        "delegates-1-role_it": "copresidente",
        "delegates-1-role_ru": "сопредседатель",
    }


def test_form_and_sheet_say_the_same_both_ways() -> None:
    given = fields("it-ru/29/0001")
    found = entered(lambda name: given.get(name, ""), CODES)

    minutes = read_minutes(sheet(found, CODES).encode(), SESSION, CODES)
    again = sheet(written(minutes, {}), CODES)

    [item] = minutes.items
    assert item.said["it"] == 'Le parti "concordano" \\ a = 1'
    assert [one.text["ru"] for one in item.decisions] == [
        "Направить анкету.",
        "Вернуться в мае.",
    ]
    assert [one.body for one in item.promises] == ["IT-57"]
    assert minutes.opening["ru"].count("\n\n") == 1
    assert read_minutes(again.encode(), SESSION, CODES) == minutes


async def test_minutes_are_seen_then_they_stand(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (home, desk):
        ref = await scheduled(home)
        await home.days_before("IT-RU/XXIX", 0)
        desk.now = await home.now()
        told = fields(ref)
        async with desk.browser("o1") as browser:
            blank = await browser.get(PAGE)
            half = await browser.post(PAGE, **told | {"items-0-said_ru": ""})
            lost = await browser.post(PAGE, **told | {"promises-2-item": "7"})
            draft = await browser.post(PAGE, **told, draft="1")
            looked = await browser.post(PAGE, **told)
            carried = hidden(looked.text)
            assert await home.phase(ref) == "scheduled"
            back = await browser.post(PAGE, **carried, back="1")
            done = await browser.post(f"{PATH}/hold", **carried)
            await until(home.phase, ref, "presented")
            papers = [
                await browser.get(f"{PATH}/file/{one}")
                for one in ("agenda.pdf?release=1", "dossier.pdf", "protocol.pdf")
            ]
        async with desk.opened.units.read() as unit:
            recorded = await unit.minutes.get(SESSION)
            promised = await unit.undertakings.of_corridor(CorridorCode("IT-RU"))

    codes = [one.status_code for one in (blank, half, lost, looked, back, done)]
    assert codes == [200, 422, 422, 200, 200, 303]
    assert {one.content[:5] for one in (draft, *papers)} == {b"%PDF-"}
    assert f'name="items-0-ref" value="{ref}"' in blank.text
    assert "what was said" in half.text
    assert "scrivetene il numero" in lost.text
    assert "Направит анкету" in back.text
    assert f"{ref}: da «in agenda» a «presentata»" in looked.text
    assert recorded.minutes.items[0].treatment is Treatment.TREATED
    assert [one.promise.text["it"] for one in promised] == ["Invia la scheda"]
