"""The histories of ended procedures, kept as papers and held against the record."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel
from temporalio import activity

from activities.archive_ports import Histories, History
from activities.effects import Done, Effect, EffectRunner
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.archive import ArchivedRun, ClosedRun, doubled, unasked, undone
from models.behind import own
from models.event import EventKind, Stamp
from models.ids import ARCHIVE_STREAM
from models.memory import Memory, Remembered, forgets
from models.reconcile import Difference
from models.task import TaskKind

PAGE: Final = 20
_WHOLE: Final = ("proposal", "session")
"""Procedures whose every effect stands under their own name, and in one run."""


class KeepPage(Effect):
    """One page of the engine's list of ended runs; `after` is its own word for it."""

    after: str = ""


class PageKept(Done):
    """`after`: where the next page begins; nothing: there is none."""

    kept: int = 0
    found: tuple[Difference, ...] = ()
    after: str = ""


class _Answer(BaseModel):
    """What every stored answer holds, whatever else."""

    stamp: Stamp | None = None


class ArchiveActivities:
    def __init__(self, *, effects: EffectRunner, engine: Histories) -> None:
        self._effects = effects
        self._engine = engine

    @activity.defn(name="keep_page")
    async def keep_page(self, request: KeepPage) -> PageKept:
        """Keep what is not kept yet; what differs becomes a task."""
        runs, after = await self._engine.closed(request.after, PAGE)
        fetched: list[tuple[ClosedRun, History]] = []
        for run in await self._new(runs):
            activity.heartbeat()
            history = await self._engine.history(run)
            if history is not None:
                fetched.append((run, history))
        if not fetched:
            return PageKept(after=after)

        async def work(unit: UnitOfWork) -> PageKept:
            kept, found = 0, list[Difference]()
            for run, history in fetched:
                if await _kept(unit, run, history, request):
                    kept += 1
                    found += await _unlike(unit, run.procedure, history)
            for one in found:
                await _ask(unit, one, request)
            event = await unit.events.append(
                stream=ARCHIVE_STREAM,
                kind=EventKind.HISTORIES_KEPT,
                actor=request.actor,
                at=request.at,
                body={"kept": kept, "differences": len(found)},
            )
            return PageKept(
                stamp=event.stamp, kept=kept, found=tuple(found), after=after
            )

        return await self._effects.once(request, PageKept, work)

    async def _new(self, runs: Sequence[ClosedRun]) -> Sequence[ClosedRun]:
        async with self._effects.units.read() as unit:
            return [
                run
                for run in runs
                if await unit.archive.find((run.procedure, run.run)) is None
            ]


async def _kept(
    unit: UnitOfWork, run: ClosedRun, history: History, request: KeepPage
) -> bool:
    """Whether nobody else has kept it since."""
    if await unit.archive.find((run.procedure, run.run)) is not None:
        return False
    await unit.archive.add(
        ArchivedRun(
            **dict(run),
            events=history.events,
            history=await unit.papers.put(history.content),
            archived_at=request.at,
        )
    )
    return True


async def _unlike(
    unit: UnitOfWork, procedure: str, history: History
) -> Sequence[Difference]:
    """Each effect of the run against its event, one to one, and the other way."""
    memory = history.memory
    found: list[Difference] = []
    if lost := [act for act in memory.acts if not await _stands(unit, act)]:
        found.append(undone(procedure, lost))
    if twice := _twice(memory.acts):
        found.append(doubled(procedure, twice))
    if history.last and (strange := await _strange(unit, procedure, memory)):
        found.append(unasked(procedure, strange))
    return found


async def _stands(unit: UnitOfWork, act: Remembered) -> bool:
    """The answer the engine was given is the one on record, and so is its event."""
    stored = await unit.effects.find(act.key)
    if stored is None or not await unit.events.holds(act.stamp):
        return False
    return _Answer.model_validate_json(stored[1]).stamp == act.stamp


def _twice(acts: Sequence[Remembered]) -> Sequence[Remembered]:
    """Effects that share their event with another; one asked for again is the same."""
    keys = {act.key: act for act in acts}
    shared = Counter(act.stamp.hash for act in keys.values())
    return [act for act in keys.values() if shared[act.stamp.hash] > 1]


async def _strange(unit: UnitOfWork, procedure: str, memory: Memory) -> Sequence[str]:
    """Effects on record that it did not ask for.

    One that began again knows how many there were before: which, only the run before
    it could tell.
    """
    if procedure.partition("/")[0] not in _WHOLE:
        return []
    recorded = await unit.effects.keys(procedure)
    if not forgets(memory, recorded, procedure):
        return []
    return [key for key in recorded if own(key, procedure) and key not in memory.keys]


async def _ask(unit: UnitOfWork, one: Difference, request: KeepPage) -> None:
    await open_task(
        unit,
        stream=ARCHIVE_STREAM,
        kind=TaskKind.ENGINE_DIFFERS,
        at=request.at,
        detail=one.sentence,
        about=one.name,
    )
