"""The engine as it is asked where its procedures stand; nothing is told to it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from temporalio.client import (
    Client,
    WorkflowExecutionStatus,
    WorkflowHandle,
    WorkflowQueryFailedError,
    WorkflowQueryRejectedError,
)
from temporalio.service import RPCError, RPCStatusCode

from models.acts import ProcedureStatus, ProposalStatus
from models.reconcile import Standing

RUNNING: Final = (
    'ExecutionStatus = "Running" AND WorkflowType IN '
    '("ProposalWorkflow", "SessionWorkflow", "MessageWorkflow")'
)
_PATIENCE: Final = timedelta(seconds=5)


class EngineView:
    """Satisfies activities.reconcile_ports.Engine."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def standing(self, procedure: str) -> Standing | None:
        handle = self._client.get_workflow_handle(procedure)
        try:
            found = await handle.describe()
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return None
        if found.status is not WorkflowExecutionStatus.RUNNING:
            return Standing(runs=False)
        try:
            return await _asked(handle, procedure.partition("/")[0])
        except (WorkflowQueryFailedError, WorkflowQueryRejectedError):
            return Standing(runs=True, answers=False)
        except RPCError as error:
            if error.status not in _NO_ANSWER:
                raise
            return Standing(runs=True, answers=False)

    async def running(self, after: str, limit: int) -> tuple[Sequence[str], str]:
        token = bytes.fromhex(after) or None
        page = self._client.list_workflows(
            RUNNING, page_size=limit, next_page_token=token
        )
        try:
            await page.fetch_next_page()
        except RPCError as error:
            if error.status is not RPCStatusCode.UNIMPLEMENTED:
                raise
            return (), ""
        names = [one.id for one in page.current_page or ()]
        return names, (page.next_page_token or b"").hex()


async def _asked(handle: WorkflowHandle[Any, Any], kind: str) -> Standing:
    """As each kind says it; the post office only runs."""
    if kind not in _ASKED:
        return Standing(runs=True)
    query, kept = _ASKED[kind]
    told = await handle.query(query, result_type=kept, rpc_timeout=_PATIENCE)
    return Standing(runs=True, **dict(told))


_ASKED: Final[Mapping[str, tuple[str, type[ProcedureStatus]]]] = {
    "proposal": ("status", ProposalStatus),
    **dict.fromkeys(
        ("session", "money", "watch", "message"), ("standing", ProcedureStatus)
    ),
}
_NO_ANSWER = (
    *(RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED),
    *(RPCStatusCode.FAILED_PRECONDITION, RPCStatusCode.UNKNOWN),
)
