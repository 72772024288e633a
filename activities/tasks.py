"""Tasks: what waits for a person, part of the effect that causes it."""

from datetime import datetime

from temporalio import activity

from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.unit_of_work import UnitOfWork
from models.event import EventKind, Stamp
from models.ids import Actor, TaskId
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


async def open_task(
    unit: UnitOfWork,
    *,
    stream: str,
    kind: TaskKind,
    at: datetime,
    detail: str,
    about: str = "",
) -> Task | None:
    """A task, unless the stream already waits for the same thing.

    `about` names the body or letter, where a stream may wait for several.
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
    return task


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
            task = await open_task(
                unit,
                stream=request.stream,
                kind=request.kind,
                at=request.at,
                detail=request.detail,
                about=request.about,
            )
            if task is None:
                return Done()
            event = await unit.events.append(
                stream=request.stream,
                kind=EventKind.TASK_OPENED,
                actor=request.actor,
                at=request.at,
                reason=request.detail,
                body={"task": task.task, "kind": task.kind},
            )
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="close_task")
    async def close_task(self, request: CloseTask) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            return Done(stamp=await dealt_with(unit, request))

        return await self._effects.once(request, Done, work)


async def dealt_with(unit: UnitOfWork, request: CloseTask) -> Stamp:
    """Close the tasks, and record who dealt with them and why."""
    if request.task is not None:
        task = await unit.tasks.get(request.task)
        await unit.tasks.save(
            task.model_copy(
                update={"closed_at": request.at, "closed_by": request.actor}
            )
        )
    else:
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
        reason=await reason_text(unit, request),
        body={"kind": request.kind, "task": request.task},
    )
    return event.stamp
