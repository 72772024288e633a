"""Frozen agendas: released, then changed, and told only to those concerned."""

from datetime import timedelta

import pytest

from models.case import Outcome
from models.ids import session_workflow_id
from models.reference_number import session_named
from runtime.errands import RefusedError
from tests.flow.agendas import (
    NAME,
    PROPOSERS,
    SESSION,
    answered,
    asked,
    at,
    calls,
    entry,
    events,
    frozen,
    item,
    lay,
    releases,
    session,
    slots,
    words,
)
from tests.flow.house import House, house
from tests.flow.wait import until

BODIES = tuple(f"accordi@it-{number}.example" for number in (34, 45, 57))
pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def test_frozen_agenda_is_release_one_and_calls_both_sides(here):
    await lay(here)
    ref = await item(here)
    await frozen(here, ref)

    [release] = await releases(here)
    assert release.number == 1
    [line] = release.release.entries
    assert (line.table, line.room, line.bodies) == ("a", "Sala a", ("IT-57",))
    told = (await events(here))[-1]
    assert (told.kind, told.body["release"]) == ("agenda.frozen", 1)
    assert told.body["content_hash"] == release.content_hash
    for address in (PROPOSERS[0], "accordi@it-57.example"):
        letter = here.letters(address)[-1]
        called = entry(letter)
        assert (called.method, called.sequence) == ("REQUEST", "1")
        assert called.starts.endswith("T100000")
        assert "Sala a" in words(letter)
    assert [one for one in here.letters("accordi@it-34.example") if calls(one)] == []


async def test_move_after_the_freeze_tells_only_those_it_concerns(here):
    await lay(here)
    first = await item(here, 0, ("IT-57",), table="a")
    second = await item(here, 1, ("IT-34",))
    await frozen(here, first, second)
    before = {one: here.letters(one) for one in (*PROPOSERS, *BODIES)}

    await here.o1.move_item(NAME, first, table="b", at=await at(here, "10:30"))
    await here.nothing_waits()

    new = {one: len(here.letters(one)) - len(old) for one, old in before.items()}
    assert {one: count for one, count in new.items() if count} == {
        PROPOSERS[0]: 1,
        "accordi@it-57.example": 1,
    }
    for address in (PROPOSERS[0], "accordi@it-57.example"):
        old, letter = entry(before[address][-1]), here.letters(address)[-1]
        now = entry(letter)
        assert (now.uid, now.method, now.sequence) == (old.uid, "REQUEST", "2")
        assert now.starts.endswith("T103000")
    said = words(here.letters("accordi@it-57.example")[-1])
    assert said.index("ore 10:00") < said.index("ore 10:30")
    assert entry(before[PROPOSERS[0]][-1]).uid != (
        entry(before["accordi@it-57.example"][-1]).uid
    )
    assert [one.number for one in await releases(here)] == [1, 2]
    [line] = (await releases(here))[1].changes
    assert line.startswith(f"Moved: {here.case_id(first)} - from table a, Sala a")


async def test_swap_after_the_freeze_is_one_release(here):
    await lay(here)
    first = await item(here, 0, ("IT-57",), table="a")
    second = await item(here, 1, ("IT-34",))
    await frozen(here, first, second)
    before = await slots(here)

    await here.o1.swap_items(NAME, first, second, reason="the delegation lands late")

    one, other = here.case_id(first), here.case_id(second)
    assert await slots(here) == {one: before[other], other: before[one]}
    assert len(await releases(here)) == 2
    assert (await here.events(first))[-1].kind == "slot.moved"


async def test_item_removed_after_the_freeze_is_cancelled_and_carried_over(here):
    await here.session("XXX", days=480)
    await lay(here)
    ref = await item(here)
    await frozen(here, ref)
    uid = entry(here.letters(PROPOSERS[0])[-1]).uid

    await here.o1.remove_item(NAME, ref, reason="the site is sold")
    await here.nothing_waits()

    assert await slots(here) == {}
    case = await here.case(ref)
    assert (case.phase, case.session, case.carried) == ("ready", "it-ru/30", 1)
    letter = here.letters(PROPOSERS[0])[-1]
    assert entry(letter)[:3] == ("CANCEL", uid, "2")
    assert "не предусмотрено" in words(letter)


async def test_late_item_takes_a_gap_and_its_carry_over_does_not_count(here):
    await here.session("XXX", days=480)
    await lay(here)
    first = await item(here, 0, table="a")
    late = await asked(here, 1)
    await frozen(here, first)
    await answered(here, late, "IT-34")
    assert (await here.case(late)).session == "it-ru/30"

    await here.o1.add_late_item(NAME, late, reason="asked by both co-chairs")
    await here.nothing_waits()

    assert (await slots(here))[here.case_id(late)] == ("a", "10:15")
    case = await here.case(late)
    assert (case.phase, case.session, case.carried) == ("scheduled", "it-ru/29", 0)
    assert entry(here.letters(PROPOSERS[1])[-1])[0] == "REQUEST"
    assert [calls(one) for one in here.letters(PROPOSERS[0])].count(True) == 1


