"""The agenda is laid out on a page; each move is looked at before it is done."""

import html
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.account import Role
from models.case import Phase
from models.ids import CaseId, Ref, SessionId
from models.timetable import Opening, Pause, Table, Timetable
from runtime.client import access
from store.read_models import AgendaRow
from tests.flow.house import house
from tests.flow.stories import ready
from tests.flow.wait import until
from tests.web.desk import Building
from web.agenda_grid import around, grid

NINE = datetime(2027, 12, 10, 9, tzinfo=UTC)
AGENDA = "/sessions/it-ru/29/agenda"
SESSION = SessionId("it-ru/29")


async def test_item_is_moved_once_it_was_seen_what_follows(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await home.furnish(capacity=120)
        async with access(home.wired.settings) as opened:
            opened.reached.append(home.env.client)
            desk = Building(opened, await home.now())
            await desk.hire("o1", Role.SECRETARIAT)
            ref = await ready(home)
            await home.freeze()
            await until(home.phase, ref, "scheduled")
            async with desk.browser("o1") as browser:
                board = await browser.get(AGENDA)
                [path] = re.findall(r'href="([^"]+/move_item\?[^"]+)"', board.text)
                form = await browser.get(html.unescape(path))
                given = dict(
                    re.findall(
                        r'name="(item_minutes|starts)"[^>]*value="([^"]+)"', form.text
                    )
                )
                late = datetime.fromisoformat(given["starts"]) + timedelta(minutes=30)
                told = {
                    "item": ref,
                    "table": "plenary",
                    "starts": late.isoformat(timespec="minutes"),
                    "item_minutes": given["item_minutes"],
                    "reason": "",
                    "conflict_note": "",
                }
                away = path.partition("?")[0]
                outside = await browser.post(
                    away, **told | {"starts": "2099-01-01T10:00"}
                )
                nowhere = await browser.post(away, **told | {"table": "x"})
                looked = await browser.post(away, **told)
                before = await opened.reading.agenda(SESSION)
                done = await browser.post(away, **told, step="do")
                after = await browser.get(done.headers["location"])

            [was], [now] = before, await opened.reading.agenda(SESSION)

    assert "lies outside the session" in outside.text
    assert (outside.status_code, nowhere.status_code) == (422, 422)
    assert "Scegliete dall’elenco: Tavolo." in nowhere.text
    assert "letters agenda" in looked.text or "letter agenda" in looked.text
    assert now.starts_at == was.starts_at.replace(second=0, microsecond=0) + timedelta(
        minutes=30
    )
    assert f'data-item="{ref}"' in after.text


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
        session=SessionId("it-ru/29"),
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
