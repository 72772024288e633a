"""The histories of ended runs, as the engine still has them."""

import gzip
from collections.abc import Sequence
from typing import Final

from temporalio.client import Client, WorkflowExecution, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from activities.archive_ports import History
from models.archive import ClosedRun
from runtime.engine_memory import read
from runtime.procedures import WORKFLOWS

_KINDS: Final = ", ".join(f'"{kind.__name__}"' for kind in WORKFLOWS)
_ENDED: Final = f'ExecutionStatus != "Running" AND WorkflowType IN ({_KINDS})'


class EngineHistories:
    """Satisfies activities.archive_ports.Histories."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def closed(self, after: str, limit: int) -> tuple[Sequence[ClosedRun], str]:
        token = bytes.fromhex(after) or None
        page = self._client.list_workflows(
            _ENDED, page_size=limit, next_page_token=token
        )
        try:
            await page.fetch_next_page()
        except RPCError as error:
            if error.status is not RPCStatusCode.UNIMPLEMENTED:
                raise
            return (), ""
        runs = [_run(one) for one in page.current_page or ()]
        return runs, (page.next_page_token or b"").hex()

    async def history(self, run: ClosedRun) -> History | None:
        handle = self._client.get_workflow_handle(run.procedure, run_id=run.run)
        try:
            found = await handle.fetch_history()
            latest = await self._client.get_workflow_handle(run.procedure).describe()
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return None
        return History(
            # No time in it: the same history is the same paper.
            content=gzip.compress(found.to_json().encode(), mtime=0),
            events=len(found.events),
            memory=read(run.procedure, found.events, runs=False),
            last=latest.run_id == run.run,
        )


def _run(one: WorkflowExecution) -> ClosedRun:
    status = one.status or WorkflowExecutionStatus.COMPLETED
    return ClosedRun(
        procedure=one.id,
        run=one.run_id,
        kind=one.workflow_type,
        ended=status.name.lower(),
        started_at=one.start_time,
        closed_at=one.close_time or one.start_time,
    )
