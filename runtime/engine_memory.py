"""What the engine remembers of a running procedure: the effects it asked for."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from models.behind import own
from models.event import Stamp
from models.memory import Memory, Remembered


async def memory_of(client: Client, workflow: str) -> Memory | None:
    """None when nothing ever ran under that name, or nothing is left of it."""
    handle = client.get_workflow_handle(workflow)
    try:
        found = await handle.describe()
        history = await client.get_workflow_handle(
            workflow, run_id=found.run_id
        ).fetch_history()
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        return None
    runs = found.status is WorkflowExecutionStatus.RUNNING
    return read(workflow, history.events, runs=runs)


def read(workflow: str, events: Iterable[Any], *, runs: bool) -> Memory:
    asked: dict[int, str] = {}
    acts: list[Remembered] = []
    known: int | None = 0
    for event in events:
        if event.HasField("workflow_execution_started_event_attributes"):
            started = event.workflow_execution_started_event_attributes
            known = None if _told(started.input).get("recovery") else 0
        elif event.HasField("activity_task_scheduled_event_attributes"):
            scheduled = event.activity_task_scheduled_event_attributes
            asked[event.event_id] = str(_told(scheduled.input).get("key") or "")
        elif event.HasField("activity_task_completed_event_attributes"):
            completed = event.activity_task_completed_event_attributes
            answer = _told(completed.result)
            known = answer.get("known", known)
            key = asked.get(completed.scheduled_event_id, "")
            if key and (stamp := answer.get("stamp")):
                at = event.event_time.ToDatetime(UTC)
                acts.append(Remembered(key=key, stamp=Stamp(**stamp), at=at))
    keys = frozenset(key for key in asked.values() if own(key, workflow))
    return Memory(runs=runs, keys=keys, acts=tuple(acts), known=known)


def _told(payloads: Any) -> Mapping[str, Any]:
    if not payloads.payloads:
        return {}
    try:
        told = json.loads(payloads.payloads[0].data)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
