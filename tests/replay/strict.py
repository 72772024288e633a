"""Replays a history and compares every command, in order, with what was recorded.

The stock Replayer compares kinds of commands and names of activities; a changed
argument, time limit, timer or result passes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from temporalio.api.history.v1 import HistoryEvent
from temporalio.bridge.proto.workflow_activation import WorkflowActivation
from temporalio.bridge.proto.workflow_commands import WorkflowCommand
from temporalio.bridge.proto.workflow_completion import WorkflowActivationCompletion
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import (
    Replayer,
    WorkflowInstance,
    WorkflowInstanceDetails,
    WorkflowRunner,
)
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner

from tests.replay.facts import Fact, Frame, facts_in, facts_of, seconds

BUILD = "strict"
REPLAY_QUEUE = f"replay-{BUILD}"  # how the SDK names the queue of a replay
NOTHING = "nothing"


@dataclass(frozen=True)
class Difference:
    """`event` is the id in the history; after its end, the last one."""

    event: int
    field: str
    recorded: object
    replayed: object

    def __str__(self) -> str:
        return (
            f"event {self.event}: {self.field} was {self.recorded!r}, "
            f"replayed {self.replayed!r}"
        )


@dataclass(frozen=True)
class Emitted:
    """A command and the workflow task that emitted it."""

    task: int
    command: WorkflowCommand


class Watching(WorkflowRunner):
    """The real sandbox, with every completion looked at as it leaves."""

    def __init__(self) -> None:
        self.emitted: list[Emitted] = []
        self._sandbox = SandboxedWorkflowRunner()

    def prepare_workflow(self, defn: Any) -> None:
        self._sandbox.prepare_workflow(defn)

    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        return _Watched(self._sandbox.create_instance(det), self.emitted)

    def set_worker_level_failure_exception_types(
        self, types: Sequence[type[BaseException]]
    ) -> None:
        self._sandbox.set_worker_level_failure_exception_types(types)


class _Watched(WorkflowInstance):
    def __init__(self, watched: WorkflowInstance, emitted: list[Emitted]) -> None:
        self._watched = watched
        self._emitted = emitted

    def activate(self, act: WorkflowActivation) -> WorkflowActivationCompletion:
        completion = self._watched.activate(act)
        self._emitted.extend(
            Emitted(act.history_length, command)
            for command in completion.successful.commands
        )
        return completion

    def get_serialization_context(self, command_info: Any) -> Any:
        return self._watched.get_serialization_context(command_info)

    def get_external_store_context(self, command_info: Any) -> Any:
        return self._watched.get_external_store_context(command_info)

    def get_info(self) -> Any:
        return self._watched.get_info()

    def get_thread_id(self) -> int | None:
        return self._watched.get_thread_id()


async def differences(
    history: WorkflowHistory, workflows: Sequence[type]
) -> list[Difference]:
    """Nothing if the code decides today what it decided then."""
    runner = Watching()
    replayer = Replayer(
        workflows=workflows,
        workflow_runner=runner,
        data_converter=pydantic_data_converter,
        build_id=BUILD,
    )
    replayed = await replayer.replay_workflow(history, raise_on_replay_failure=False)
    found = _compare(history.events, runner.emitted)
    if replayed.replay_failure is not None:
        last = history.events[-1].event_id
        found.append(Difference(last, "replay", "ok", str(replayed.replay_failure)))
    return found


def _compare(
    events: Sequence[HistoryEvent], emitted: Iterable[Emitted]
) -> list[Difference]:
    started = events[0].workflow_execution_started_event_attributes
    limit = seconds(started.workflow_run_timeout)
    then = Frame(started.task_queue.name, started.workflow_type.name, limit)
    now = replace(then, queue=REPLAY_QUEUE)
    recorded = _present(facts_in(event, then) for event in events)
    replayed = _present(facts_of(one.command, now) for one in _sent(emitted))
    found: list[Difference] = []
    for was, is_now in zip_longest(recorded, replayed):
        found += _differ(was, is_now, events[-1].event_id)
        if found and (was is None or is_now is None or was.kind != is_now.kind):
            break  # out of step: what follows would only repeat it
    return found


def _differ(was: Fact | None, is_now: Fact | None, last: int) -> list[Difference]:
    event = was.event if was else last
    if was is None or is_now is None or was.kind != is_now.kind:
        return [Difference(event, "command", _name(was), _name(is_now))]
    return [
        Difference(event, name, was.fields.get(name), is_now.fields.get(name))
        for name in sorted({*was.fields, *is_now.fields})
        if was.fields.get(name) != is_now.fields.get(name)
    ]


def _name(fact: Fact | None) -> str:
    if fact is None:
        return NOTHING
    return " ".join([fact.kind, *map(str, list(fact.fields.values())[:1])])


def _present(facts: Iterable[Fact | None]) -> list[Fact]:
    return [fact for fact in facts if fact is not None]


def _sent(emitted: Iterable[Emitted]) -> list[Emitted]:
    """What reaches the server, in its order.

    A timer started and cancelled within one workflow task never does, and the end
    of the workflow is moved behind everything else of its task.
    """
    everything = list(emitted)
    starts = _numbers(everything, "start_timer")
    unsent = starts & _numbers(everything, "cancel_timer")
    kept = [one for one in everything if _timer_of(one) not in unsent]
    return sorted(kept, key=lambda one: (one.task, _ends(one.command)))


def _numbers(emitted: Iterable[Emitted], variant: str) -> set[tuple[int, int] | None]:
    return {
        _timer_of(one)
        for one in emitted
        if one.command.WhichOneof("variant") == variant
    }


def _timer_of(one: Emitted) -> tuple[int, int] | None:
    variant = one.command.WhichOneof("variant")
    if variant == "start_timer":
        return one.task, one.command.start_timer.seq
    if variant == "cancel_timer":
        return one.task, one.command.cancel_timer.seq
    return None


_ENDS = {
    "complete_workflow_execution",
    "fail_workflow_execution",
    "cancel_workflow_execution",
    "continue_as_new_workflow_execution",
}


def _ends(command: WorkflowCommand) -> bool:
    return command.WhichOneof("variant") in _ENDS
