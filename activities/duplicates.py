"""Proposals that may be one project: noticed, put before a person, decided (X3)."""

from collections.abc import Sequence
from typing import Final

from temporalio import activity

from activities.dossier import open_dossier, read_form
from activities.effects import CaseEffect, Done, Effect, EffectRunner, reason_text
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.ids import CaseId, duplicate_stream, proposal_workflow_id
from models.likeness import (
    Duplicate,
    DuplicateDecision,
    Likeness,
    Traits,
    alike,
    traits_of,
)
from models.task import TaskKind

_MOST: Final = 5
"""Of more that are alike, a person sees these first."""


class LookForLikeness(CaseEffect):
    pass


class DecideDuplicate(Effect):
    """`kept` goes on when they are merged; `other` is closed then."""

    kept: CaseId
    other: CaseId
    decision: DuplicateDecision


class DuplicateActivities:
    def __init__(self, *, effects: EffectRunner) -> None:
        self._effects = effects

    @activity.defn(name="look_for_likeness")
    async def look_for_likeness(self, request: LookForLikeness) -> Done:
        """Compare a new proposal with those of its corridor, of this cycle or before.

        It holds up nothing: whoever validates sees the task.
        """
        async with self._effects.units.read() as unit:
            case = await unit.cases.get(request.case)
            own = traits_of(case.case, await read_form(unit, case.form))
            known = await unit.traits.near(own)
        found = _most_alike(own, known)

        async def work(unit: UnitOfWork) -> Done:
            await unit.traits.add(own)
            stamp: Stamp | None = None
            for other, likeness in found:
                stamp = await _suspect(
                    unit, request, await unit.cases.get(request.case), other, likeness
                )
            return Done(stamp=stamp)

        return await self._effects.once(request, Done, work)


async def decide(effects: EffectRunner, request: DecideDuplicate) -> Done:
    """What a person says of two proposals. Merging closes one; that is its own act.

    Raises:
        DomainError: merging proposals of two sessions, or one that is closed.
    """

    async def work(unit: UnitOfWork) -> Done:
        kept, other = [
            await unit.cases.get(case) for case in sorted([request.kept, request.other])
        ]
        if kept.case != request.kept:
            kept, other = other, kept
        check_decision(kept, other, request.decision)
        known = await _pair(unit, request)
        merges = request.decision is DuplicateDecision.MERGE
        decided = {
            "decision": request.decision,
            "kept": kept.case if merges else None,
            "decided_at": request.at,
            "decided_by": request.actor,
        }
        await unit.duplicates.save(known.model_copy(update=decided))
        await _close_task(unit, known, request)
        stamp: Stamp | None = None
        for one, peer in ((other, kept), (kept, other)):
            event = await unit.events.append(
                stream=proposal_workflow_id(one.case),
                kind=EventKind.DUPLICATE_DECIDED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={
                    "other": peer.ref,
                    "decision": request.decision,
                    "kept": kept.ref if merges else None,
                },
            )
            stamp = event.stamp
        return Done(stamp=stamp)

    return await effects.once(request, Done, work)


def check_decision(kept: Case, other: Case, decision: DuplicateDecision) -> None:
    """Across cycles two proposals are linked, never merged (method X3)."""
    if kept.case == other.case:
        raise DomainError("A proposal is no duplicate of itself: name the other one.")
    if decision is not DuplicateDecision.MERGE:
        return
    if kept.session != other.session:
        raise DomainError(
            f"{kept.ref} and {other.ref} are of different sessions: across cycles "
            "proposals are linked, not merged. Use --link."
        )
    closed = [one.ref for one in (kept, other) if one.phase is Phase.CLOSED]
    if closed:
        raise DomainError(
            f"{closed[0]} is closed: only open proposals are merged. Use --link."
        )


async def _pair(unit: UnitOfWork, request: DecideDuplicate) -> Duplicate:
    """The pair as it was found, or entered by whoever decides."""
    for one in await unit.duplicates.of(request.other):
        if {one.case, one.other} == {request.kept, request.other}:
            merged = one.decision is DuplicateDecision.MERGE
            # Decided and not done, when both are open still: then it is done again.
            if merged and request.decision is not DuplicateDecision.MERGE:
                raise DomainError("These two were merged already.")
            return one
    later, earlier = sorted((request.kept, request.other), reverse=True)
    forms = [(await open_dossier(unit, case)).form for case in (later, earlier)]
    likeness = alike(traits_of(later, forms[0]), traits_of(earlier, forms[1]))
    entered = Duplicate(
        case=later,
        other=earlier,
        percent=likeness.percent,
        why=likeness.why,
        found_at=request.at,
    )
    await unit.duplicates.add(entered)
    return entered


async def _close_task(
    unit: UnitOfWork, known: Duplicate, request: DecideDuplicate
) -> None:
    """The question is answered once no pair of the later proposal is left open."""
    others = [
        one
        for one in await unit.duplicates.of(known.case)
        if one.case == known.case and one.other != known.other
    ]
    if any(one.decision is None for one in others):
        return
    await close_tasks(
        unit,
        stream=duplicate_stream(known.case),
        kinds=(TaskKind.DUPLICATE,),
        by=request.actor,
        at=request.at,
    )


async def _suspect(
    unit: UnitOfWork,
    request: LookForLikeness,
    case: Case,
    other: CaseId,
    likeness: Likeness,
) -> Stamp:
    await unit.duplicates.add(
        Duplicate(
            case=case.case,
            other=other,
            percent=likeness.percent,
            why=likeness.why,
            found_at=request.at,
        )
    )
    earlier = await unit.cases.find(other)
    ref = earlier.ref if earlier else other
    event = await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.DUPLICATE_SUSPECTED,
        actor=request.actor,
        at=request.at,
        body={"other": ref, "percent": likeness.percent, "why": [*likeness.why]},
    )
    await open_task(
        unit,
        stream=duplicate_stream(case.case),
        kind=TaskKind.DUPLICATE,
        at=request.at,
        detail=(
            f"{case.ref} may be {ref} over again ({likeness.percent} %: "
            f"{'; '.join(likeness.why)}). Compare both, then `starter.py duplicate "
            f"{ref} {case.ref} --merge | --link | --distinct`."
        ),
        about=other,
    )
    return event.stamp


def _most_alike(own: Traits, known: Sequence[Traits]) -> list[tuple[CaseId, Likeness]]:
    found = [(one.case, alike(own, one)) for one in known]
    suspected = [pair for pair in found if pair[1].suspicious]
    return sorted(suspected, key=lambda pair: -pair[1].percent)[:_MOST]
