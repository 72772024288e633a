"""X16: a session at a distance: virtual rooms, no visits, both countries' hours."""

import pytest

from models.errors import DomainError
from models.event import EventKind
from models.remote import Remote
from runtime.errands import RefusedError
from tests.flow import adhesions
from tests.flow.agendas import (
    NAME,
    PROPOSERS,
    day,
    entry,
    events,
    frozen,
    item,
    lay,
    releases,
    session,
    words,
)
from tests.flow.house import House, house
from tests.flow.rehearsals import desk, foreseen
from tests.flow.test_foresight import counted, written

LINK = "https://meet.example/xxix"
OWN = "https://meet.example/table-b"
WHY = "The airport is closed."
MARCHE, VENETO = "accordi@it-57.example", "accordi@it-34.example"
pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def remote(here: House, link: str = LINK, **rooms: str) -> None:
    meets = Remote(link=link, rooms=rooms)
    await here.o1.change_format(NAME, remote=meets, reason=WHY)
    await here.nothing_waits()


async def on_agenda(here: House) -> str:
    await lay(here)
    ref = await item(here)
    await frozen(here, ref)
    return ref


async def test_x16_tables_become_rooms_and_a_new_release_is_told(here):
    await on_agenda(here)

    await remote(here)

    first, second = await releases(here)
    assert [one.room for one in first.release.entries] == ["Sala a"]
    assert [one.room for one in second.release.entries] == [LINK]
    assert any(LINK in line for line in second.changes)
    changed = (await events(here))[-1]
    assert (changed.kind, changed.body["release"]) == (EventKind.FORMAT_CHANGED, 2)
    for address in (PROPOSERS[0], MARCHE):
        letter = here.letters(address)[-1]
        assert LINK in words(letter)
        assert "UTC+3" in words(letter)
        assert entry(letter).method == "REQUEST"
        assert entry(letter).sequence == "2"
    assert "a distanza, in linea" in words(here.letters(MARCHE)[-1])
    [part] = (
        one
        for one in here.letters(MARCHE)[-1].walk()
        if one.get_content_type() == "text/calendar"
    )
    file = part.get_payload(decode=True).decode().replace("\r\n ", "")
    assert "Venezia" not in file.split("LOCATION")[1].split("\r\n")[0]
    assert "Europe/Rome = 1" in file
    assert "Europe/Moscow" in file


async def test_x16_only_those_concerned_are_told(here):
    await on_agenda(here)
    before = len(here.letters(VENETO))

    await remote(here)
    mine = len(here.letters(MARCHE))
    await remote(here, b=OWN)  # the link of a table at which nothing stands

    assert len(here.letters(VENETO)) == before
    assert len(here.letters(MARCHE)) == mine
    assert len(await releases(here)) == 2


async def test_x16_bodies_of_those_who_joined_are_told(here):
    await adhesions.invited(here)
    taken = await adhesions.enter(here)
    await here.nothing_waits()

    await remote(here)

    letter = here.letters(MARCHE)[-1]
    assert "Modifica delle modalità" in str(letter["Subject"])
    assert taken.adhesion in adhesions.plain(letter)


async def test_x16_visits_are_dropped_and_come_back(here):
    date = await day(here)
    tables = "\n".join(
        f'[[table]]\nkey = "{key}"\n{more}\n'
        f"[[table.opening]]\nstarts = {date}T{hour:02}:00:00\nminutes = 60\n"
        for key, more, hour in (
            ("v", 'visit = true\ntitle = { it = "Visita", ru = "Визит" }', 9),
            ("a", 'room = "Sala 1"', 10),
        )
    )
    await here.o1.lay_tables(NAME, tables.encode())
    ref = await item(here)
    await frozen(here, ref)
    [first] = await releases(here)
    assert [one.table for one in first.release.entries] == ["a"]  # never at a visit

    with pytest.raises(RefusedError, match="has no table v at a distance"):
        await remote(here, v=OWN)
    await remote(here)
    await here.o1.change_format(NAME, remote=None, reason="It is open again.")
    await here.nothing_waits()

    rooms = [one.release.entries[0].room for one in await releases(here)]
    assert rooms == ["Sala 1", LINK, "Sala 1"]
    stands = await session(here)
    assert stands.remote is None
    assert stands.timetable is not None
    assert [one.key for one in stands.timetable.tables] == ["v", "a"]
    assert "UTC+3" not in words(here.letters(MARCHE)[-1])


async def test_x16_convocation_of_a_session_at_a_distance_says_both_hours(here):
    await remote(here)
    ref = await item(here)
    await frozen(here, ref)

    letter = here.letters(MARCHE)[-1]
    assert "Convocazione" in str(letter["Subject"])
    assert LINK in words(letter)
    assert "UTC+3" in words(letter)


async def test_x16_what_changes_nothing_is_refused(here):
    with pytest.raises(RefusedError, match="in person already"):
        await here.o1.change_format(NAME, remote=None, reason=WHY)
    with pytest.raises(RefusedError, match="for a reason"):
        await here.o1.change_format(NAME, remote=Remote(link=LINK), reason="")
    with pytest.raises(ValueError, match="begins with https://"):
        Remote(link="http://meet.example")
    await here.o1.cancel_session(NAME, WHY)
    with pytest.raises(DomainError, match="was cancelled"):
        await remote(here)


async def test_x16_consequences_are_shown_before(here):
    ref = await on_agenda(here)
    before = await written(here, ref)
    dry = await desk(here, "secretariat:o1", dry=True)

    await dry.change_format(NAME, remote=Remote(link=LINK), reason=WHY)

    assert (await session(here)).remote is None
    assert len(await releases(here)) == 1
    await remote(here)
    assert counted(foreseen(dry)) == await written(here, ref) - before
