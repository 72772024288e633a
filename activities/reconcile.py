"""Engine and record compared, page by page; what differs becomes a task."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from temporalio import activity

from activities.effects import Done, Effect, EffectRunner
from activities.reconcile_ports import Engine
from activities.reconcile_rows import (
    ENDS_ITSELF,
    Recorded,
    expected,
    open_by_record,
)
from activities.tasks import close_one, open_task
from activities.unit_of_work import UnitOfWork
from models.acts import WatchKind
from models.event import EventKind
from models.frozen import Frozen
from models.ids import (
    RECONCILE_STREAM,
    CaseId,
    message_workflow_id,
    money_workflow_id,
    post_workflow_id,
    proposal_workflow_id,
    session_workflow_id,
    watch_workflow_id,
)
from models.reconcile import (
    Difference,
    Source,
    Standing,
    asleep,
    diverged,
    elsewhere,
    ended,
    gone,
    silent,
    too_late,
    unawaited,
)
from models.task import Task, TaskKind

PAGE: Final = 50


class ComparePage(Frozen):
    """One page of a list, from the name after `after`."""

    source: Source
    at: datetime
    after: str = ""


class CompareAgain(Frozen):
    """These differed: do they still?"""

    at: datetime
    procedures: tuple[str, ...]


class PageCompared(Frozen):
    """`after`: where the next page begins; nothing: there is none."""

    compared: int
    differences: tuple[Difference, ...]
    after: str = ""


class RecordDifferences(Effect):
    """What stood on second sight. `whole`: all of it is in `found`."""

    compared: int
    differences: int
    found: tuple[Difference, ...]
    whole: bool


class DifferencesRecorded(Done):
    opened: int
    closed: int


async def _proposals(unit: UnitOfWork, after: str) -> Sequence[str]:
    cases = await unit.cases.open_after(CaseId(after) if after else None, PAGE)
    return [case.case for case in cases]


_LISTS: Mapping[
    Source,
    tuple[Callable[[UnitOfWork, str], Awaitable[Sequence[str]]], Callable[..., str]],
] = {
    Source.PROPOSALS: (_proposals, proposal_workflow_id),
    Source.SESSIONS: (
        lambda unit, after: unit.waiting.unclosed(after, PAGE),
        session_workflow_id,
    ),
    Source.MESSAGES: (
        lambda unit, after: unit.waiting.messages(after, PAGE),
        message_workflow_id,
    ),
    Source.MONEY: (
        lambda unit, after: unit.waiting.money(after, PAGE),
        money_workflow_id,
    ),
    Source.PROGRAMMES: (
        lambda unit, after: unit.waiting.programmes(after, PAGE),
        lambda name: watch_workflow_id(WatchKind.PROGRAMME, name),
    ),
    Source.ADHESIONS: (
        lambda unit, after: unit.waiting.adhesions(after, PAGE),
        lambda name: watch_workflow_id(WatchKind.ADHESIONS, name),
    ),
}


class ReconcileActivities:
    def __init__(self, *, effects: EffectRunner, engine: Engine) -> None:
        self._effects = effects
        self._engine = engine

    @activity.defn(name="compare_page")
    async def compare_page(self, request: ComparePage) -> PageCompared:
        """A reading of both sides; neither is changed."""
        procedures, after = await self._page(request)
        differences = await self._all(procedures, request.at)
        return PageCompared(
            compared=len(procedures), differences=differences, after=after
        )

    @activity.defn(name="compare_again")
    async def compare_again(self, request: CompareAgain) -> PageCompared:
        """What changed between two readings is no difference: a second look."""
        differences = await self._all(request.procedures, request.at)
        return PageCompared(compared=len(request.procedures), differences=differences)

    @activity.defn(name="record_differences")
    async def record_differences(
        self, request: RecordDifferences
    ) -> DifferencesRecorded:
        """A task for each that is new; those that are gone are closed."""

        async def work(unit: UnitOfWork) -> DifferencesRecorded:
            before = await unit.tasks.open_of(RECONCILE_STREAM)
            opened = await _open_new(unit, request)
            closed = await _close_gone(unit, request, before)
            event = await unit.events.append(
                stream=RECONCILE_STREAM,
                kind=EventKind.RECONCILED,
                actor=request.actor,
                at=request.at,
                body={
                    "compared": request.compared,
                    "differences": request.differences,
                    "opened": opened,
                    "closed": closed,
                },
            )
            return DifferencesRecorded(stamp=event.stamp, opened=opened, closed=closed)

        return await self._effects.once(request, DifferencesRecorded, work)

    async def _page(self, request: ComparePage) -> tuple[Sequence[str], str]:
        if request.source is Source.RUNNING:
            return await self._engine.running(request.after, PAGE)
        async with self._effects.units.read() as unit:
            if request.source is Source.POST:
                due = await unit.letters.due(request.at, 1)
                return ((post_workflow_id(),) if due else (), "")
            listed, named = _LISTS[request.source]
            names = await listed(unit, request.after)
        after = names[-1] if len(names) == PAGE else ""
        return [named(name) for name in names], after

    async def _all(
        self, procedures: Sequence[str], at: datetime
    ) -> tuple[Difference, ...]:
        found: list[Difference] = []
        for procedure in procedures:
            activity.heartbeat()
            found += await self._compared(procedure, at)
        return tuple(found)

    async def _compared(self, procedure: str, at: datetime) -> Sequence[Difference]:
        """The engine first: what it does meanwhile is then in the record too."""
        standing = await self._engine.standing(procedure)
        async with self._effects.units.read() as unit:
            if not await open_by_record(unit, procedure, at):
                runs = standing is not None and standing.runs
                late = runs and procedure.partition("/")[0] not in ENDS_ITSELF
                return (ended(procedure),) if late else ()
            if standing is None or not standing.runs:
                return (gone(procedure),)
            if not standing.answers:
                return (silent(procedure),)
            found: list[Difference] = []
            record = await expected(unit, procedure, at)
            if record.phase and record.phase != standing.phase:
                found.append(elsewhere(procedure, standing.phase, record.phase))
            found += _late(procedure, standing, record, at)
            head = standing.head
            if head is not None and head.seq and not await unit.events.holds(head):
                found.append(diverged(procedure, head))
            return found


def _late(
    procedure: str, standing: Standing, record: Recorded, at: datetime
) -> Iterator[Difference]:
    """Each term that will pass unseen; then the timer, unless that is why."""
    yield from _terms(procedure, standing, record)
    if record.due is None or not too_late(standing.due, record.due, at):
        return
    if all(one.at != record.due or one.at in standing.ahead for one in record.terms):
        yield asleep(procedure, standing.due, record.due)


def _terms(
    procedure: str, standing: Standing, record: Recorded
) -> Iterator[Difference]:
    """Term by term: those of the stage are known, those of money looked at in time."""
    known = {*standing.ahead}
    if record.round_end is not None:  # the engine waits for the grace after it
        known.add(record.round_end)
    for term in record.terms:
        if term.at not in known:
            yield unawaited(procedure, term, known)
    money = record.money
    if money and (standing.money is None or standing.money > money.at):
        waits = () if standing.money is None else (standing.money,)
        yield unawaited(procedure, money, waits)


async def _open_new(unit: UnitOfWork, request: RecordDifferences) -> int:
    opened = 0
    for one in request.found:
        task = await open_task(
            unit,
            stream=RECONCILE_STREAM,
            kind=TaskKind.ENGINE_DIFFERS,
            at=request.at,
            detail=one.sentence,
            about=one.name,
        )
        opened += task is not None
    return opened


async def _close_gone(
    unit: UnitOfWork, request: RecordDifferences, before: Sequence[Task]
) -> int:
    """Only a run that names all it found can say that something is gone."""
    if not request.whole:
        return 0
    lead = f"{RECONCILE_STREAM}/{TaskKind.ENGINE_DIFFERS}/"
    standing = {one.name for one in request.found}
    closed = 0
    for task in before:
        name = task.task.removeprefix(lead).rpartition("#")[0]
        if task.kind is TaskKind.ENGINE_DIFFERS and name not in standing:
            await close_one(
                unit,
                task,
                by=request.actor,
                at=request.at,
                reason="Engine and record agree on it again.",
            )
            closed += 1
    return closed
