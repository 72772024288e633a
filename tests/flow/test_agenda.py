"""Agendas: placed by rule, moved by hand, refused in words."""

from datetime import timedelta

import pytest

from models.errors import DomainError
from runtime.errands import RefusedError
from tests.flow.agendas import (
    NAME,
    SESSION,
    STREAM,
    at,
    events,
    frozen,
    item,
    lay,
    rows,
    seated,
    session,
    slots,
)
from tests.flow.house import House, house
from tests.flow.wait import until

BODIES = tuple(f"accordi@it-{number}.example" for number in (34, 45, 57))
pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def test_each_item_gets_the_first_time_of_its_own_table_and_the_reason(here):
    await lay(here)
    first = await item(here, 0, ("IT-57",), table="b")
    second = await item(here, 1, ("IT-34",))
    await seated(here, first, second)

    assert await slots(here) == {
        here.case_id(first): ("b", "10:00"),
        here.case_id(second): ("a", "10:00"),
    }
    [why] = [one for one in await rows(here) if one.case == here.case_id(first)]
    assert why.rank.startswith("Place ")
    assert "table b, " in why.why
    assert why.why.endswith("its first free time")


async def test_body_is_not_at_two_tables_at_once(here):
    await lay(here)
    first = await item(here, 0, table="b")
    second = await item(here, 1)
    await seated(here, first, second)

    hours = sorted((await slots(here)).values())
    assert hours in ([("a", "10:00"), ("b", "10:15")], [("a", "10:15"), ("b", "10:00")])
    later = max(await rows(here), key=lambda one: one.starts_at)
    assert "body IT-57 sits at table" in later.why


async def test_session_without_tables_sits_in_one_plenary(here):
    ref = await item(here)
    await seated(here, ref)

    [slot] = await rows(here)
    assert (slot.table, slot.starts_at) == ("plenary", (await session(here)).starts_at)


async def test_what_was_moved_by_hand_stays_when_the_agenda_is_drawn_again(here):
    await lay(here)
    first = await item(here, 0, table="a")
    await here.o1.move_item(NAME, first, table="b", at=await at(here, "10:30"))
    second = await item(here, 1)
    await seated(here, first, second)

    assert await slots(here) == {
        here.case_id(first): ("b", "10:30"),
        here.case_id(second): ("a", "10:00"),
    }
    assert [one.by_hand for one in await rows(here)] == [False, True]


async def test_conflict_refuses_without_a_note_and_changes_nothing(here):
    await lay(here)
    first = await item(here, 0, table="a")
    second = await item(here, 1, ("IT-34",))
    await seated(here, first, second)
    await here.o1.move_item(NAME, first, table="a", at=await at(here, "10:30"))
    before = (await rows(here), await events(here))

    with pytest.raises(RefusedError, match=r"overlap at table a .* with --note"):
        await here.o1.move_item(NAME, second, table="a", at=await at(here, "10:40"))

    assert (await rows(here), await events(here)) == before


async def test_conflict_is_overridden_with_a_note_that_stays(here):
    await lay(here)
    first = await item(here, 0, table="a")
    second = await item(here, 1, ("IT-34",))
    await seated(here, first, second)
    await here.o1.move_item(NAME, first, table="a", at=await at(here, "10:30"))

    await here.o1.move_item(
        NAME, second, table="a", at=await at(here, "10:40"), note="a joint paper"
    )

    async with here.wired.units.read() as unit:
        [override] = await unit.agendas.overrides(SESSION)
    assert (override.note, override.by) == ("a joint paper", "secretariat:o1")
    changed = (await events(here))[-1]
    assert changed.kind == "agenda.changed"
    assert "overlap at table a" in str(changed.body["overridden"])
    await frozen(here, first, second)
    assert (await slots(here))[here.case_id(second)] == ("a", "10:40")


async def test_hard_conflict_refuses_whatever_the_note(here):
    await lay(here)
    ref = await item(here)
    await seated(here, ref)
    before = await rows(here)

    with pytest.raises(RefusedError, match="does not have"):
        await here.o1.move_item(
            NAME, ref, table="z", at=await at(here, "10:30"), note="please"
        )
    late = await at(here, "10:30") + timedelta(days=3)
    with pytest.raises(RefusedError, match="outside the session"):
        await here.o1.move_item(NAME, ref, table="a", at=late, note="please")

    assert await rows(here) == before


async def test_item_taken_off_waits_and_is_not_drawn_again(here):
    await lay(here)
    first = await item(here, 0)
    await seated(here, first)

    await here.o1.remove_item(NAME, first, reason="the minister asked")
    second = await item(here, 1)
    await seated(here, second)

    async with here.wired.units.read() as unit:
        [waits] = await unit.agendas.queue(SESSION)
    assert (waits.case, waits.by_hand) == (here.case_id(first), True)
    await here.o1.move_item(NAME, first, table="b", at=await at(here, "10:45"))
    await seated(here, first, second)


async def test_agenda_in_conflict_is_not_frozen_by_the_clock_but_put_to_the_desk(here):
    await lay(here)
    first = await item(here, 0, table="a")
    second = await item(here, 1)
    for ref, hour in ((first, "10:00"), (second, "10:30")):
        await here.o1.move_item(NAME, ref, table="a", at=await at(here, hour))
    await lay(here, minutes=30)  # the second stands where the table sits no more
    due = (await session(here)).freeze_at
    assert due is not None

    await here.sleep(due - await here.now() + timedelta(hours=1))

    await until(_conflicts, here, want=1)
    assert await here.phase(first) == "ready"
    await here.o1.move_item(
        NAME, second, table="b", at=await at(here, "10:15"), note=""
    )
    await frozen(here, first, second)
    assert await _conflicts(here) == 0


async def _conflicts(here: House) -> int:
    tasks: list[str] = await here.open_tasks(STREAM)
    return tasks.count("agenda-conflict")


async def test_sheet_with_faults_is_refused_in_words(here):
    with pytest.raises(DomainError, match="is none of the usual ones"):
        await here.o1.lay_tables(
            NAME,
            b'[[table]]\nkey = "z"\n[[table.opening]]\n'
            b"starts = 2030-01-01T10:00:00\nminutes = 60\n",
        )
    with pytest.raises(DomainError, match="opens outside the session"):
        await here.o1.lay_tables(
            NAME,
            b'[[table]]\nkey = "a"\n[[table.opening]]\n'
            b"starts = 2030-01-01T10:00:00\nminutes = 60\n",
        )
    assert (await session(here)).timetable is None


async def test_late_item_is_not_added_before_the_freeze(here):
    ref = await item(here)

    with pytest.raises(RefusedError, match="only while it is frozen"):
        await here.o1.add_late_item(NAME, ref)
