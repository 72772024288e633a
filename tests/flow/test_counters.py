"""The counters beside running procedures: a deadline has its timer, at every stage."""

import pytest

from models.acts import Verdict
from models.case import Outcome
from models.counters import Line
from models.ids import Actor, money_workflow_id
from models.task import TaskKind
from runtime.auditor_desk import AuditorDesk
from runtime.counting import EngineTimers, counted
from runtime.finding_desk import FindingDesk
from tests.flow.house import house
from tests.flow.samples import sample
from tests.flow.stories import closed, disseminated, ready
from tests.flow.wait import until

SOON = 70  # days to the session: a reservation outlives it


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as house_:
        yield await house_.furnish(days=SOON)


async def lines(here) -> dict[str, Line]:
    async def connect():
        return here.env.client

    found = await counted(here.wired.units, EngineTimers(connect))
    return {one.name: one for one in found}


async def judged(here) -> set[str]:
    return {one.judged for one in (await lines(here)).values()}


async def incomplete(here):
    submitted = await here.submit(sample(0))
    await until(here.phase, submitted.ref, "validation")
    await here.o2.validate(
        submitted.ref, Verdict.RETURN, scores=None, reason="no financial plan"
    )
    await until(here.phase, submitted.ref, "returned")


async def with_result(here):
    """A case that is closed, with a reservation that still runs."""
    ref = await ready(here)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes 1")
    await until(here.phase, ref, "presented")
    await here.o1.record_outcome(ref, Outcome.CONTRACT, "signed")
    await closed(here, ref, Outcome.CONTRACT)
    return ref


@pytest.mark.parametrize(
    "story",
    [disseminated, incomplete, ready, with_result],
    ids=lambda one: one.__name__,
)
async def test_deadlines_have_their_timers(here, story):
    await story(here)

    await until(judged, here, {"well"})

    found = (await lines(here))["deadlines"]
    assert (found.whole, found.parts) == (1, {"timers": 1})


async def test_procedure_that_ended_behind_our_back_is_named(here):
    ref = await disseminated(here)
    await until(judged, here, {"well"})

    await here.env.client.get_workflow_handle(here.stream(ref)).terminate()

    found = (await lines(here))["deadlines"]
    assert (found.judged, found.parts) == ("not", {"timers": 0})
    [fault] = found.faults
    assert fault.startswith(f"{here.stream(ref)}: nobody waits for ")


async def test_money_that_nobody_watches_is_named(here):
    ref = await with_result(here)
    await until(judged, here, {"well"})

    money = money_workflow_id(here.case_id(ref))
    await here.env.client.get_workflow_handle(money).terminate()

    assert (await lines(here))["deadlines"].judged == "not"


async def test_finding_still_waits_when_its_case_is_closed(here):
    units = here.wired.units
    now = (await here.case(ref := await disseminated(here))).opened_at
    await AuditorDesk(units=units, actor=Actor("secretariat:o1")).keep(
        "court", name="Court", email="a@court.example", language="en", now=now
    )
    desk = FindingDesk(units=units, actor=Actor("auditor:court"))
    await desk.find(ref, "No notice.", event=1, now=now)

    await here.o1.withdraw(ref, "no longer")
    await closed(here, ref, Outcome.WITHDRAWN)

    assert await here.open_tasks(here.stream(ref)) == [TaskKind.AUDIT_FINDING]
