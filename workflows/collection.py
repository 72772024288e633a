"""Stage 1: the form is registered and its parties are screened."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.collection import (
        CollectionActivities,
        Register,
        Registered,
        Screen,
    )
    from activities.duplicates import DuplicateActivities, LookForLikeness
    from models.acts import ProposalOpened, Resolve, Ruling
    from models.case import Phase
    from models.compliance import ScreeningResult
    from workflows.attributes import show_opened
    from workflows.road import Road
    from workflows.ruling import agreed


async def collect(road: Road, opened: ProposalOpened) -> Registered:
    """Register; a refusal here (the corridor is closed) ends the workflow."""
    show_opened(opened)
    registered = await road.read(
        CollectionActivities.register,
        Register(
            key=road.key("register"),
            at=workflow.now(),
            actor=road.registrar,
            case=road.case,
        ),
    )
    road.enter(Phase.SCREENING)
    await compare(road)
    return registered


async def compare(road: Road) -> None:
    """With every other proposal: two may be one project (method X3)."""
    await road.do(
        DuplicateActivities.look_for_likeness,
        LookForLikeness(key=road.key("likeness"), at=workflow.now(), case=road.case),
    )


async def screen(road: Road, *, before: Phase = Phase.VALIDATION) -> bool:
    """True when every party is clear; a hit waits for two people (I23)."""
    road.enter(Phase.SCREENING)
    screened = await road.do(CollectionActivities.screen, _screening(road, before))
    while screened.result is not ScreeningResult.CLEAR:
        act = await road.wait(Resolve, until=screened.review_at)
        if isinstance(act, Resolve) and act.ruling is not Ruling.RETRY:
            if not await agreed(road, road.case, act):
                continue
            if act.ruling is Ruling.BLOCK:
                road.closing = act
                return False
        request = _screening(road, before)
        if not isinstance(act, Resolve):
            screened = await road.do(CollectionActivities.screen, request)
            continue
        decided = request.model_copy(
            update={
                "actor": act.actor,
                "reason": act.reason,
                "cleared": act.ruling is Ruling.CLEAR,
            }
        )
        answered = await road.apply(act, CollectionActivities.screen, decided)
        screened = answered or screened
    road.screening_stale_at = screened.stale_at
    return True


async def screen_if_stale(road: Road) -> bool:
    """Nothing is disseminated on a screening older than its term (method I4)."""
    stale = road.screening_stale_at
    if stale is not None and workflow.now() <= stale:
        return True
    return await screen(road, before=Phase.SCREENING)


def _screening(road: Road, before: Phase) -> Screen:
    return Screen(
        key=road.key("screen"), at=workflow.now(), case=road.case, before=before
    )
