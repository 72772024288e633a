"""Proves the net: one field changed, in a history or a workflow, and it is named."""

import json
from typing import Any

import pytest
from temporalio.api.common.v1 import Payload
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer

from runtime.procedures import WORKFLOWS
from tests.replay import variants
from tests.replay.recorded import HISTORIES, SUFFIX, read
from tests.replay.strict import differences
from workflows.options import READING

ROAD = f"presented/proposal-it-ru-29-0001{SUFFIX}"
POST = f"post-office/post-0{SUFFIX}"
MESSAGE = f"by-mail/message-1{SUFFIX}"


def history(name: str) -> WorkflowHistory:
    return read(HISTORIES / name).history


def said(road: WorkflowHistory, name: str) -> list[tuple[int, Any]]:
    """The attributes of all events of one kind, each with its event's id."""
    return [
        (event.event_id, getattr(event, f"{name}_event_attributes"))
        for event in road.events
        if event.HasField(f"{name}_event_attributes")  # type: ignore[arg-type]
    ]


def activities(road: WorkflowHistory, kind: str) -> list[tuple[int, Any]]:
    return [
        (event, asked)
        for event, asked in said(road, "activity_task_scheduled")
        if asked.activity_type.name == kind
    ]


def change(payload: Payload, **fields: object) -> None:
    payload.data = json.dumps(json.loads(payload.data) | fields).encode()


async def found_in(road: WorkflowHistory) -> list[tuple[int, str]]:
    return [(one.event, one.field) for one in await differences(road, WORKFLOWS)]


async def stock_replay(road: WorkflowHistory, *workflows: type) -> Exception | None:
    replayer = Replayer(workflows=workflows, data_converter=pydantic_data_converter)
    replayed = await replayer.replay_workflow(road, raise_on_replay_failure=False)
    return replayed.replay_failure


async def test_argument_changed_is_named_and_the_stock_replayer_misses_it():
    road = history(ROAD)
    event, asked = activities(road, "reserve")[0]
    change(asked.input.payloads[0], partial=True)

    assert await found_in(road) == [(event, "input")]
    assert await stock_replay(road, *WORKFLOWS) is None


@pytest.mark.parametrize(
    ("limit", "seconds"),
    [
        ("start_to_close_timeout", 21),
        ("heartbeat_timeout", 5),
        ("schedule_to_start_timeout", 5),
        ("schedule_to_close_timeout", 5),
    ],
)
async def test_time_limit_changed_is_named_and_the_stock_replayer_misses_it(
    limit, seconds
):
    road = history(ROAD)
    event, asked = activities(road, "screen")[0]
    getattr(asked, limit).FromSeconds(seconds)

    assert await found_in(road) == [(event, limit)]
    assert await stock_replay(road, *WORKFLOWS) is None


async def test_timer_changed_by_one_millisecond_is_named():
    road = history(ROAD)
    event, timer = said(road, "timer_started")[1]
    timer.start_to_fire_timeout.nanos += 1_000_000

    assert await found_in(road) == [(event, "duration")]
    assert await stock_replay(road, *WORKFLOWS) is None


async def test_retries_changed_are_named():
    road = history(ROAD)
    event, asked = activities(road, "accept")[0]
    asked.retry_policy.maximum_attempts = 3

    assert await found_in(road) == [(event, "retry_policy")]


async def test_task_queue_changed_is_named():
    road = history(ROAD)
    event, asked = activities(road, "accept")[0]
    asked.task_queue.name = "elsewhere"

    assert await found_in(road) == [(event, "task_queue")]


async def test_result_changed_is_named_and_the_stock_replayer_misses_it():
    road = history(ROAD)
    event, completed = said(road, "workflow_execution_completed")[0]
    change(completed.result.payloads[0], outcome="contact")

    assert await found_in(road) == [(event, "result")]
    assert await stock_replay(road, *WORKFLOWS) is None


async def test_answer_of_an_update_changed_is_named():
    road = history(ROAD)
    event, settled = said(road, "workflow_execution_update_completed")[1]
    change(settled.outcome.success.payloads[0], seq=99)

    assert await found_in(road) == [(event, "outcome")]


async def test_two_activities_swapped_are_caught():
    road = history(ROAD)
    (event, first), (_, second) = (
        activities(road, kind)[0] for kind in ("check_cofinancing", "reserve")
    )
    for field in ("activity_type", "input"):
        mine, other = getattr(first, field), getattr(second, field)
        kept = type(mine).FromString(mine.SerializeToString())
        mine.CopyFrom(other)
        other.CopyFrom(kept)

    found = await found_in(road)

    assert found[0] == (event, "activity_type")
    assert (event, "input") in found


async def test_two_readings_swapped_are_caught_where_the_stock_replayer_is_blind():
    road = history(ROAD)
    (event, first), (_, second) = activities(road, "look")[:2]
    at = json.loads(first.input.payloads[0].data)["at"]
    change(first.input.payloads[0], at=json.loads(second.input.payloads[0].data)["at"])
    change(second.input.payloads[0], at=at)

    assert (await found_in(road))[0] == (event, "input")
    assert await stock_replay(road, *WORKFLOWS) is None


async def test_input_of_the_next_run_changed_is_named():
    post = history(POST)
    event, continued = said(post, "workflow_execution_continued_as_new")[0]
    change(continued.input.payloads[0], shard=7)

    assert await found_in(post) == [(event, "input")]


async def test_event_left_out_is_caught():
    road = history(ROAD)
    events = [
        e for e in road.events if not e.HasField("timer_canceled_event_attributes")
    ]

    found = await found_in(WorkflowHistory(road.workflow_id, events))

    assert found[0][1] == "command"


async def test_history_as_recorded_has_no_differences():
    assert await found_in(history(ROAD)) == []


@pytest.mark.parametrize(
    ("variant", "differs"),
    [
        (variants.Faithful, []),
        (variants.Patched, []),
        (variants.LaterReading, ["input"]),
        (variants.ImpatientReading, ["start_to_close_timeout"]),
        (variants.OtherResult, ["result"]),
        (variants.IdleTimer, ["command", "replay"]),
    ],
)
async def test_workflow_changed_in_one_field_is_caught(variant, differs):
    found = await differences(history(MESSAGE), [variant])

    assert [one.field for one in found] == differs


async def test_difference_reads_as_a_sentence():
    [one] = await differences(history(MESSAGE), [variants.ImpatientReading])

    was = READING["start_to_close_timeout"].total_seconds()
    assert str(one) == f"event 5: start_to_close_timeout was {was}, replayed 19.0"
