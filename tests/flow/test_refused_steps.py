"""An effect that is refused when nobody waits for it holds up its step, no more."""

from datetime import timedelta

import pytest
from temporalio.client import WorkflowExecutionStatus

from models.deadlines import TermName
from models.ids import session_workflow_id
from models.milestones import MilestoneName
from models.reference_number import session_named
from tests.flow.house import House, house
from tests.flow.samples import sample
from tests.flow.wait import until

SESSION = session_workflow_id(session_named("IT-RU/XXIX"))


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def taken(here: House, *keys: str) -> None:
    """Somebody used these business keys for other requests."""
    async with here.wired.units.write() as unit:
        for key in keys:
            await unit.effects.add(key, "another request", "{}")


async def status(here: House, stream: str) -> WorkflowExecutionStatus | None:
    told = await here.wired.client.get_workflow_handle(stream).describe()
    return told.status


async def test_refused_milestone_is_a_task_of_its_session(here):
    await taken(here, *(f"{SESSION}/milestone/1/{name}" for name in MilestoneName))

    await here.sleep(timedelta(days=120))

    await until(here.open_tasks, SESSION, ["effect-refused"])
    assert await status(here, SESSION) is WorkflowExecutionStatus.RUNNING


async def test_refused_task_does_not_end_the_proposal(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await taken(here, f"{here.stream(ref)}/task-validation-due/1")
    async with here.wired.units.read() as unit:
        terms = {one.name: one for one in await unit.deadlines.of(here.stream(ref))}
    due = terms[TermName.COMPLETENESS].ends_at
    assert due is not None

    await here.sleep(due - await here.now() + timedelta(hours=1))
    await here.accept(ref)

    await until(here.phase, ref, "open")
