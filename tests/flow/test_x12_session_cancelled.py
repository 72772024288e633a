"""X12: a session is cancelled; its number is burnt, its proposals come first next."""

from datetime import timedelta

import pytest

from models.errors import DomainError
from models.event import Event, EventKind
from models.ids import SessionId
from models.session import Session, SessionState
from runtime.errands import RefusedError
from tests.flow import adhesions
from tests.flow.agendas import (
    NAME,
    PROPOSERS,
    ROME,
    SESSION,
    STREAM,
    answered,
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
from tests.flow.rehearsals import desk, foreseen
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.flow.test_foresight import counted, written
from tests.flow.wait import until

NEXT = SessionId("it-ru/30")
WHY = "The host has withdrawn."
pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def cancel(here: House, name: str = NAME) -> None:
    await here.o1.cancel_session(name, WHY)


async def found(here: House, named: SessionId) -> Session:
    async with here.wired.units.read() as unit:
        one = await unit.sessions.get(named)
    assert isinstance(one, Session)
    return one


async def of_kind(here: House, ref: str, kind: EventKind) -> list[Event]:
    return [one for one in await here.events(ref) if one.kind is kind]


async def test_x12_proposals_go_to_the_next_session_and_all_are_told(here):
    await here.session("XXX", days=480)
    await lay(here)
    ref = await item(here)
    await frozen(here, ref)
    await here.nothing_waits()

    await cancel(here)

    case = await here.case(ref)
    assert (case.session, case.phase, case.carried, case.displaced) == (
        NEXT,
        "ready",
        0,
        1,
    )
    await here.nothing_waits()
    for address in (PROPOSERS[0], "accordi@it-57.example"):
        letter = here.letters(address)[-1]
        called = entry(letter)
        assert (called.method, called.sequence) == ("CANCEL", "2")
        assert "XXX" in words(letter)
        assert WHY in words(letter)
    assert "Отмена сессии" in str(here.letters(PROPOSERS[0])[-1]["Subject"])
    assert "Annullamento della sessione" in str(
        here.letters("accordi@it-57.example")[-1]["Subject"]
    )
    [carried] = await of_kind(here, ref, EventKind.CARRIED_OVER)
    assert carried.body == {
        "from": SESSION,
        "to": NEXT,
        "times": 0,
        "cause": "cancelled",
    }
    last = (await releases(here))[-1]
    assert (last.number, last.release.entries) == (2, ())
    assert await slots(here) == {}


async def test_x12_number_is_burnt_and_later_acts_are_refused(here):
    await cancel(here)

    stands = await session(here)
    assert (stands.state, stands.starts_at, stands.freeze_at) == (
        SessionState.CANCELLED,
        None,
        None,
    )
    with pytest.raises(DomainError, match="an ordinal is never used twice"):
        await here.session("XXIX")
    now = await here.now()
    for act in (
        lambda: here.o1.freeze(NAME),
        lambda: here.o1.hold(NAME),
        lambda: here.o1.cancel_session(NAME, "again"),
        lambda: here.o1.postpone(NAME, now + timedelta(days=300), "later"),
    ):
        with pytest.raises(DomainError, match=r"was cancelled on .* number is burnt"):
            await act()
    await here.session("XXX")
    assert (await found(here, NEXT)).state is SessionState.COLLECTING


async def test_x12_no_timer_of_it_outlives_it_and_its_tasks_say_why(here):
    await here.sleep(timedelta(days=100))
    assert "milestone-due" in await here.open_tasks(STREAM)

    await cancel(here)

    assert await here.open_tasks(STREAM) == []
    closed = [one for one in await events(here) if one.kind == "task.closed"]
    assert closed
    assert {one.reason for one in closed} == {f"Session XXIX was cancelled: {WHY}"}
    plan = (await session(here)).plan
    assert plan is not None
    assert [one.name for one in plan.milestones if one.date and not one.done] == []
    before = len(await events(here))
    await here.sleep(timedelta(days=400))
    assert len(await events(here)) == before


async def test_x12_without_a_next_session_proposals_wait_for_one(here):
    ready = await item(here)
    opened = await disseminated(here, keywords=["altro"])
    before = (await here.case(opened)).due_at

    await cancel(here)

    assert {await here.session_of(ready), await here.session_of(opened)} == {SESSION}
    async with here.wired.units.read() as unit:
        current = await unit.rounds.current(here.case_id(opened))
    assert current.wall is None
    await here.session("XXX", days=480)
    for ref, phase in ((ready, "ready"), (opened, "open")):
        case = await here.case(ref)
        assert (case.session, case.phase, case.carried, case.displaced) == (
            NEXT,
            phase,
            0,
            1,
        )
    assert (await here.case(opened)).due_at == before
    async with here.wired.units.read() as unit:
        current = await unit.rounds.current(here.case_id(opened))
    assert current.wall is not None


async def test_x12_bodies_of_an_open_round_are_told_once_that_their_deadline_stands(
    here,
):
    await here.session("XXX", days=480)
    ref = await disseminated(here)
    yes = await here.letter("accordi@it-57.example")
    await here.reply(yes, "Siamo interessati.\n")
    await until(here.answers, ref, {"IT-57": "interested"})
    await here.nothing_waits()
    async with here.wired.units.read() as unit:
        before = await unit.rounds.current(here.case_id(ref))
    boxes = [f"accordi@it-{code}.example" for code in ("34", "45", "57")]
    counts = [len(here.letters(box)) for box in boxes]

    await cancel(here)
    await here.nothing_waits()

    async with here.wired.units.read() as unit:
        after = await unit.rounds.current(here.case_id(ref))
    assert after.deadline == before.deadline
    assert [len(here.letters(box)) for box in boxes] == [one + 1 for one in counts]
    told = [here.letters(box)[-1] for box in boxes]
    assert "il termine per la risposta resta fermo" in str(told[0]["Subject"])
    assert "the deadline for your answer stands" in str(told[1]["Subject"])
    for letter in told:
        said = words(letter)
        assert WHY in said
        assert "XXX" in said
        assert str(after.deadline.astimezone(ROME).year) in said
    await here.reply(told[0], "Siamo interessati.\n")  # it may be answered itself
    await until(here.answers, ref, {"IT-57": "interested", "IT-34": "interested"})


async def test_x12_cancellations_do_not_count_among_the_times_carried_over(here):
    """Three sessions fall one after another: the proposal is still to be presented."""
    ref = await item(here)
    for ordinal in ("XXX", "XXXI", "XXXII"):
        await here.session(ordinal, days=300)
    for ordinal in ("XXIX", "XXX", "XXXI"):
        await cancel(here, f"IT-RU/{ordinal}")

    case = await here.case(ref)
    assert (case.session, case.carried, case.displaced) == ("it-ru/32", 0, 3)
    await here.freeze("IT-RU/XXXII")
    await until(here.phase, ref, "scheduled")


async def test_x12_who_was_displaced_comes_first(here):
    """One place is left at the next session, and another proposal is ready for it."""
    await here.session("XXX", days=480, capacity=15)
    late = await item(here)
    other = sample(0, keywords=["secondo"])
    submitted = await here.submit(other, session="IT-RU/XXX")
    await here.accept(submitted.ref)
    await until(here.phase, submitted.ref, "open")
    await answered(here, submitted.ref, "IT-57")
    await cancel(here)

    await here.freeze("IT-RU/XXX")

    await until(here.phase, late, "scheduled")
    assert await here.phase(submitted.ref) == "ready"


async def test_x12_bodies_that_were_invited_or_joined_are_told(here):
    await adhesions.invited(here)
    taken = await adhesions.enter(here)
    await here.nothing_waits()

    await cancel(here)
    await here.nothing_waits()

    joined = here.letters(adhesions.MARCHE)[-1]
    assert "Sessione annullata" in str(joined["Subject"])
    assert taken.adhesion in adhesions.plain(joined)
    other = here.letters("accordi@it-45.example")[-1]
    assert "Session cancelled" in str(other["Subject"])
    desk_ = await adhesions.desk(here)
    for act in (desk_.confirm, desk_.withdraw):
        with pytest.raises(DomainError, match=r"is cancelled, and .* ended with it"):
            await act(taken.adhesion, "by phone")
    with pytest.raises(DomainError, match="nobody joins it any more"):
        await adhesions.enter(here)
    with pytest.raises(DomainError, match="nobody joins it any more"):
        await (await adhesions.desk(here)).publish(NAME, adhesions.TEXT)


async def test_x12_consequences_are_shown_before(here):
    await here.session("XXX", days=480)
    ref = await item(here)
    await frozen(here, ref)
    await here.nothing_waits()
    before = await written(here, ref)
    dry = await desk(here, "secretariat:o1", dry=True)

    await dry.cancel_session(NAME, WHY)

    assert await written(here, ref) == before
    assert (await session(here)).state is SessionState.FROZEN
    shown = foreseen(dry)
    [moved] = shown.cases
    assert (moved.ref, moved.session_after) == (ref, NEXT)
    await cancel(here)
    assert counted(shown) == await written(here, ref) - before


async def test_x12_cancelling_needs_its_reason(here):
    with pytest.raises(RefusedError, match="needs its reason"):
        await here.o1.cancel_session(NAME, "")

    assert (await session(here)).state is SessionState.COLLECTING
