"""Term by term, and kind by kind: what is planted is named, and nothing beside it."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHandle
from temporalio.service import RPCError

from models.acts import Verdict
from models.case import Outcome
from models.ids import (
    RECONCILE_STREAM,
    SYSTEM,
    money_workflow_id,
    session_workflow_id,
)
from models.reconcile import ReconcileAsked, ReconcileRun
from models.reference_number import session_named
from models.screening_acts import StandStill
from tests.flow.engine_stories import compare
from tests.flow.house import House, house
from tests.flow.loss import at_rest
from tests.flow.samples import sample
from tests.flow.stories import closed, disseminated, ready
from tests.flow.test_agreement_in_between import Onlooker
from tests.flow.test_reconcile import STORED, altered, names, of
from tests.flow.test_refused_steps import taken
from tests.flow.treasury import commit
from tests.flow.wait import until
from tests.scenario.tampering import Tamper, statement, unguarded

Watch = WorkflowHandle[Any, Any]

SESSION = session_workflow_id(session_named("IT-RU/XXIX"))


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as house_:
        yield await house_.furnish()


async def validating(here: House) -> str:
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    return ref


async def sent_back(here: House) -> str:
    ref = await validating(here)
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="waste contract")
    await until(here.phase, ref, "returned")
    return ref


async def noticed(here: House) -> str:
    ref = await validating(here)
    await here.o2.validate(ref, Verdict.REJECT, scores=None, reason="pure sale")
    await until(here.phase, ref, "rejection-notice")
    return ref


async def calm(here: House, ref: str) -> None:
    await here.nothing_waits()
    await at_rest(here, ref)


async def seen(here: House) -> list[str]:
    """A run may jump to the next timer before it looks; this does not."""
    return [*await Onlooker(here).differences()]


def running(here: House, ref: str, name: str) -> str:
    return f"stream = '{here.stream(ref)}' AND name = '{name}' AND closed_at IS NULL"


@pytest.mark.parametrize(
    ("story", "name"),
    [
        (validating, "completeness"),
        (validating, "validation"),
        (sent_back, "completion"),
        (noticed, "observations"),
        (disseminated, "interest"),
        (ready, "reservation_reminder_1"),
    ],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
async def test_one_altered_term_is_named_alone(
    here: House, story: Callable[[House], Awaitable[str]], name: str
):
    """An hour from now: before anything that the engine waits for."""
    ref = await story(here)
    await calm(here, ref)
    assert await seen(here) == []
    soon = await here.now() + timedelta(hours=1)

    with altered(
        here, "deadline", f"ends_at = '{soon:{STORED}}'", running(here, ref, name)
    ):
        found = await seen(here)

    assert found == [f"{here.stream(ref)}/timer/{name}-1"]
    assert await seen(here) == []


async def test_later_end_of_a_term_is_named_before_its_timer_is_set(here):
    """The engine waits for the nearer one; of the other it only knows."""
    ref = await validating(here)
    await calm(here, ref)
    later = await here.now() + timedelta(days=90)

    with altered(
        here,
        "deadline",
        f"ends_at = '{later:{STORED}}'",
        running(here, ref, "validation"),
    ):
        done = await compare(here, "a")

    assert (names(done), done.opened) == (
        [f"{here.stream(ref)}/timer/validation-1"],
        1,
    )
    assert await here.open_tasks(RECONCILE_STREAM) == ["engine-differs"]
    assert (await compare(here, "b")).closed == 1


async def test_term_that_runs_by_the_record_and_has_no_timer_is_named(here):
    """The clock stands still, so the engine waits for nothing."""
    ref = await validating(here)
    await here.o1.stop_clocks(ref, "ministry", "an opinion is awaited")
    await calm(here, ref)
    assert await seen(here) == []
    row = running(here, ref, "validation")
    record = sqlite3.connect(here.wired.settings.folder / "staffetta.db", timeout=30)

    unguarded(record, set_to(row, "announced"))
    found = await Onlooker(here).differences()
    unguarded(record, set_to(row, "NULL"))
    record.close()

    name = f"{here.stream(ref)}/timer/validation-1"
    assert [*found] == [name]
    assert "the engine waits for nothing" in found[name]


def set_to(row: str, end: str) -> Tamper:
    return statement(f"UPDATE deadline SET ends_at = {end} WHERE {row}")  # noqa: S608


async def test_session_on_an_altered_chain_is_named(here):
    ref = await ready(here)
    await calm(here, ref)
    assert await seen(here) == []

    with altered(here, "event", "hash = 'x' || hash", f"stream = '{SESSION}'"):
        found = await seen(here)

    assert found == [f"{SESSION}/head"]


@pytest.mark.parametrize(
    ("change", "about"),
    [("state = 'frozen'", "phase"), ("freeze_at = '{soon}'", "timer")],
)
async def test_session_whose_row_was_altered_is_named(here, change, about):
    soon = await here.now() + timedelta(hours=1)
    given = change.format(soon=f"{soon:{STORED}}")

    with altered(here, "session", given, "ordinal = 29"):
        found = await seen(here)

    assert found == [f"{SESSION}/{about}"]


async def test_mail_at_the_desk_on_an_altered_chain_is_named(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    await here.reply(letter, "Va bene, grazie.\n")
    await until(here.waiting_messages, 1)
    await calm(here, ref)

    with altered(here, "event", "hash = 'x' || hash", "stream LIKE 'message/%'"):
        [found] = await seen(here)

    assert (found.startswith("message/"), found.endswith("/head")) == (True, True)


async def test_what_differs_at_the_first_look_only_is_no_difference(here):
    """As an act in flight: it stands while the run waits for its second look."""
    ref = await disseminated(here)
    await calm(here, ref)

    with altered(here, "proposal", "phase = 'choice'", of(here, ref)):
        run = await here.wired.client.start_workflow(
            "ReconcileWorkflow",
            ReconcileAsked(),
            id=f"{RECONCILE_STREAM}/a",
            task_queue=here.wired.settings.queue,
            result_type=ReconcileRun,
        )
        await until(settles, run, want=True)

    done: ReconcileRun = await run.result()
    assert (done.differences, done.opened) == (0, 0)
    assert await here.open_tasks(RECONCILE_STREAM) == []


async def settles(run: Watch) -> bool:
    """It has looked once, has found something, and waits."""
    kind = EventType.EVENT_TYPE_TIMER_STARTED
    return kind in [one.event_type async for one in run.fetch_history_events()]


async def test_money_of_a_closed_case_has_a_term_that_only_its_watch_keeps(tmp_path):
    """Its session is near, so that it is signed while its money is reserved."""
    async with house(tmp_path) as here:
        await here.furnish(days=50)
        ref = await signed(here)
        stream = money_workflow_id(here.case_id(ref))
        watch = here.env.client.get_workflow_handle(stream)
        await until(looks_after, watch, want=True)
        await here.nothing_waits()
        await rested(watch)
        assert await seen(here) == []
        soon = await here.now() + timedelta(hours=1)
        lapses = running(here, ref, "reservation")

        with altered(here, "deadline", f"ends_at = '{soon:{STORED}}'", lapses):
            late = await seen(here)
        await watch.terminate()

        assert late == [f"{stream}/timer"]
        assert await seen(here) == [f"{stream}/gone"]


async def signed(here: House) -> str:
    ref = await ready(here)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes 1")
    await until(here.phase, ref, "presented")
    await here.o1.record_outcome(ref, Outcome.MEMORANDUM, "letter of intent")
    return await closed(here, ref, Outcome.MEMORANDUM)


async def rested(watch: Watch) -> None:
    """A poke on its way would have it read the altered row, and agree."""
    seen = [(await watch.describe()).history_length]
    while len(seen) < 5 or len(set(seen[-5:])) > 1:
        await asyncio.sleep(0.05)
        seen.append((await watch.describe()).history_length)


async def looks_after(watch: Watch) -> bool:
    try:
        return bool(await watch.query("status"))
    except RPCError:
        return False


async def test_money_whose_last_report_was_asked_for_is_no_difference(tmp_path):
    """It stays reserved, and nothing of it has a term: its watch has ended."""
    async with house(tmp_path) as here:
        await here.furnish(days=50)
        ref = await signed(here)
        await commit(here, ref)
        await here.sleep(timedelta(days=40))
        await until(here.open_tasks, here.stream(ref), ["cost-report"])
        await here.sleep(timedelta(days=70))
        await until(here.open_tasks, here.stream(ref), ["cost-report"] * 2)
        stream = money_workflow_id(here.case_id(ref))
        await here.env.client.get_workflow_handle(stream).result()

        assert (await here.case(ref)).reserved > 0
        assert await seen(here) == []


async def test_case_held_up_behind_a_task_is_no_difference(here):
    """It has no timer until a person has seen to what was refused."""
    ref = await disseminated(here)
    await here.nothing_waits()
    key = f"{here.stream(ref)}/stop-for-ruling/a-hit"
    await taken(here, key)
    review = await here.now() + timedelta(days=30)
    await here.wired.peers.stand_still(
        StandStill(act="a-hit", actor=SYSTEM, case=here.case_id(ref), review_at=review)
    )
    await until(here.open_tasks, here.stream(ref), ["effect-refused"])

    assert await seen(here) == []
