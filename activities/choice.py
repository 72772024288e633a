"""Who takes part: one body, a group of them, and the reserves in their order."""

from collections.abc import Sequence

from temporalio import activity

from activities.deadlines import close_deadlines
from activities.effects import CaseEffect, Done, EffectRunner, reason_given
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from models.case import Phase
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind
from models.ids import BodyCode, proposal_workflow_id
from models.interest import Interest, InterestState
from models.task import TaskKind


class NotInterestedError(DomainError):
    """The body chosen has not expressed interest."""


class Choose(CaseEffect):
    """`body` None: the rule of the cycle, since nobody chose in time.

    `group`: bodies that take part under its lead.
    """

    body: BodyCode | None = None
    group: tuple[BodyCode, ...] = ()


class ChoiceActivities:
    def __init__(self, *, effects: EffectRunner) -> None:
        self._effects = effects

    @activity.defn(name="choose_partner")
    async def choose_partner(self, request: Choose) -> Done:
        """One interest accepted, the others ranked as reserves (method I13)."""

        async def work(unit: UnitOfWork) -> Done:
            case = await unit.cases.get(request.case)
            ranked = by_time(await unit.interests.of(request.case))
            if request.body is not None:
                ranked = _chosen_first(ranked, (request.body, *request.group))
            places = 1 + len(request.group) if request.group else case.partner_max
            await rank_interests(unit, ranked, places, group=request.group)
            await close_deadlines(unit, request.case, request.at, TermName.CHOICE)
            await unit.cases.save(
                case.model_copy(update={"phase": Phase.COFINANCING, "due_at": None})
            )
            stream = proposal_workflow_id(request.case)
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.PARTNER_CHOSEN,
                actor=request.actor,
                at=request.at,
                reason=await reason_given(unit, request),
                body={
                    "chosen": ranked[0].body,
                    "group": [*request.group],
                    "reserves": [one.body for one in ranked[1 + len(request.group) :]],
                    "rule": "decision" if request.body else "time of receipt",
                },
            )
            await close_tasks(
                unit,
                stream=stream,
                kinds=(TaskKind.CHOICE_DUE,),
                by=request.actor,
                at=request.at,
            )
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)


def by_time(interests: Sequence[Interest]) -> list[Interest]:
    """In order of receipt."""
    return sorted(interests, key=lambda one: (one.received_at, one.body))


def _chosen_first(
    interests: Sequence[Interest], chosen: Sequence[BodyCode]
) -> list[Interest]:
    """The chosen bodies in the order given, then the others as they stand.

    Raises:
        NotInterestedError: one of them has not expressed interest, or is named twice.
    """
    known = {one.body: one for one in interests}
    for body in chosen:
        if body not in known:
            raise NotInterestedError(
                f"{body} has not expressed interest: choose one of {', '.join(known)}."
            )
    if len(set(chosen)) < len(chosen):
        raise NotInterestedError("A body is named twice: a group has different ones.")
    others = [one for one in interests if one.body not in chosen]
    return [*(known[body] for body in chosen), *others]


async def rank_interests(
    unit: UnitOfWork,
    ranked: Sequence[Interest],
    places: int,
    *,
    group: Sequence[BodyCode] = (),
) -> None:
    """The first `places` are accepted, the others are reserves (method I13)."""
    for rank, interest in enumerate(ranked, start=1):
        state = InterestState.ACCEPTED if rank <= places else InterestState.RESERVE
        lead = ranked[0].body if interest.body in group else None
        await unit.interests.save(
            interest.model_copy(update={"state": state, "rank": rank, "lead": lead})
        )
