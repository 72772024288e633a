"""Tells workflows to look again. A poke carries nothing, so repeating it is free."""

import asyncio
from contextlib import suppress

from temporalio.client import (
    Client,
    WorkflowUpdateFailedError,
    WorkflowUpdateStage,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from models.acts import MessageArrived, MoneyWatched, PostShard, Watched
from models.event import Stamp
from models.ids import (
    CaseId,
    MessageHash,
    SessionId,
    feed_workflow_id,
    message_workflow_id,
    money_workflow_id,
    post_workflow_id,
    proposal_workflow_id,
    session_workflow_id,
    watch_workflow_id,
)
from models.screening_acts import StandStill
from models.webhook import Followed

POKE = "poke"


class TemporalPeers:
    """`queue` is the task queue on which peers are started."""

    def __init__(self, *, client: Client, queue: str) -> None:
        self._client = client
        self._queue = queue
        self._post_wanted = 0
        self._post_done = 0
        self._post_lock = asyncio.Lock()

    async def poke_case(self, case: CaseId) -> None:
        await self._poke(proposal_workflow_id(case))

    async def poke_session(self, session: SessionId) -> None:
        await self._poke(session_workflow_id(session))

    async def poke_post(self) -> None:
        """Wake the post office, starting it if need be.

        Callers that come while one poke is under way share the next one: it still
        begins after each caller's commit.
        """
        self._post_wanted += 1
        mine = self._post_wanted
        async with self._post_lock:
            if self._post_done >= mine:
                return
            served = self._post_wanted
            await self._client.start_workflow(
                "PostOfficeWorkflow",
                PostShard(),
                id=post_workflow_id(),
                task_queue=self._queue,
                start_signal=POKE,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            )
            self._post_done = served

    async def poke_money(self, case: CaseId) -> None:
        """Have a case's money watched: anew, when nobody did any more."""
        await self._client.start_workflow(
            "MoneyWorkflow",
            MoneyWatched(case=case),
            id=money_workflow_id(case),
            task_queue=self._queue,
            start_signal=POKE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )

    async def poke_watch(self, watched: Watched) -> None:
        """Have the terms of a programme or of adhesions kept: anew, if they ended."""
        await self._client.start_workflow(
            "WatchWorkflow",
            watched,
            id=watch_workflow_id(watched.kind, watched.name),
            task_queue=self._queue,
            start_signal=POKE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )

    async def poke_feed(self, webhook: str) -> None:
        """Have a webhook told what it was not told yet."""
        await self._client.start_workflow(
            "FeedWorkflow",
            Followed(webhook=webhook),
            id=feed_workflow_id(webhook),
            task_queue=self._queue,
            start_signal=POKE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )

    async def stand_still(self, act: StandStill) -> None:
        """Told as an act, for a poke says too little; done once, however often told.

        A case that is closed, or about to be, has nothing to halt.
        """
        handle = self._client.get_workflow_handle(proposal_workflow_id(act.case))
        try:
            await handle.start_update(
                "stand_still",
                act,
                id=act.act,
                wait_for_stage=WorkflowUpdateStage.ACCEPTED,
                result_type=Stamp,
            )
        except WorkflowUpdateFailedError:
            return
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise

    async def message_arrived(self, message: MessageHash) -> None:
        """Start the reading of a message; a second start of the same is nothing."""
        with suppress(WorkflowAlreadyStartedError):
            await self._client.start_workflow(
                "MessageWorkflow",
                MessageArrived(message=message),
                id=message_workflow_id(message),
                task_queue=self._queue,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            )

    async def _poke(self, workflow_id: str) -> None:
        try:
            await self._client.get_workflow_handle(workflow_id).signal(POKE)
        except RPCError as error:
            # A closed workflow has nothing left to look at.
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
