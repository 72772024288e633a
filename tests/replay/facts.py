"""What a command asks and what a history says, brought to one shape to compare.

Left out on purpose: stack traces, and what the server fills in where we are silent.
"""

import base64
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from temporalio.api.common.v1 import Payload, RetryPolicy
from temporalio.api.failure.v1 import Failure
from temporalio.api.history.v1 import HistoryEvent
from temporalio.bridge.proto.workflow_commands import WorkflowCommand

OWN_QUEUE = "(the workflow's own queue)"
SERVER_RETRIES = {"initial": 1.0, "backoff": 2.0, "maximum": 100.0, "attempts": 0}
PATCH_MARKER = "core_patch"
PATCH_INDEX = "TemporalChangeVersion"


@dataclass(frozen=True)
class Fact:
    """One thing a workflow decided."""

    kind: str
    fields: Mapping[str, Any]
    event: int = 0


@dataclass(frozen=True)
class Frame:
    """What the names in a history or a replay are relative to."""

    queue: str
    workflow_type: str
    run_timeout: float = 0.0


def facts_of(command: WorkflowCommand, frame: Frame) -> Fact | None:
    """None for what leaves no event: the answer of a query."""
    kind = str(command.WhichOneof("variant"))
    if kind == "respond_to_query":
        return None
    reader = _COMMANDS.get(kind)
    if reader is None:
        return Fact(f"{kind}, which strict.py does not know", {})
    return reader(getattr(command, kind), frame)


def facts_in(event: HistoryEvent, frame: Frame) -> Fact | None:
    """None for what the world did, not the workflow."""
    attribute = str(event.WhichOneof("attributes"))
    name = attribute.removesuffix("_event_attributes")
    reader = _EVENTS.get(name)
    if reader is None:
        return None
    fact = reader(getattr(event, attribute), frame)
    return fact and Fact(fact.kind, fact.fields, event.event_id)


def seconds(duration: Duration) -> float:
    return duration.seconds + duration.nanos / 1e9


def payload(one: Payload) -> object:
    encoding = one.metadata.get("encoding", b"").decode()
    if encoding.startswith("json/"):
        return {"encoding": encoding, "data": json.loads(one.data)}
    return {"encoding": encoding, "data": base64.b64encode(one.data).decode()}


def payloads(many: Iterable[Payload]) -> list[object]:
    return [payload(one) for one in many]


def failure(one: Failure) -> object:
    info = one.application_failure_info
    return {
        "message": one.message,
        "kind": one.WhichOneof("failure_info"),
        "type": info.type,
        "non_retryable": info.non_retryable,
        "details": payloads(info.details.payloads),
        "cause": failure(one.cause) if one.HasField("cause") else None,
    }


def _retries(policy: RetryPolicy) -> object:
    read = {
        "initial": seconds(policy.initial_interval),
        "backoff": policy.backoff_coefficient,
        "maximum": seconds(policy.maximum_interval),
        "attempts": policy.maximum_attempts,
    }
    if not any(read.values()) or read == SERVER_RETRIES:
        read = {}  # silent, or what the server says when we are
    return read | {"never": sorted(policy.non_retryable_error_types)}


def _timeouts(asked: Any, frame: Frame) -> dict[str, float]:
    """What the server adds limits nothing: the run's own, or the whole's for a part."""
    read = {
        name: seconds(getattr(asked, name))
        for name in (
            "schedule_to_close_timeout",
            "schedule_to_start_timeout",
            "start_to_close_timeout",
            "heartbeat_timeout",
        )
    }
    if read["schedule_to_start_timeout"] == read["schedule_to_close_timeout"]:
        read["schedule_to_start_timeout"] = 0.0
    return {
        name: 0.0 if value == frame.run_timeout else value
        for name, value in read.items()
    }


def _queue(name: str, frame: Frame) -> str:
    return OWN_QUEUE if name in {"", frame.queue} else name


def _activity(asked: Any, frame: Frame, queue: str, given: Iterable[Payload]) -> Fact:
    kind = asked.activity_type
    return Fact(
        "activity",
        {
            "activity_type": kind if isinstance(kind, str) else kind.name,
            "activity_id": asked.activity_id,
            "task_queue": _queue(queue, frame),
            "input": payloads(given),
            "retry_policy": _retries(asked.retry_policy),
            **_timeouts(asked, frame),
        },
    )


def _continued(asked: Any, frame: Frame, given: Iterable[Payload]) -> Fact:
    named = getattr(asked.workflow_type, "name", asked.workflow_type)
    return Fact(
        "continue as new",
        {
            "workflow_type": named or frame.workflow_type,
            "task_queue": _queue(
                getattr(asked.task_queue, "name", asked.task_queue), frame
            ),
            "input": payloads(given),
        },
    )


