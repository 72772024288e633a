"""X26: the system was down over a deadline; the time is given back to all bodies."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from activities.outages import Outages
from models.event import EventKind
from models.ids import SYSTEM, Actor
from models.outage import Outage, OutageError
from runtime.pulse import beat, keep_beating, look_back
from runtime.wiring import terms, writer
from tests.flow.dying import DyingUnits, Killed, dying
from tests.flow.house import House, house
from tests.flow.stories import disseminated
from tests.flow.wait import until

BODIES = ("it-57", "it-34", "it-45")
CLERK = Actor("secretariat:o1")


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def near_the_end(here: House) -> tuple[str, datetime]:
    """A round whose deadline passed a while ago, within its grace."""
    ref = await disseminated(here)
    for body in BODIES:
        await here.letter(f"accordi@{body}.example")
    due = (await here.case(ref)).due_at
    assert due is not None
    await here.sleep(due - await here.now() + timedelta(hours=3))
    await here.nothing_waits()
    return ref, due


def outage(due: datetime, hours: float) -> Outage:
    return Outage(
        since=due - timedelta(hours=hours),
        until=due + timedelta(hours=1),
        reason="Power failure, certified by the provider.",
        by=CLERK,
    )


async def record(here: House, one: Outage) -> list[str]:
    return [*await here.wired.outages().record(one, now=await here.now())]


async def test_x26_round_ends_a_working_day_later_and_all_are_told(here):
    ref, due = await near_the_end(here)
    before = {body: len(here.letters(f"accordi@{body}.example")) for body in BODIES}

    assert await record(here, outage(due, 3)) == [here.case_id(ref)]

    moved = (await here.case(ref)).due_at
    assert moved is not None
    assert moved > due
    for body in BODIES:
        letter = await here.letter(f"accordi@{body}.example", before[body] + 1)
        text = str(letter.get_body(("plain",)).get_content())
        assert "Power failure" in text
    assert (await here.kinds(ref)).count("deadline.moved") == 1


async def test_x26_answer_in_the_time_given_back_is_in_time(here):
    ref, due = await near_the_end(here)
    letter = await here.letter("accordi@it-57.example")
    await record(here, outage(due, 3))

    await here.reply(letter, "Siamo interessati.\n")

    await until(here.answers, ref, {"IT-57": "interested"})
    async with here.wired.units.read() as unit:
        [answer] = await unit.interests.answers(here.case_id(ref))
    assert not answer.late


async def test_x26_round_closes_at_the_new_end(here):
    ref, due = await near_the_end(here)
    await record(here, outage(due, 3))
    async with here.wired.units.read() as unit:
        current = await unit.rounds.current(here.case_id(ref))
    assert current is not None

    await here.sleep(current.grace_end - await here.now() - timedelta(hours=1))
    assert await here.phase(ref) == "open"
    await here.sleep(timedelta(hours=2))

    await until(here.phase, ref, "closed")


async def test_x26_short_outage_gives_nothing_back(here):
    ref, due = await near_the_end(here)

    assert await record(here, outage(due, 1.5)) == []

    assert (await here.case(ref)).due_at == due


async def test_x26_same_outage_counts_once(here):
    ref, due = await near_the_end(here)
    await record(here, outage(due, 3))
    moved = (await here.case(ref)).due_at
    again = outage(due, 3).model_copy(
        update={"until": due + timedelta(hours=2), "by": SYSTEM, "reason": "Silence."}
    )

    assert await record(here, again) == [here.case_id(ref)]

    assert (await here.case(ref)).due_at == moved
    assert (await here.kinds(ref)).count("deadline.moved") == 1
    async with here.wired.units.read() as unit:
        assert await unit.outages.all() == [outage(due, 3)]


async def test_person_who_gives_a_known_outage_another_end_is_refused(here):
    _, due = await near_the_end(here)
    await record(here, outage(due, 3))
    longer = outage(due, 3).model_copy(update={"until": due + timedelta(hours=2)})

    with pytest.raises(OutageError, match="record what is missing as another one"):
        await record(here, longer)


async def recorded_but_killed(here: House, one: Outage, opened: int) -> None:
    """As far as a worker comes that dies when it opens its n-th transaction."""
    outages = Outages(
        effects=dying(here, opened),
        writer=writer(here.wired.settings, here.wired.reference),
        terms=terms(),
    )
    with pytest.raises(Killed):
        await outages.record(one, now=await here.now())


AT_WORK = {"before the round moves": 2, "before the bodies are told": 3}


@pytest.mark.parametrize("opened", AT_WORK.values(), ids=AT_WORK)
async def test_x26_next_worker_goes_on_where_one_was_killed(here, opened):
    ref, due = await near_the_end(here)
    before = {body: len(here.letters(f"accordi@{body}.example")) for body in BODIES}
    began = due - timedelta(hours=4)
    await beat(here.wired, began)
    silent = Outage(
        since=began, until=due + timedelta(hours=1), reason="Silence.", by=SYSTEM
    )
    await recorded_but_killed(here, silent, opened)

    await look_back(here.wired, await here.now())

    moved = (await here.case(ref)).due_at
    assert moved is not None
    assert moved > due
    for body in BODIES:
        await here.letter(f"accordi@{body}.example", before[body] + 1)
    await here.nothing_waits()
    after = {body: len(here.letters(f"accordi@{body}.example")) for body in BODIES}
    assert after == {body: number + 1 for body, number in before.items()}
    assert (await here.kinds(ref)).count("deadline.moved") == 1
    async with here.wired.units.read() as unit:
        assert await unit.outages.all() == [silent]


async def test_x26_two_workers_that_start_together_record_one_outage(here):
    ref, due = await near_the_end(here)
    await beat(here.wired, due - timedelta(hours=4))
    chunks = (await here.kinds(ref)).count(EventKind.LETTERS_WRITTEN)

    await asyncio.gather(
        look_back(here.wired, due + timedelta(hours=2)),
        look_back(here.wired, due + timedelta(hours=2, seconds=1)),
    )

    async with here.wired.units.read() as unit:
        assert len(await unit.outages.all()) == 1
    assert (await here.kinds(ref)).count("deadline.moved") == 1
    assert (await here.kinds(ref)).count(EventKind.LETTERS_WRITTEN) == chunks + 1


async def test_pulse_outlives_a_look_back_that_fails(here):
    ref, due = await near_the_end(here)
    starts = due + timedelta(hours=2)
    await beat(here.wired, due - timedelta(hours=4))
    units = DyingUnits(here, 1)

    async def clock() -> datetime:
        return starts

    beating = asyncio.create_task(
        keep_beating(
            replace(here.wired, units=units), clock, every=timedelta(milliseconds=20)
        )
    )
    await until(last_beat, here, starts)
    beating.cancel()

    async with here.wired.units.read() as unit:
        [found] = await unit.outages.all()
    assert (found.since, found.until) == (due - timedelta(hours=4), starts)
    assert (await here.kinds(ref)).count("deadline.moved") == 1


async def last_beat(here: House) -> datetime:
    async with here.wired.units.read() as unit:
        return (await unit.pulses.get("worker")).at


async def test_time_given_back_is_not_one_of_the_two_extensions(here):
    ref, due = await near_the_end(here)
    await record(here, outage(due, 3))

    await here.extend(ref, 30)
    await here.extend(ref, 40)

    assert (await here.kinds(ref)).count("deadline.moved") == 3


async def test_x26_long_silence_of_all_workers_is_an_outage(here):
    ref, due = await near_the_end(here)
    await beat(here.wired, due - timedelta(hours=4))

    await look_back(here.wired, due + timedelta(hours=2))

    async with here.wired.units.read() as unit:
        [found] = await unit.outages.all()
    assert (found.since, found.by) == (due - timedelta(hours=4), SYSTEM)
    moved = (await here.case(ref)).due_at
    assert moved is not None
    assert moved > due


async def test_short_silence_is_none(here):
    now = await here.now()
    await beat(here.wired, now - timedelta(hours=2))

    await look_back(here.wired, now)

    async with here.wired.units.read() as unit:
        assert await unit.outages.all() == []
