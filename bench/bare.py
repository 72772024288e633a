"""The same shape on bare Temporal: one batch, one timer, one coalesced poke.

Nothing but design.md §4: a workflow that has its letters written by one activity,
waits with one timer, is poked once when all have answered, counts and closes. Its
activities touch no disk and no socket, so it is the floor of what Temporal costs.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from itertools import count

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import Worker

with workflow.unsafe.imports_passed_through():
    from models.frozen import Frozen

QUEUE = "bare"
TERM = timedelta(days=60)
LIMIT = timedelta(seconds=20)


class BareProposal(Frozen):
    number: int
    bodies: int


@workflow.defn(name="BareWorkflow")
class BareWorkflow:
    def __init__(self) -> None:
        self._poked = False

    @workflow.run
    async def run(self, proposal: BareProposal) -> int:
        await workflow.execute_activity_method(
            BareActivities.write, proposal, start_to_close_timeout=LIMIT
        )
        await workflow.wait_condition(lambda: self._poked, timeout=TERM)
        waiting = await workflow.execute_activity_method(
            BareActivities.waiting, proposal, start_to_close_timeout=LIMIT
        )
        await workflow.execute_activity_method(
            BareActivities.close, proposal, start_to_close_timeout=LIMIT
        )
        return waiting

    @workflow.signal(name="poke")
    def poke(self) -> None:
        self._poked = True


class BareActivities:
    """The rows are a dictionary; the bodies answer as soon as they are written to."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._waiting: dict[int, int] = {}
        self._answering: set[asyncio.Task[None]] = set()

    @activity.defn(name="bare_write")
    async def write(self, proposal: BareProposal) -> None:
        self._waiting[proposal.number] = proposal.bodies
        task = asyncio.create_task(self._answer(proposal))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    @activity.defn(name="bare_waiting")
    async def waiting(self, proposal: BareProposal) -> int:
        return self._waiting[proposal.number]

    @activity.defn(name="bare_close")
    async def close(self, proposal: BareProposal) -> None:
        del self._waiting[proposal.number]

    async def _answer(self, proposal: BareProposal) -> None:
        for _ in range(proposal.bodies):
            await asyncio.sleep(0)  # noqa: TID251  (not a workflow)
            self._waiting[proposal.number] -= 1
        handle = self._client.get_workflow_handle(f"bare/{proposal.number}")
        await handle.signal("poke")


class Bare:
    def __init__(self, client: Client) -> None:
        self._client = client
        self._numbers = count(1)

    def worker(self) -> Worker:
        activities = BareActivities(self._client)
        return Worker(
            self._client,
            task_queue=QUEUE,
            workflows=[BareWorkflow],
            activities=[activities.write, activities.waiting, activities.close],
        )

    async def batch(self, proposals: int, bodies: int) -> Sequence[str]:
        """All at once, to the end; their workflow ids."""
        return await asyncio.gather(*(self._one(bodies) for _ in range(proposals)))

    async def _one(self, bodies: int) -> str:
        proposal = BareProposal(number=next(self._numbers), bodies=bodies)
        workflow_id = f"bare/{proposal.number}"
        await self._client.execute_workflow(
            BareWorkflow.run, proposal, id=workflow_id, task_queue=QUEUE
        )
        return workflow_id