def _answered(asked: Any) -> Fact:
    match asked.WhichOneof("response"):
        case "accepted":
            return Fact("update accepted", {"update": asked.protocol_instance_id})
        case "completed":
            outcome: object = [payload(asked.completed)]
        case _:
            outcome = failure(asked.rejected)
    return _outcome(asked.protocol_instance_id, outcome)


def _settled(said: Any) -> Fact:
    outcome: object = payloads(said.outcome.success.payloads)
    if said.outcome.HasField("failure"):
        outcome = failure(said.outcome.failure)
    return _outcome(said.meta.update_id, outcome)


def _outcome(update: str, outcome: object) -> Fact:
    return Fact("update completed", {"update": update, "outcome": outcome})


def _timer(asked: Any, number: str) -> Fact:
    return Fact(
        "timer", {"timer": number, "duration": seconds(asked.start_to_fire_timeout)}
    )


def _timer_cancelled(number: str) -> Fact:
    return Fact("timer cancelled", {"timer": number})


def _completed(given: Iterable[Payload]) -> Fact:
    # A result of None is written as no payload by one side, as null by the other.
    result = [
        one for one in payloads(given) if one != {"encoding": "binary/null", "data": ""}
    ]
    return Fact("completed", {"result": result})


def _failed(said: Failure) -> Fact:
    return Fact("failed", {"failure": failure(said)})


def _patch_marker(said: Any) -> Fact | None:
    if said.marker_name != PATCH_MARKER:
        return Fact(f"marker {said.marker_name}, which strict.py does not know", {})
    data = json.loads(said.details["patch-data"].payloads[0].data)
    return Fact("patch", {"id": data["id"]})


def _indexed(fields: Mapping[str, Payload]) -> Fact | None:
    if set(fields) == {PATCH_INDEX}:
        return None  # written by the SDK beside a patch marker
    return Fact("search attributes", {key: payload(fields[key]) for key in fields})


Reader = Callable[[Any, Frame], Fact | None]

_COMMANDS: dict[str, Reader] = {
    "schedule_activity": lambda c, f: _activity(c, f, c.task_queue, c.arguments),
    "request_cancel_activity": lambda _c, _f: Fact("activity cancelled", {}),
    "start_timer": lambda c, _: _timer(c, str(c.seq)),
    "cancel_timer": lambda c, _: _timer_cancelled(str(c.seq)),
    "update_response": lambda c, _: _answered(c),
    "complete_workflow_execution": lambda c, _: _completed(_set(c, "result")),
    "fail_workflow_execution": lambda c, _: _failed(c.failure),
    "cancel_workflow_execution": lambda _c, _f: Fact("cancelled", {}),
    "continue_as_new_workflow_execution": lambda c, f: _continued(c, f, c.arguments),
    "set_patch_marker": lambda c, _: Fact("patch", {"id": c.patch_id}),
    "upsert_workflow_search_attributes": lambda c, _: _indexed(
        c.search_attributes.indexed_fields
    ),
}

_EVENTS: dict[str, Reader] = {
    "activity_task_scheduled": lambda e, f: _activity(
        e, f, e.task_queue.name, e.input.payloads
    ),
    "activity_task_cancel_requested": lambda _e, _f: Fact("activity cancelled", {}),
    "timer_started": lambda e, _: _timer(e, e.timer_id),
    "timer_canceled": lambda e, _: _timer_cancelled(e.timer_id),
    "workflow_execution_update_accepted": lambda e, _: Fact(
        "update accepted", {"update": e.protocol_instance_id}
    ),
    "workflow_execution_update_completed": lambda e, _: _settled(e),
    "workflow_execution_completed": lambda e, _: _completed(e.result.payloads),
    "workflow_execution_failed": lambda e, _: _failed(e.failure),
    "workflow_execution_canceled": lambda _e, _f: Fact("cancelled", {}),
    "workflow_execution_continued_as_new": lambda e, f: _continued(
        e, f, e.input.payloads
    ),
    "marker_recorded": lambda e, _: _patch_marker(e),
    "upsert_workflow_search_attributes": lambda e, _: _indexed(
        e.search_attributes.indexed_fields
    ),
    **{
        name: lambda _e, _f, name=name: Fact(f"{name}, unknown to strict.py", {})  # type: ignore[misc]
        for name in (
            "start_child_workflow_execution_initiated",
            "signal_external_workflow_execution_initiated",
            "request_cancel_external_workflow_execution_initiated",
            "nexus_operation_scheduled",
            "workflow_properties_modified",
        )
    },
}


def _set(message: Message, field: str) -> list[Any]:
    return [getattr(message, field)] if message.HasField(field) else []
