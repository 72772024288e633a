"""What Temporal keeps and would charge for: history events and billable actions.

Actions after https://docs.temporal.io/cloud/actions, read from the histories:
a workflow started (a continue-as-new too) 1 · a timer started 1 · a signal 1 · an
update accepted 1 · search attributes upserted 1 · an activity 1 per attempt.
So signal-with-start is 2 on a new workflow, 1 on a running one; update-with-start 2.
Not in histories, and added or left out here: heartbeats, of which Core lets the first
of a batch of letters through (counted as 1 per batch that sent anything); updates
refused by a validator (none on a straight road); queries (the desk has none).
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client

ACTIONS = {
    "workflow_execution_started": "start",
    "timer_started": "timer",
    "workflow_execution_signaled": "signal",
    "workflow_execution_update_accepted": "update",
    "upsert_workflow_search_attributes": "search attributes",
    "activity_task_started": "activity",
}


@dataclass
class Bill:
    workflows: int = 0
    events: Counter[str] = field(default_factory=Counter)
    actions: Counter[str] = field(default_factory=Counter)

    def add(self, noun: str, events: Iterable[HistoryEvent]) -> None:
        for event in events:
            self.events[noun] += 1
            name = str(event.WhichOneof("attributes")).removesuffix("_event_attributes")
            if name in ACTIONS:
                self.actions[ACTIONS[name]] += _attempts(event)
            if _sent_letters(event):
                self.actions["heartbeat"] += 1

    def per(self, proposals: int) -> dict[str, object]:
        return {
            "events": round(self.events.total() / proposals, 1),
            "actions": round(self.actions.total() / proposals, 1),
            "events_by_workflow": _shares(self.events, proposals),
            "actions_by_kind": _shares(self.actions, proposals),
        }


async def bill(client: Client, since: datetime, until: datetime) -> Bill:
    """Of everything that happened in all workflows of a span of time."""
    total = Bill()
    async for run in client.list_workflows():
        if run.close_time is not None and run.close_time < since:
            continue
        handle = client.get_workflow_handle(run.id, run_id=run.run_id)
        history = await handle.fetch_history()
        within = [e for e in history.events if since <= _instant(e) <= until]
        if within:
            total.workflows += 1
            total.add(run.id.partition("/")[0], within)
    return total


def _attempts(event: HistoryEvent) -> int:
    if event.HasField("activity_task_started_event_attributes"):
        return event.activity_task_started_event_attributes.attempt
    return 1


def _sent_letters(event: HistoryEvent) -> bool:
    """The result of a batch of letters, and it took some."""
    if not event.HasField("activity_task_completed_event_attributes"):
        return False
    for one in event.activity_task_completed_event_attributes.result.payloads:
        return bool(json.loads(one.data or b"{}").get("taken"))
    return False


def _instant(event: HistoryEvent) -> datetime:
    at: datetime = event.event_time.ToDatetime(tzinfo=UTC)
    return at


def _shares(counts: Counter[str], proposals: int) -> dict[str, float]:
    return {name: round(n / proposals, 1) for name, n in counts.most_common()}
