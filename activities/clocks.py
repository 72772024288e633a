"""Clocks stopped and resumed: while somebody else is waited for, days do not count."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from pydantic import JsonValue
from temporalio import activity

from activities.deadlines import calendar_of, ends_at, running
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.unit_of_work import UnitOfWork
from models.case import Case
from models.deadline_acts import SuspensionError, resume, suspend
from models.deadlines import TermName, in_time
from models.event import EventKind, instant
from models.frozen import Frozen
from models.ids import CaseId, PaperId, proposal_workflow_id
from models.running_deadline import RunningDeadline

OFFICE_TERMS: Final = (TermName.COMPLETENESS, TermName.VALIDATION)
PROPOSERS_TERMS: Final = (TermName.COMPLETION, TermName.OBSERVATIONS)
STOPPABLE: Final = (*OFFICE_TERMS, TermName.COFINANCING)
"""The secretariat's own clocks. Those of the bodies are moved for all, never stopped
for one (method I6)."""


class StopClocks(CaseEffect):
    """`party` is the paper that names who is waited for."""

    party: PaperId


class ResumeClocks(CaseEffect):
    pass


class Shift(Frozen):
    """Where the deadline now ends that was announced for an instant; None: stopped."""

    announced: datetime
    ends_at: datetime | None


class ClocksMoved(Done):
    shifts: tuple[Shift, ...]


class ClockActivities:
    def __init__(self, *, effects: EffectRunner) -> None:
        self._effects = effects

    @activity.defn(name="stop_clocks")
    async def stop_clocks(self, request: StopClocks) -> ClocksMoved:
        """Stop the secretariat's running clocks from today on.

        Raises:
            SuspensionError: none runs, or one stands still already.
        """

        async def work(unit: UnitOfWork) -> ClocksMoved:
            case = await unit.cases.get(request.case)
            party = (await unit.papers.get(request.party)).decode()
            reason = await reason_text(unit, request)
            stopped = await stop_clocks(
                unit, case.case, request.at, STOPPABLE, party=party, reason=reason
            )
            if not stopped:
                raise SuspensionError(
                    "No clock of the secretariat runs for this proposal now: see "
                    "`starter.py deadlines REF`."
                )
            facts: dict[str, JsonValue] = {"party": party}
            return await _moved(
                unit, case, request, EventKind.CLOCK_STOPPED, stopped, facts
            )

        return await self._effects.once(request, ClocksMoved, work)

    @activity.defn(name="resume_clocks")
    async def resume_clocks(self, request: ResumeClocks) -> ClocksMoved:
        """Let the stopped clocks run again from tomorrow on.

        Raises:
            SuspensionError: none stands still.
        """

        async def work(unit: UnitOfWork) -> ClocksMoved:
            case = await unit.cases.get(request.case)
            resumed = await resume_clocks(unit, case.case, request.at, STOPPABLE)
            if not resumed:
                raise SuspensionError(
                    "No clock stands still for this proposal: there is nothing to "
                    "resume."
                )
            return await _moved(
                unit, case, request, EventKind.CLOCK_RESUMED, resumed, {}
            )

        return await self._effects.once(request, ClocksMoved, work)


async def stop_clocks(
    unit: UnitOfWork,
    case: CaseId,
    at: datetime,
    names: Collection[TermName],
    *,
    party: str,
    reason: str,
) -> list[RunningDeadline]:
    """Stop those of these names that are not over; a second stop is refused."""
    stopped: list[RunningDeadline] = []
    for one in await running(unit, case, *names):
        if one.ends_at is not None and not in_time(at, one.ends_at):
            continue
        calendar = await calendar_of(unit, one.deadline)
        after = suspend(one.deadline, calendar, party=party, reason=reason, at=at)
        moved = one.model_copy(update={"deadline": after, "ends_at": None})
        await unit.deadlines.save(moved)
        stopped.append(moved)
    return stopped


async def resume_clocks(
    unit: UnitOfWork, case: CaseId, at: datetime, names: Collection[TermName]
) -> list[RunningDeadline]:
    """Resume those of these names that stand still."""
    resumed: list[RunningDeadline] = []
    for one in await running(unit, case, *names):
        if one.deadline.stopped is None:
            continue
        after = resume(one.deadline, at=at)
        moved = one.model_copy(
            update={"deadline": after, "ends_at": await ends_at(unit, after)}
        )
        await unit.deadlines.save(moved)
        resumed.append(moved)
    return resumed


async def _moved(
    unit: UnitOfWork,
    case: Case,
    request: CaseEffect,
    kind: EventKind,
    moved: list[RunningDeadline],
    facts: dict[str, JsonValue],
) -> ClocksMoved:
    ends = [one.ends_at for one in moved if one.ends_at]
    await unit.cases.save(case.model_copy(update={"due_at": max(ends, default=None)}))
    clocks: dict[str, JsonValue] = {
        one.name: instant(one.ends_at) if one.ends_at else None for one in moved
    }
    event = await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=kind,
        actor=request.actor,
        at=request.at,
        reason=await reason_text(unit, request),
        body={"clocks": clocks, **facts},
    )
    return ClocksMoved(
        stamp=event.stamp,
        shifts=tuple(
            Shift(announced=one.announced, ends_at=one.ends_at) for one in moved
        ),
    )
