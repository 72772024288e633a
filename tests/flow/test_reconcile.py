"""Engine and record cannot disagree silently: each difference is one task."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

import pytest
from pydantic import JsonValue
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from models.event import EventKind
from models.ids import RECONCILE_STREAM, Actor, session_workflow_id
from models.reconcile import ReconcileRun
from models.reference_number import session_named
from runtime.errands import RefusedError
from runtime.nights import keep_nightly, reconcile_now
from tests.flow.engine_stories import compare
from tests.flow.house import House, house, inhabited
from tests.flow.loss import at_rest, rehydrator
from tests.flow.stories import disseminated, ready
from tests.flow.test_agreement_in_between import Onlooker
from tests.flow.wait import until
from tests.replay.record import DEV_SERVER
from tests.scenario.tampering import statement, unguarded

STORED = "%Y-%m-%d %H:%M:%S.%f"


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as house_:
        yield await house_.furnish()


async def rests(here: House) -> str:
    ref = await disseminated(here)
    await here.nothing_waits()
    await at_rest(here, ref)
    return ref


@contextmanager
def altered(here: House, table: str, change: str, key: str) -> Iterator[None]:
    """As somebody would who has the database file; afterwards it is as it was."""
    place, column = (
        here.wired.settings.folder / "staffetta.db",
        change.partition(" ")[0],
    )
    record = sqlite3.connect(place, timeout=30)
    meant = f"FROM {table} WHERE {key}"
    before = record.execute(f"SELECT rowid, {column} {meant}").fetchall()
    act = f"UPDATE {table} SET {change} WHERE {key}"  # noqa: S608  (our own words)
    unguarded(record, statement(act))
    yield
    for row, value in before:
        again = f"UPDATE {table} SET {column} = '{value}' WHERE rowid = {row}"  # noqa: S608
        unguarded(record, statement(again))
    record.close()


def of(here: House, ref: str) -> str:
    return f"\"case\" = '{here.case_id(ref)}'"


def chain(here: House, ref: str) -> AbstractContextManager[None]:
    """The case's events are others than those it was told of."""
    told_of = f"stream = '{here.stream(ref)}'"
    return altered(here, "event", "hash = 'x' || hash", told_of)


def names(done: ReconcileRun) -> list[str]:
    return [one.name for one in done.found]


async def asked(here: House) -> list[str]:
    return await here.open_tasks(RECONCILE_STREAM)


async def told(here: House) -> list[dict[str, JsonValue]]:
    async with here.wired.units.read() as unit:
        events = await unit.events.of(RECONCILE_STREAM)
    return [one.body for one in events if one.kind is EventKind.RECONCILED]


@pytest.mark.parametrize("story", [rests, ready], ids=lambda one: one.__name__)
async def test_what_agrees_is_counted_and_nobody_is_asked(here, story):
    await story(here)

    done = await compare(here, "a")

    assert (done.differences, done.compared > 1) == (0, True)
    assert await asked(here) == []
    assert await told(here) == [
        {"compared": done.compared, "differences": 0, "opened": 0, "closed": 0}
    ]


async def test_same_difference_is_one_task_and_closes_when_it_is_gone(here):
    ref = await rests(here)
    await here.env.client.get_workflow_handle(here.stream(ref)).terminate()

    first, second = await compare(here, "a"), await compare(here, "b")

    assert names(first) == names(second) == [f"{here.stream(ref)}/gone"]
    assert (first.opened, second.opened) == (1, 0)
    assert await asked(here) == ["engine-differs"]
    await rehydrator(here).run()
    await at_rest(here, ref)
    third = await compare(here, "c")
    assert (names(third), third.closed) == ([], 1)
    assert await asked(here) == []


async def test_case_in_its_grace_period_is_no_difference(here):
    """Its deadline is to come, and the engine waits for what is later."""
    ref = await rests(here)
    deadline = (await here.case(ref)).due_at
    await here.sleep(deadline - timedelta(hours=1) - await here.now())

    assert (await here.phase(ref), names(await compare(here, "a"))) == ("open", [])


