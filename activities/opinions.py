"""Two people rule on a hit: one proposes, a colleague agrees or does not (I23)."""

from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import Field, JsonValue
from temporalio import activity

from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from models.acts import Ruling
from models.case import Case
from models.compliance import ScreeningResult
from models.errors import DomainError
from models.event import Event, EventKind
from models.frozen import Frozen
from models.ids import Actor, CaseId, PaperId, proposal_workflow_id
from models.officer import person
from models.task import TaskKind

SECOND: Final = "second"
"""What the task of the colleague is about."""


class SameEyesError(DomainError):
    """One person cannot rule alone."""


class NothingScreenedError(DomainError):
    """Nothing was compared, so there is no hit to judge."""


class OtherHitError(DomainError):
    """What was judged is not what stands on the lists."""


class GiveOpinion(CaseEffect):
    ruling: Ruling


class OpinionGiven(Done):
    """`agreed`: two people hold it now, and it may be done."""

    agreed: bool


class Opinions(Frozen):
    """Who holds what of the hit that waits, each person's last word.

    `hit` is the paper with what resembles what.
    """

    views: dict[Actor, Ruling] = Field(default_factory=dict)
    hit: PaperId | None = None
    unscreened: bool = False

    def agreed(self, ruling: Ruling) -> bool:
        return (
            len({person(who) for who, held in self.views.items() if held is ruling}) > 1
        )

    def with_view(self, who: Actor, ruling: Ruling) -> "Opinions":
        """Of one person only the last word counts, in whichever office it was said."""
        others = {
            one: held for one, held in self.views.items() if person(one) != person(who)
        }
        return self.model_copy(update={"views": others | {who: ruling}})

    def view_of(self, who: Actor) -> Ruling | None:
        return next(
            (held for one, held in self.views.items() if person(one) == person(who)),
            None,
        )

    def told(self) -> str:
        said = (f"{who} would {held}" for who, held in sorted(self.views.items()))
        return ", ".join(said)


class OpinionActivities:
    def __init__(self, *, effects: EffectRunner) -> None:
        self._effects = effects

    @activity.defn(name="give_opinion")
    async def give_opinion(self, request: GiveOpinion) -> OpinionGiven:
        """A ruling that a colleague has proposed is agreed to; any other waits.

        Raises:
            SameEyesError: this person proposed it, or registered the proposal.
            NothingScreenedError: cleared, though no list could be read.
        """

        async def work(unit: UnitOfWork) -> OpinionGiven:
            case = await unit.cases.get(request.case)
            before = await opinions_on(unit, request.case)
            _check(case, before, request)
            after = before.with_view(request.actor, request.ruling)
            agreed = after.agreed(request.ruling)
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.RULING_GIVEN,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={"ruling": request.ruling, "agreed": agreed, **_beside(before)},
            )
            if not agreed:
                await _ask_colleague(unit, case, after, request)
            return OpinionGiven(stamp=event.stamp, agreed=agreed)

        return await self._effects.once(request, OpinionGiven, work)


async def opinions_on(unit: UnitOfWork, case: CaseId) -> Opinions:
    """Those on the hit that waits: another hit, and they are given anew."""
    return _held(await unit.events.of(proposal_workflow_id(case)))


async def require_two(
    unit: UnitOfWork, case: CaseId, ruling: Ruling, matches: PaperId | None = None
) -> None:
    """Nothing is cleared or blocked on one person's word.

    `matches`: what the lists say now, where that may have changed.

    Raises:
        SameEyesError: no two people hold that ruling.
        OtherHitError: they have judged something else.
    """
    held = await opinions_on(unit, case)
    if matches is not None and matches != held.hit:
        raise OtherHitError(
            "The lists have changed since this hit was judged: resolve with --retry, "
            "and judge what they say now."
        )
    if not held.agreed(ruling):
        raise SameEyesError(
            f"No two people have said --{ruling} (four eyes): each says it with "
            "`starter.py task resolve`."
        )


def _held(events: Iterable[Event]) -> Opinions:
    held = Opinions()
    for event in events:
        match event.kind:
            case EventKind.SCREENED | EventKind.STANDSTILL_BEGUN:
                found = event.body.get("paper")
                hit = PaperId(found) if isinstance(found, str) else None
                nothing = event.body.get("found") == ScreeningResult.UNAVAILABLE
                if hit != held.hit or nothing:
                    held = Opinions(hit=hit, unscreened=nothing)
            case EventKind.STANDSTILL_ENDED:
                held = Opinions()
            case EventKind.RULING_GIVEN:
                held = held.with_view(event.actor, Ruling(str(event.body["ruling"])))
            case _:
                pass
    return held


def _check(case: Case, before: Opinions, request: GiveOpinion) -> None:
    if person(request.actor) == person(case.registrar):
        raise SameEyesError(
            "A screening hit is judged by somebody other than the person who "
            "registered the proposal (four eyes): use --as."
        )
    if before.unscreened and request.ruling is Ruling.CLEAR:
        raise NothingScreenedError(
            "No screening list could be read, so nobody can be cleared: load "
            "one, then resolve the task with --retry."
        )
    mine = before.view_of(request.actor)
    if mine is request.ruling and not before.agreed(request.ruling):
        raise SameEyesError(
            f"You have said --{request.ruling} already: a colleague has to agree "
            "(four eyes), with --as."
        )


def _beside(before: Opinions) -> Mapping[str, JsonValue]:
    return {"before": {str(who): held for who, held in before.views.items()}}


async def _ask_colleague(
    unit: UnitOfWork, case: Case, after: Opinions, request: GiveOpinion
) -> None:
    stream, at = proposal_workflow_id(case.case), request.at
    await close_tasks(
        unit, stream=stream, kinds=(TaskKind.SCREENING,), by=request.actor, at=at
    )
    differ = len(set(after.views.values())) > 1
    await open_task(
        unit,
        stream=stream,
        kind=TaskKind.SCREENING,
        at=at,
        detail=(
            f"{case.ref}: {after.told()}. "
            + ("They disagree, and the halt stays. " if differ else "")
            + "Two people have to agree: compare the party with the name it resembles, "
            "then resolve with --clear or --block and the reason."
        ),
        about=SECOND,
    )
