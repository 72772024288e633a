"""Carries an act to its workflow, and its refusal back in words."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowExecutionStatus,
    WorkflowFailureError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from activities.refusals import ADMITTED, BUSY, REFUSED
from models.acts import Act
from models.errors import DomainError
from models.event import Stamp
from models.frozen import Frozen

ASK_AGAIN = timedelta(seconds=20)
_ITS_OWN_FAULT = frozenset({RPCStatusCode.UNKNOWN, RPCStatusCode.INTERNAL})
_TRIALS, _BETWEEN = 50, 0.2  # how often, and seconds apart
_GIVEN: ContextVar[str] = ContextVar("given act", default="")


class RefusedError(DomainError):
    """The procedure said no; the message is its sentence."""


def new_act() -> str:
    """The id under which an act is done once, however often it is sent."""
    return given_act() or uuid.uuid4().hex


def given_act() -> str:
    """The id that whoever sends the act gave it; or nothing."""
    return _GIVEN.get()


@contextmanager
def as_act(name: str) -> Iterator[None]:
    """Within, every act is done under this id: sent again, it is the same act."""
    token = _GIVEN.set(name)
    try:
        yield
    finally:
        _GIVEN.reset(token)


class Errands:
    def __init__(self, *, client: Client, queue: str) -> None:
        self._client = client
        self._queue = queue

    async def begin(
        self, workflow: str, update: str, opened: Frozen, *, workflow_id: str
    ) -> Stamp:
        """Start a workflow, or find it running, and wait until it stands in SQL.

        Raises:
            RefusedError: the compliance gate or another rule refused it.
        """

        def start() -> WithStartWorkflowOperation[Any, Any]:
            """Anew for each try: one serves a single call."""
            return WithStartWorkflowOperation(
                workflow,
                opened,
                id=workflow_id,
                task_queue=self._queue,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
            )

        try:
            begun = await _answered(
                lambda: self._client.execute_update_with_start_workflow(
                    update,
                    start_workflow_operation=start(),
                    result_type=Stamp,
                    rpc_timeout=ASK_AGAIN,
                )
            )
        except (WorkflowUpdateFailedError, RPCError) as error:
            sentence = await self._why_it_ended(workflow_id)
            raise RefusedError(sentence or str(error)) from error
        return begun

    async def tell(self, workflow_id: str, update: str, act: Act) -> Stamp:
        """Hand an act to a running workflow and wait until it is done.

        Raises:
            RefusedError: refused, with the reason, or nothing waits for it.
        """
        handle = self._client.get_workflow_handle(workflow_id)
        try:
            done = await _answered(
                lambda: handle.execute_update(
                    update, act, id=act.act, result_type=Stamp, rpc_timeout=ASK_AGAIN
                )
            )
        except WorkflowUpdateFailedError as error:
            raise RefusedError(_sentence(error)) from error
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            raise RefusedError(
                f"Nothing waits for this under {workflow_id}: it does not exist, or "
                f"it is closed. See `starter.py {_listed(workflow_id)}`."
            ) from error
        return done

    async def may(self, workflow_id: str, update: str, act: Act) -> None:
        """Ask the procedure whether it would let an act in; nothing comes of it.

        What is let in while an effect goes on and on is judged when that is done.

        Raises:
            RefusedError: it would not, in the words it would use.
        """
        for _ in range(_TRIALS):
            tried = act.model_copy(update={"act": uuid.uuid4().hex, "tried": True})
            try:
                await self.tell(workflow_id, update, tried)
            except RefusedError as refusal:
                kind = _kind(refusal)
                if kind == ADMITTED:
                    return
                if kind != BUSY:
                    raise
                await asyncio.sleep(_BETWEEN)  # noqa: TID251  (a person waits)

    async def _why_it_ended(self, workflow_id: str) -> str:
        """The refusal it failed with, or nothing. Never waits for one that runs."""
        handle = self._client.get_workflow_handle(workflow_id)
        try:
            status = (await handle.describe()).status
            if status is WorkflowExecutionStatus.COMPLETED:
                return "This was done before, and is closed: see `starter.py list`."
            if status is WorkflowExecutionStatus.FAILED:
                await handle.result()
        except WorkflowFailureError as error:
            return _sentence(error)
        except RPCError:
            return ""
        return ""


async def _answered(ask: Callable[[], Awaitable[Stamp]]) -> Stamp:
    """Ask until it is answered; the same act is the same update.

    The answer of a call that waits while a worker is killed may never come, though
    the update is done; or the server says that it failed itself.
    """
    failed = 0
    while True:
        try:
            return await ask()
        except WorkflowUpdateRPCTimeoutOrCancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise asyncio.CancelledError from None
        except RPCError as error:
            failed += 1
            if error.status not in _ITS_OWN_FAULT or failed == _TRIALS:
                raise
            await asyncio.sleep(_BETWEEN)  # noqa: TID251  (a person waits)


def _kind(error: BaseException) -> str | None:
    """The type of the failure deepest in a chain of causes."""
    found, cause = None, error.__cause__
    while cause is not None:
        found = cause.type if isinstance(cause, ApplicationError) else found
        cause = cause.__cause__
    return found


def _listed(workflow_id: str) -> str:
    """The command that names what there is of a kind."""
    return "session list" if workflow_id.startswith("session/") else "list"


def _sentence(error: BaseException) -> str:
    """The refusal deepest in a chain of causes."""
    found, cause = str(error), error.__cause__
    while cause is not None:
        if isinstance(cause, ApplicationError) and cause.type == REFUSED:
            found = cause.message
        cause = cause.__cause__
    return found
