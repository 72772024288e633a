"""The sitting with its minutes: what was treated, what goes on, what was promised."""

from datetime import timedelta

import pytest

from activities.effects import EffectRunner
from models.errors import DomainError
from models.ids import CorridorCode, SessionId, session_workflow_id
from models.two_sides import Side
from models.undertaking import UndertakingState
from runtime.errands import RefusedError
from runtime.undertaking_desk import UndertakingDesk
from tests.flow.agendas import (
    NAME,
    SESSION,
    answered,
    asked,
    events,
    frozen,
    item,
    lay,
    slots,
)
from tests.flow.house import house
from tests.flow.wait import until

pytestmark = pytest.mark.flow
SAID = 'said = { it = "Si è discusso.", ru = "Обсудили." }\nparticipants = 12\n'
PROMISE = """
[[item.promise]]
side = "a"
body = "IT-57"
due = 2028-03-01
text = { it = "Invia i dati", ru = "Направит данные" }
"""


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


def minute(ref: str, treatment: str = "treated", more: str = SAID) -> str:
    return f'[[item]]\nproposal = "{ref}"\ntreatment = "{treatment}"\n{more}'


def sheet(*items: str) -> bytes:
    return "\n".join(items).encode()


def desk(here) -> UndertakingDesk:
    effects = EffectRunner(units=here.wired.units, peers=here.wired.peers)
    return UndertakingDesk(units=here.wired.units, actor=here.o1.actor, effects=effects)


async def register(here):
    async with here.wired.units.read() as unit:
        return list(await unit.undertakings.of_corridor(CorridorCode("IT-RU")))


async def test_x15_what_was_not_treated_is_carried_over_as_the_minutes_say(here):
    await here.session("XXX", days=480)
    treated, left = await item(here, 0), await item(here, 1)
    await frozen(here, treated, left)

    taken = sheet(minute(treated, more=SAID + PROMISE), minute(left, "not-treated"))
    await here.hold(NAME, minutes=taken)
    await until(here.phase, treated, "presented")

    case = await here.case(left)
    assert (case.phase, case.session, case.carried) == ("ready", "it-ru/30", 1)
    [missed] = [e for e in await here.events(left) if e.kind == "proposal.not-treated"]
    assert missed.reason == "item 2 was not treated at the table: carry-over 1 of 2"
    async with here.wired.units.read() as unit:
        recorded = await unit.minutes.get(SESSION)
    assert [one.treatment for one in recorded.minutes.items] == [
        "treated",
        "not-treated",
    ]
    [promised] = await register(here)
    assert (promised.undertaking, promised.case) == (
        "it-ru/29/u/1",
        here.case_id(treated),
    )
    [held] = [one for one in await events(here) if one.kind == "session.held"]
    assert held.body["undertakings"] == ["it-ru/29/u/1"]


async def test_x30_minutes_that_differ_in_the_two_languages_are_refused(here):
    ref = await item(here)
    await frozen(here, ref)
    uneven = 'said = { it = "Uno.\\n\\nDue.", ru = "Один." }\nparticipants = 12\n'

    with pytest.raises(RefusedError, match="the it text has 2 paragraphs, the ru text"):
        await here.hold(NAME, minutes=sheet(minute(ref, more=uneven)))

    assert await here.phase(ref) == "scheduled"
    async with here.wired.units.read() as unit:
        assert await unit.minutes.find(SESSION) is None
    await here.hold(NAME, minutes=sheet(minute(ref)))
    await until(here.phase, ref, "presented")


async def test_minutes_must_say_something_of_every_item_and_of_no_other(here):
    ref = await item(here)
    await frozen(here, ref)

    with pytest.raises(RefusedError, match="is on the agenda and has no minute"):
        await here.hold(NAME, minutes=b"item = []")
    other = ref[:-4] + "0099"
    with pytest.raises(RefusedError, match="has no slot on the agenda"):
        await here.hold(NAME, minutes=sheet(minute(ref), minute(other)))
    with pytest.raises(RefusedError, match="is minuted as withdrawn and is not"):
        await here.hold(NAME, minutes=sheet(minute(ref, "withdrawn")))

    assert await here.phase(ref) == "scheduled"


