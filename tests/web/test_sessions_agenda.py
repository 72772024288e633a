"""The agenda is laid out on a page; each move is looked at before it is done."""

import html
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.case import Phase
from models.ids import CaseId, Ref
from models.timetable import Opening, Pause, Table, Timetable
from store.read_models import AgendaRow
from tests.flow.stories import ready
from tests.flow.wait import until
from tests.web.sittings import PATH, SESSION, hidden, scheduled, sitting
from web.agenda_grid import around, grid
from web.saying import ROME

NINE = datetime(2027, 12, 10, 9, tzinfo=UTC)
AGENDA = f"{PATH}/agenda"


def to(ref: str, starts: str, note: str = "") -> dict[str, str]:
    return {
        "item": ref,
        "table": "plenary",
        "starts": starts,
        "item_minutes": "15",
        "reason": "",
        "conflict_note": note,
    }


async def test_item_is_moved_once_it_was_seen_what_follows(tmp_path: Path) -> None:
    async with sitting(tmp_path, capacity=120) as (home, desk):
        ref = await scheduled(home)
        [was] = await desk.opened.reading.agenda(SESSION)
        begins = (was.starts_at + timedelta(minutes=30)).astimezone(ROME)
        told = to(ref, f"{begins:%Y-%m-%dT%H:%M}")
        act = f"{PATH}/move_item"
        async with desk.browser("o1") as browser:
            board = await browser.get(AGENDA)
            [link] = re.findall(r'href="([^"]+/move_item\?[^"]+)"', board.text)
            form = await browser.get(html.unescape(link))
            outside = await browser.post(act, **told | {"starts": "2099-01-01T10:00"})
            nowhere = await browser.post(act, **told | {"table": "x"})
            looked = await browser.post(act, **told)
            [same] = await desk.opened.reading.agenda(SESSION)
            done = await browser.post(act, **told, step="do")
            after = await browser.get(done.headers["location"])
        [moved] = await desk.opened.reading.agenda(SESSION)

    assert f'<option value="{ref}" selected>' in form.text
    assert "è fuori dalla sessione" in outside.text
    assert (outside.status_code, nowhere.status_code) == (422, 422)
    assert "Scegliete dall’elenco: Tavolo." in nowhere.text
    assert re.search(r"letter[ae]: agenda modificata", looked.text)
    assert same == was
    assert moved.starts_at == begins.replace(second=0, microsecond=0)
    assert "Fatto: evento" in after.text


