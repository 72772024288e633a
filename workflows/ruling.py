"""A hit judged by two people, wherever a procedure waits for them (I23)."""

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.opinions import GiveOpinion, OpinionActivities
    from activities.ruling import EndStandstill
    from models.acts import Resolve
    from models.ids import CaseId
    from workflows.steps import NOTHING_YET, Steps, refusal


async def agreed(steps: Steps, case: CaseId, act: Resolve) -> bool:
    """Whether two people hold it now; a first opinion is answered, and waits."""
    try:
        given = await steps.read(
            OpinionActivities.give_opinion,
            GiveOpinion(
                key=steps.act_key("opinion", act),
                at=workflow.now(),
                actor=act.actor,
                reason=act.reason,
                foreseen=act.foreseen,
                case=case,
                ruling=act.ruling,
            ),
        )
    except ActivityError as error:
        steps.desk.refuse(act, refusal(error))
        return False
    if not given.agreed:
        steps.desk.answer(act, given.stamp or NOTHING_YET)
    return given.agreed


def ending(steps: Steps, case: CaseId, act: Resolve) -> EndStandstill:
    return EndStandstill(
        key=steps.act_key("end-standstill", act),
        at=workflow.now(),
        actor=act.actor,
        reason=act.reason,
        foreseen=act.foreseen,
        case=case,
        ruling=act.ruling,
    )
