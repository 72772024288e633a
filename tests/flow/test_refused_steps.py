"""An effect that is refused when nobody waits for it holds up its step, no more."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from temporalio.client import WorkflowExecutionStatus

from models.acts import Ruling
from models.deadlines import TermName
from models.errors import DomainError
from models.ids import SYSTEM, session_workflow_id
from models.milestones import MilestoneName
from models.reference_number import session_named
from models.screening_acts import StandStill
from store.engine import writing
from tests.flow.house import House, house
from tests.flow.samples import sample
from tests.flow.stories import disseminated
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


async def given_back(here: House, key: str) -> None:
    async with writing(here.wired.units.engine) as (connection, _):
        await connection.execute(
            text("DELETE FROM effect WHERE key = :key"), {"key": key}
        )


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


async def test_x21_refused_standstill_is_a_task_and_not_the_end(here):
    ref = await disseminated(here)
    stream = here.stream(ref)
    key = f"{stream}/stop-for-ruling/a-hit"
    await taken(here, key)
    review = await here.now() + timedelta(days=30)

    await here.wired.peers.stand_still(
        StandStill(act="a-hit", actor=SYSTEM, case=here.case_id(ref), review_at=review)
    )

    await until(here.open_tasks, stream, ["effect-refused"])
    assert await status(here, stream) is WorkflowExecutionStatus.RUNNING
    await given_back(here, key)
    await here.o2.resolve(stream, Ruling.RETRY, "the key is free")
    assert await here.open_tasks(stream) == []
    with pytest.raises(DomainError, match="stands still"):
        await here.extend(ref, 60)