async def test_conflict_refuses_until_a_note_accepts_it(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (home, desk), desk.browser("o1") as browser:
        ref = await scheduled(home)
        [was] = await desk.opened.reading.agenda(SESSION)
        late = f"{was.starts_at.astimezone(ROME):%Y-%m-%d}T23:00"
        await browser.get(AGENDA)
        act = f"{PATH}/move_item"
        shut = await browser.post(act, **to(ref, late))
        note = "agreed with the hosts"
        looked = await browser.post(act, **to(ref, late, note))
        await browser.post(act, **to(ref, late, note), step="do")
        shown = await browser.get(AGENDA)

    assert (shut.status_code, looked.status_code) == (422, 200)
    assert "quando il tavolo non siede o è in pausa" in shut.text
    assert note in shown.text


async def test_items_change_places_leave_and_come_back(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (home, desk), desk.browser("o1") as browser:
        await home.session("XXX", days=400)
        one, other = await ready(home), await scheduled(home)
        await until(home.phase, one, "scheduled")
        board = await browser.get(AGENDA)
        [later] = re.findall(r'href="([^"]+other_item[^"]+)">Dopo', board.text)
        form = await browser.get(html.unescape(later))
        why = {"reason": "the delegation lands late", "step": "do"}
        pair = {"item": one, "other_item": other, "conflict_note": ""}
        await browser.post(f"{PATH}/swap_items", **pair, **why)
        swapped = await desk.opened.reading.agenda(SESSION)
        await browser.post(f"{PATH}/remove_item", item=one, **why)
        left = await desk.opened.reading.agenda(SESSION)
        await until(home.phase, one, "ready")
        chosen = await browser.get(f"{PATH}/add_late?item={one}")
        await browser.post(f"{PATH}/add_late", item=one, **why)
        back = await desk.opened.reading.agenda(SESSION)

    assert form.text.count(" selected>") == len(pair) - 1
    assert [row.ref for row in swapped] == [other, one]
    assert [row.ref for row in left] == [other]
    assert f'<option value="{one}" selected>' in chosen.text
    assert [row.ref for row in back] == [other, one]


def row(serial: int, table: str, minute: int, minutes: int = 30) -> AgendaRow:
    return AgendaRow(
        position=serial,
        minutes=minutes,
        table=table,
        starts_at=NINE + timedelta(minutes=minute),
        rank="",
        why="",
        by_hand=False,
        frozen=False,
        case=CaseId(f"it-ru/29/{serial:04}"),
        ref=Ref(f"IT-RU/{serial:04}"),
        phase=Phase.READY,
        score=0,
        title={},
    )


def test_grid_shows_every_item_and_what_is_free_between() -> None:
    pause = Pause(starts_at=NINE + timedelta(minutes=60), minutes=15)
    opening = Opening(day=NINE.date(), starts_at=NINE, minutes=120, pauses=(pause,))
    laid = Table(key="a", title={"it": "A", "ru": "А"}, openings=(opening,))
    timetable = Timetable(
        session=SESSION,
        zone="Europe/Rome",
        starts_at=NINE - timedelta(hours=8),
        ends_at=NINE + timedelta(hours=10),
        tables=(laid,),
    )
    agenda = [row(1, "a", 0), row(2, "a", 75, 20), row(3, "gone", 30)]

    [day] = grid(timetable, agenda)

    seen = [(one.clock, *(cell.state for cell in one.cells)) for one in day.rows]
    assert seen == [
        ("10:00", "item", "closed"),
        ("10:30", "free", "item"),
        ("11:00", "closed", "closed"),
        ("11:15", "item", "closed"),
        ("11:35", "free", "closed"),
        ("12:05", "free", "closed"),
    ]
    assert day.rows[1].cells[0].starts == "2027-12-10T10:30"
    assert around(agenda)["IT-RU/0002"] == ("IT-RU/0001", "")


async def test_tables_are_laid_in_a_form(tmp_path: Path) -> None:
    async with sitting(tmp_path) as (_, desk):
        async with desk.browser("o1") as browser:
            form = await browser.get(f"{PATH}/tables")
            [starts] = re.findall(
                r'name="tables-0-starts"[^>]*value="([^"]+)"', form.text
            )
            later = datetime.fromisoformat(starts) + timedelta(hours=1)
            one = {"starts": f"{later:%Y-%m-%dT%H:%M}", "minutes": "90", "key": "a"}
            told = {f"tables-0-{key}": text for key, text in one.items()}
            told |= {"tables-rows": "4", "tables-0-room": "Sala «1»", "reason": ""}
            bad = await browser.post(
                f"{PATH}/tables", **told | {"tables-0-minutes": "2"}
            )
            looked = await browser.post(f"{PATH}/tables", **told)
            carried = hidden(looked.text)
            back = await browser.post(f"{PATH}/tables", **carried, back="1")
            done = await browser.post(f"{PATH}/lay_tables", **carried)
        async with desk.opened.units.read() as unit:
            laid = (await unit.sessions.get(SESSION)).timetable

    codes = [one.status_code for one in (bad, looked, back, done)]
    assert codes == [422, 200, 200, 303]
    assert "Sala «1»" in back.text
    assert laid is not None
    [table] = laid.tables
    assert (table.key, table.room, table.openings[0].minutes) == ("a", "Sala «1»", 90)
    assert table.openings[0].starts_at == later.replace(tzinfo=ROME)