async def test_late_item_waits_when_its_table_is_full(here):
    await lay(here, minutes=15)
    first = await item(here, 0, table="a")
    late = await asked(here, 1)
    await frozen(here, first)
    await answered(here, late, "IT-34")

    await here.o1.add_late_item(NAME, late)

    assert set(await slots(here)) == {here.case_id(first)}
    async with here.wired.units.read() as unit:
        [waits] = await unit.agendas.queue(SESSION)
    assert (waits.case, waits.rank[:5]) == (here.case_id(late), "Late:")
    assert "table a has 0 left" in waits.why
    assert len(await releases(here)) == 1
    await here.o1.move_item(
        NAME, late, table="a", at=await at(here, "10:15"), note="an hour later, then"
    )
    await until(here.phase, late, "scheduled")


async def test_late_item_without_a_gap_is_told_to_the_case_and_to_the_other_session(
    here,
):
    await here.session("XXX", days=480)
    await lay(here, minutes=15)
    first = await item(here, 0, table="a")
    late = await asked(here, 1)
    await frozen(here, first)
    await answered(here, late, "IT-34")
    case, other = here.stream(late), session_workflow_id(session_named("IT-RU/XXX"))
    await here.nothing_waits()
    before = [await pokes(here, one) for one in (case, other)]

    await here.o1.add_late_item(NAME, late, reason="asked by both co-chairs")

    assert set(await slots(here)) == {here.case_id(first)}
    [told] = [
        one for one in await here.events(late) if one.kind == "proposal.fetched-back"
    ]
    assert told.body == {"from": "it-ru/30", "to": "it-ru/29", "times": 0}
    assert (told.actor, told.reason) == ("secretariat:o1", "asked by both co-chairs")
    after = [await pokes(here, one) for one in (case, other)]
    assert [later - earlier for earlier, later in zip(before, after, strict=True)] == [
        1,
        1,
    ]


async def pokes(here: House, workflow: str) -> int:
    handle = here.wired.client.get_workflow_handle(workflow)
    events = (await handle.fetch_history()).events
    return sum(
        one.HasField("workflow_execution_signaled_event_attributes") for one in events
    )


async def test_x11_postponing_cancels_the_calls_and_the_next_freeze_renews_them(here):
    await lay(here)
    ref = await item(here)
    await frozen(here, ref)
    uid = entry(here.letters(PROPOSERS[0])[-1]).uid

    await here.o1.postpone(NAME, await here.now() + timedelta(days=300), "no hall")
    await here.nothing_waits()

    assert entry(here.letters(PROPOSERS[0])[-1])[:3] == ("CANCEL", uid, "2")
    tables = (await session(here)).timetable
    assert tables is not None
    assert {str(one.openings[0].day) for one in tables.tables} == {
        str((await at(here, "10:00")).date())
    }
    await frozen(here, ref)
    again = entry(here.letters(PROPOSERS[0])[-1])
    assert again[:3] == ("REQUEST", uid, "3")
    assert again.starts == f"{(await at(here, '10:00')):%Y%m%dT100000}"
    assert [len(one.release.entries) for one in await releases(here)] == [1, 0, 1]


async def test_x2_withdrawal_after_the_freeze_frees_the_slot(here):
    await lay(here)
    first = await item(here, 0, ("IT-57",), table="a")
    second = await item(here, 1, ("IT-34",))
    await frozen(here, first, second)

    await here.o1.withdraw(first, "the plant was sold")
    await until(here.phase, first, "closed")

    async def told() -> int:
        return len(await releases(here))

    await until(told, want=2)
    await here.nothing_waits()
    assert set(await slots(here)) == {here.case_id(second)}
    cancelled = [one for one in here.letters("accordi@it-57.example") if calls(one)]
    assert [entry(one).method for one in cancelled] == ["REQUEST", "CANCEL"]
    assert (await here.case(first)).outcome is Outcome.WITHDRAWN


async def test_x29_reserve_is_promoted_when_a_partner_withdraws(here):
    await lay(here)
    ref = await item(here, 0, ("IT-57", "IT-34"), exclusive=True, partner_max=1)
    await frozen(here, ref)

    await here.o1.drop_partner(NAME, ref, "IT-57", reason="its council voted no")
    await here.nothing_waits()

    [last] = (await releases(here))[-1].release.entries
    assert last.bodies == ("IT-34",)
    assert entry(here.letters("accordi@it-57.example")[-1])[0] == "CANCEL"
    assert entry(here.letters("accordi@it-34.example")[-1])[0] == "REQUEST"
    assert "Приглашение на сессию" not in str(here.letters(PROPOSERS[0])[-1]["Subject"])
    assert entry(here.letters(PROPOSERS[0])[-1])[2] == "2"
    [left] = [
        one for one in await here.events(ref) if one.kind == "proposal.partner-left"
    ]
    assert left.body == {"body": "IT-57", "promoted": "IT-34"}


async def test_x29_item_is_presented_without_partner_when_there_is_no_reserve(here):
    await lay(here)
    ref = await item(here)
    await frozen(here, ref)

    await here.o1.drop_partner(NAME, ref, "IT-57", reason="its council voted no")

    [last] = (await releases(here))[-1].release.entries
    assert last.bodies == ()
    assert await here.phase(ref) == "scheduled"
    assert (await here.case(ref)).interests == 0
    with pytest.raises(RefusedError, match="is no partner"):
        await here.o1.drop_partner(NAME, ref, "IT-57", reason="again")
