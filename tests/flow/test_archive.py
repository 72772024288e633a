"""What the engine forgets is kept before, and held against the record."""

import gzip
import json
import sqlite3
from collections.abc import Sequence

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from models.archive import ArchivedRun
from models.case import Outcome
from models.errors import DomainError
from models.ids import ARCHIVE_STREAM
from runtime.archive_desk import archived, history
from tests.flow.engine_stories import keep
from tests.flow.house import House, inhabited
from tests.flow.stories import closed, disseminated
from tests.flow.wait import until
from tests.replay.record import DEV_SERVER
from tests.scenario.tampering import statement, unguarded


@pytest.fixture
async def here(tmp_path):
    """The real server: the skipping one keeps no list, and forgets nothing."""
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(DEV_SERVER),
        data_converter=pydantic_data_converter,
    )
    async with env, inhabited(env, tmp_path) as house_:
        yield await house_.furnish()


async def ended(here: House) -> str:
    """A case that an answer came to by mail, withdrawn and closed."""
    ref = await disseminated(here)
    no = await here.letter("accordi@it-45.example")
    await here.reply(no, "We are not interested.\n")
    await until(here.answers, ref, {"IT-45": "declined"})
    await here.o1.withdraw(ref, "the plant was sold")
    await closed(here, ref, Outcome.WITHDRAWN)
    await here.nothing_waits()
    await until(listed, here, {here.stream(ref)})
    return ref


async def listed(here: House) -> set[str]:
    """The cases that have ended, as soon as the engine's list has caught up."""
    found = here.env.client.list_workflows(
        'ExecutionStatus != "Running" AND WorkflowType = "ProposalWorkflow"'
    )
    return {one.id async for one in found}


async def of(here: House, kind: str) -> Sequence[ArchivedRun]:
    return [one for one in await archived(here.wired.units) if one.kind == kind]


async def test_ended_procedure_still_shows_when_the_engine_has_forgotten_it(here):
    ref = await ended(here)

    first = await keep(here, "first")
    second = await keep(here, "second")

    assert (first.found, second.found) == ((), ())
    [case] = await of(here, "ProposalWorkflow")
    assert (case.procedure, case.ended) == (here.stream(ref), "completed")
    assert case.started_at < case.closed_at < case.archived_at
    assert first.kept == len(await archived(here.wired.units)) - second.kept
    assert len(await of(here, "MessageWorkflow")) >= 1
    for run in await archived(here.wired.units):
        assert await told(here, run) == run.events
    await forget(here, case)
    shown = await history(here.wired.units, case.procedure, None)
    assert [step.number for step in shown.steps] == [*range(1, case.events + 1)]
    acts = [step.of for step in shown.steps]
    assert {"ProposalWorkflow", "register", "withdraw"} <= {*acts}
    assert json.loads(shown.content)["events"][0]["eventId"] == "1"
    with pytest.raises(DomainError, match="archive list"):
        await history(here.wired.units, "proposal/it-ru/29/9999", None)


async def told(here: House, run: ArchivedRun) -> int:
    """How many events its paper holds; the last is that with which it ended."""
    async with here.wired.units.read() as unit:
        packed = await unit.papers.get(run.history)
    events = json.loads(gzip.decompress(packed))["events"]
    assert events[-1]["eventTime"].startswith(f"{run.closed_at:%Y-%m-%dT%H:%M:%S}")
    return len(events)


async def forget(here: House, run: ArchivedRun) -> None:
    """As the engine does by itself when its retention is over."""
    named = WorkflowExecution(workflow_id=run.procedure, run_id=run.run)
    client = here.env.client
    await client.workflow_service.delete_workflow_execution(
        DeleteWorkflowExecutionRequest(
            namespace=client.namespace, workflow_execution=named
        )
    )

    async def gone() -> bool:
        try:
            handle = client.get_workflow_handle(run.procedure, run_id=run.run)
            await handle.describe()
        except RPCError:
            return True
        return False

    await until(gone, want=True)


async def test_effect_and_event_that_do_not_agree_become_one_task_each(here):
    ref = await ended(here)
    stream = here.stream(ref)
    record = sqlite3.connect(here.wired.settings.folder / "staffetta.db", timeout=30)
    [(key, result)] = record.execute(
        "SELECT key, result FROM effect WHERE key LIKE ? ORDER BY key LIMIT 1",
        (f"{stream}/screen/%",),
    ).fetchall()
    told = json.dumps(json.loads(result) | {"stamp": None})
    for change in (
        f"UPDATE effect SET result = '{told}' WHERE key = '{key}'",  # noqa: S608
        f"INSERT INTO effect VALUES ('{stream}/strange/1', 'x', '{{}}')",  # noqa: S608
    ):
        unguarded(record, statement(change))

    done = await keep(here, "first")

    assert sorted(one.name for one in done.found) == [
        f"{stream}/unasked",
        f"{stream}/undone",
    ]
    assert sorted(await here.open_tasks(ARCHIVE_STREAM)) == ["engine-differs"] * 2
    for change in (
        f"UPDATE effect SET result = '{result}' WHERE key = '{key}'",  # noqa: S608
        f"DELETE FROM effect WHERE key = '{stream}/strange/1'",  # noqa: S608
    ):
        unguarded(record, statement(change))
    record.close()
