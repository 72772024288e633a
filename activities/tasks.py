"""Tasks: what waits for a person, part of the effect that causes it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from pydantic import JsonValue
from temporalio import activity

from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.unit_of_work import UnitOfWork
from models.event import EventKind, Stamp, without_addresses
from models.ids import SYSTEM, Actor, TaskId
from models.task import Task, TaskKind


class OpenTask(Effect):
    """`stream` waits for a person; a second of the same kind and `about` is none."""

    stream: str
    kind: TaskKind
    detail: str
    about: str = ""


class CloseTask(Effect):
    """A person has dealt with a task, or with every task of a kind on a stream."""

    stream: str
    kind: TaskKind
    task: TaskId | None = None


class Opened(NamedTuple):
    """A task, and the place of its event."""

    task: Task
    stamp: Stamp


async def open_task(  # noqa: PLR0913  (what a task and its event are made of)
    unit: UnitOfWork,
    *,
    stream: str,
    kind: TaskKind,
    at: datetime,
    detail: str,
    about: str = "",
    actor: Actor = SYSTEM,
    facts: Mapping[str, JsonValue] | None = None,
) -> Opened | None:
    """A task with its event, unless the stream already waits for the same thing.

    `about` names the body or letter, where a stream may wait for several; `facts`
    stand in the event besides.
    """
    same = f"{stream}/{kind}/{about}"
    waiting = await unit.tasks.open_of(stream)
    if any(task.task.startswith(f"{same}#") for task in waiting):
        return None
    task = Task(
        task=TaskId(f"{same}#{at:%Y%m%dT%H%M%S%f}"),
        stream=stream,
        kind=kind,
        opened_at=at,
        detail=detail,
    )
    await unit.tasks.add(task)
    event = await unit.events.append(
        stream=stream,
        kind=EventKind.TASK_OPENED,
        actor=actor,
        at=at,
        reason=without_addresses(detail),
        body={"task": task.task, "kind": kind, **(facts or {})},
    )
    return Opened(task, event.stamp)


async def close_tasks(
    unit: UnitOfWork,
    *,
    stream: str,
    kinds: tuple[TaskKind, ...],
    by: Actor,
    at: datetime,
) -> int:
    closed = 0
    for task in await unit.tasks.open_of(stream):
        if task.kind in kinds:
            await unit.tasks.save(
                task.model_copy(update={"closed_at": at, "closed_by": by})
            )
            closed += 1
    return closed


class TaskActivities:
    def __init__(self, *, effects: EffectRunner) -> None:
        self._effects = effects

    @activity.defn(name="open_task")
    async def open_task(self, request: OpenTask) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            opened = await open_task(
                unit,
                stream=request.stream,
                kind=request.kind,
                at=request.at,
                detail=request.detail,
                about=request.about,
                actor=request.actor,
            )
            return Done(stamp=opened.stamp if opened else None)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="close_task")
    async def close_task(self, request: CloseTask) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            return Done(stamp=await dealt_with(unit, request))

        return await self._effects.once(request, Done, work)


async def dealt_with(unit: UnitOfWork, request: CloseTask) -> Stamp:
    """Close the tasks, and record who dealt with them and why."""
    reason = await reason_text(unit, request)
    if request.task is not None:
        task = await unit.tasks.get(request.task)
        return await close_one(
            unit, task, by=request.actor, at=request.at, reason=reason
        )
    await close_tasks(
        unit,
        stream=request.stream,
        kinds=(request.kind,),
        by=request.actor,
        at=request.at,
    )
    event = await unit.events.append(
        stream=request.stream,
        kind=EventKind.TASK_CLOSED,
        actor=request.actor,
        at=request.at,
        reason=reason,
        body={"kind": request.kind, "task": None},
    )
    return event.stamp


async def close_one(
    unit: UnitOfWork, task: Task, *, by: Actor, at: datetime, reason: str
) -> Stamp:
    """Close a task, and record it."""
    closed = {"closed_at": at, "closed_by": by}
    await unit.tasks.save(task.model_copy(update=closed))
    event = await unit.events.append(
        stream=task.stream,
        kind=EventKind.TASK_CLOSED,
        actor=by,
        at=at,
        reason=reason,
        body={"kind": task.kind, "task": task.task},
    )
    return event.stamp


async def close_about(  # noqa: PLR0913  (which task, and who closes it)
    unit: UnitOfWork,
    *,
    stream: str,
    kind: TaskKind,
    about: str,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    """Close what a stream waits for about one body, letter or day, and record it."""
    mark = f"{stream}/{kind}/{about}#"
    for task in await unit.tasks.open_of(stream):
        if task.task.startswith(mark):
            await close_one(unit, task, by=by, at=at, reason=reason)