async def test_session_without_procedure_is_named(here):
    gone = session_workflow_id(session_named("IT-RU/XXIX"))
    await here.env.client.get_workflow_handle(gone).terminate()

    assert names(await compare(here, "a")) == [f"{gone}/gone"]


async def test_post_office_that_does_not_run_beside_due_letters_is_named(here):
    await rests(here)
    await here.env.client.get_workflow_handle("post/0").terminate()
    first = "letter = (SELECT min(letter) FROM letter)"
    long_ago = "next_at = '2000-01-01 00:00:00.000000'"

    with (
        altered(here, "letter", "state = 'ready'", first),
        altered(here, "letter", long_ago, first),
    ):
        assert names(await compare(here, "a")) == ["post/0/gone"]


async def test_stage_that_the_record_has_otherwise_is_named(here):
    ref = await rests(here)

    with altered(here, "proposal", "phase = 'choice'", of(here, ref)):
        found = names(await compare(here, "a"))

    assert found == [f"{here.stream(ref)}/phase"]


async def test_instant_before_which_the_engine_does_not_wake_is_named(here):
    ref = await rests(here)
    soon = await here.now() + timedelta(hours=1)

    with altered(here, "round", f"grace_end = '{soon:{STORED}}'", of(here, ref)):
        found = [*await Onlooker(here).differences()]  # a run may jump past it

    assert found == [f"{here.stream(ref)}/timer/grace"]


async def test_act_on_an_altered_chain_is_refused_in_words(here):
    ref = await rests(here)
    kinds = await here.kinds(ref)

    with chain(here, ref):
        with pytest.raises(RefusedError) as refused:
            await here.extend(ref, 40)
        found = names(await compare(here, "a"))

    assert "was altered or set back" in str(refused.value)
    assert found == [f"{here.stream(ref)}/head"]
    assert await here.kinds(ref) == kinds


async def test_step_on_an_altered_chain_waits_for_a_person(here):
    ref = await rests(here)
    kinds = await here.kinds(ref)

    with chain(here, ref):
        await here.sleep(timedelta(days=40))
        await until(here.open_tasks, here.stream(ref), ["effect-refused"])
        done = (await here.kinds(ref))[len(kinds) :]

    assert done == ["task.opened"]


async def test_head_that_others_went_on_from_stands(here):
    ref = await rests(here)
    await here.reply(await here.letter("accordi@it-57.example"), "Siamo interessati.")
    await until(here.answers, ref, {"IT-57": "interested"})

    await here.extend(ref, 40)

    assert "deadline.moved" in await here.kinds(ref)
    assert (await compare(here, "a")).differences == 0


async def test_procedure_of_a_closed_row_is_named_by_the_engines_list(tmp_path):
    """The real server: the skipping one keeps no list, and no schedules."""
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(DEV_SERVER),
        data_converter=pydantic_data_converter,
    )
    async with env, inhabited(env, tmp_path) as here:
        await here.furnish()
        ref = await rests(here)
        await keep_nightly(here.wired)
        await keep_nightly(here.wired)
        await until(listed, here, 2)

        with altered(here, "proposal", "phase = 'closed'", of(here, ref)):
            queue = here.wired.settings.queue
            done = await reconcile_now(env.client, queue, Actor("secretariat:o1"))

        assert names(done) == [f"{here.stream(ref)}/ended"]
        schedule = await env.client.get_schedule_handle(RECONCILE_STREAM).describe()
        assert len(schedule.info.next_action_times) > 0


async def listed(here: House) -> int:
    """The case and its session, as soon as the engine's list has caught up."""
    found = here.env.client.list_workflows(
        'ExecutionStatus = "Running" AND WorkflowType IN '
        '("ProposalWorkflow", "SessionWorkflow")'
    )
    return len([one async for one in found])