async def test_x14_third_time_not_treated_it_lapses_though_no_session_follows(here):
    ref = await item(here)
    for number, ordinal in enumerate(("XXIX", "XXX", "XXXI")):
        if number < 2:
            following = ("XXX", "XXXI")[number]
            await here.session(following, days=300)
        await here.freeze(f"IT-RU/{ordinal}")
        await until(here.phase, ref, "scheduled")
        taken = sheet(minute(ref, "postponed"))
        await here.hold(f"IT-RU/{ordinal}", minutes=taken)
        await until(here.phase, ref, "closed" if number == 2 else "ready")

    case = await here.case(ref)
    assert (case.outcome, case.carried) == ("not-presented", 3)


async def test_late_item_without_a_gap_goes_on_when_the_session_is_held(here):
    await here.session("XXX", days=480)
    await lay(here, minutes=15)
    first = await item(here, 0, table="a")
    late = await asked(here, 1)
    await frozen(here, first)
    await answered(here, late, "IT-34")
    await here.o1.add_late_item(NAME, late)
    assert (await here.case(late)).session == SESSION
    assert set(await slots(here)) == {here.case_id(first)}

    await here.hold(NAME, minutes=sheet(minute(first)))

    await until(here.session_of, late, "it-ru/30")
    assert (await here.case(late)).carried == 1


async def promised(here) -> None:
    ref = await item(here)
    await frozen(here, ref)
    await here.hold(NAME, minutes=sheet(minute(ref, more=SAID + PROMISE)))
    await until(here.phase, ref, "presented")


async def test_x17_sides_that_report_differently_leave_it_disputed(here):
    await promised(here)
    now = await here.now()
    kept, broken = UndertakingState.KEPT, UndertakingState.BROKEN

    one = await desk(here).report("IT-RU/XXIX/1", Side.A, kept, "Inviati", now=now)
    assert (one.state, one.disputed) == (kept, False)
    both = await desk(here).report("it-ru/29/u/1", Side.B, broken, "Нет", now=now)

    assert (both.disputed, both.state) == (True, UndertakingState.OPEN)
    assert [both.text_of(side) for side in Side] == ["Inviati", "Нет"]
    stream = "register/undertaking/it-ru/29/u/1"
    assert await here.open_tasks(stream) == ["undertaking-disputed"]
    async with here.wired.units.read() as unit:
        kinds = [event.kind for event in await unit.events.of(stream)]
    assert kinds == ["undertaking.reported", "undertaking.reported", "task.opened"]

    settled = await desk(here).settle("IT-RU/XXIX/1", kept, "Confermato", now=now)
    assert (settled.disputed, settled.state) == (False, kept)
    assert await here.open_tasks(stream) == []
    with pytest.raises(DomainError, match="is settled"):
        await desk(here).report("IT-RU/XXIX/1", Side.B, kept, "Да", now=now)


async def test_open_undertakings_are_put_before_the_desk_when_collection_opens(here):
    await promised(here)
    await here.session("XXX", days=480)
    stream = session_workflow_id(SessionId("it-ru/30"))
    assert await here.open_tasks(stream) == []

    await here.sleep(timedelta(days=360))

    async def put() -> list[str]:
        return [
            one.detail
            for one in await here.reading.open_tasks(stream)
            if one.kind == "undertakings-open"
        ]

    async def told() -> int:
        return len(await put())

    await until(told, want=1)
    [detail] = await put()
    assert "1 undertaking to look at again" in detail
    assert "it-ru/29/u/1" in detail


async def test_what_both_sides_call_kept_is_not_put_before_the_next_session(here):
    await promised(here)
    now = await here.now()
    for side in Side:
        await desk(here).report(
            "IT-RU/XXIX/1", side, UndertakingState.KEPT, "Fatto", now=now
        )

    await here.session("XXX", days=480)
    await here.sleep(timedelta(days=360))

    stream = session_workflow_id(SessionId("it-ru/30"))

    async def reached() -> bool:
        return "milestone-due" in await here.open_tasks(stream)

    await until(reached, want=True)
    assert "undertakings-open" not in await here.open_tasks(stream)


async def test_sheet_of_minutes_with_faults_is_refused_in_words(here):
    with pytest.raises(DomainError, match=r"items?\.0|treatment"):
        await here.hold(NAME, minutes=b'[[item]]\ntreatment = "slept"\n')
    with pytest.raises(DomainError, match="leave out --not-treated"):
        await here.hold(NAME, ["IT-RU/2026-2028/XXIX/LIP/0001"], minutes=b"item = []")
