"""A reading that is refused holds a proposal up, and does not end its procedure."""

import pytest
from temporalio.client import WorkflowExecutionStatus

from models.acts import Ruling
from models.case import Outcome
from tests.flow.house import CORRIDOR, house
from tests.flow.stories import ready
from tests.flow.wait import until

pytestmark = pytest.mark.flow


async def test_presented_proposal_without_a_calendar_waits_for_a_person(tmp_path):
    async with house(tmp_path) as opened:
        here = await opened.furnish()
        ref = await ready(here, contribution=None)
        stream = here.stream(ref)
        await here.freeze()
        await until(here.phase, ref, "scheduled")
        await here.days_before("IT-RU/XXIX", 0)
        nowhere = CORRIDOR.model_copy(update={"side_a": "ZZ", "side_b": "ZZ"})
        await here.register.keep_corridor(nowhere, now=await here.now())

        await here.o1.hold("IT-RU/XXIX")

        await until(here.open_tasks, stream, ["effect-refused"])
        told = await here.wired.client.get_workflow_handle(stream).describe()
        assert told.status is WorkflowExecutionStatus.RUNNING
        await here.register.keep_corridor(CORRIDOR, now=await here.now())
        await here.o2.resolve(stream, Ruling.RETRY, "the calendar is there")
        assert await here.open_tasks(stream) == []
        await here.o1.record_outcome(ref, Outcome.CONTACT, "met")
        await until(here.phase, ref, "closed")
