"""A case whose procedure was lost goes on in the middle, as its record has it."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.collection import Registered
    from activities.recovery import CaseRecovered, RecoverCase, RecoveryActivities
    from models.acts import DecideValidation, ProposalOpened, Verdict
    from models.behind import Behind
    from models.case import Phase
    from workflows.attributes import show_opened
    from workflows.collection import collect, compare

if TYPE_CHECKING:
    from workflows.road import Road


async def begin(road: "Road", opened: ProposalOpened) -> Registered:
    """Register a new case; of one that begins again, read how far it has come."""
    if opened.recovery is None:
        return await collect(road, opened)
    show_opened(opened)
    began = workflow.info().start_time
    recovered = await road.read(
        RecoveryActivities.recover_case,
        RecoverCase(
            key=f"{road.stream}/recover/{began:%Y%m%dT%H%M%S%f}",
            at=workflow.now(),
            case=road.case,
            reason=opened.recovery,
        ),
    )
    road.take_up(recovered.behind, recovered.shifts)
    if not road.keys.counted("likeness"):
        await compare(road)
    return _registered(recovered)


def _registered(recovered: CaseRecovered) -> Registered:
    """The office's terms as the review of the version in force was told them."""
    behind, now = recovered.behind, workflow.now()
    return Registered(
        stamp=recovered.stamp,
        completeness_due=behind.completeness_due or now,
        validation_due=behind.validation_due or now,
    )


def notice(behind: Behind) -> DecideValidation | None:
    """The act that ends the case, when nothing is heard after the notice (X27)."""
    if behind.phase is not Phase.REJECTION_NOTICE or behind.noticed_by is None:
        return None
    return DecideValidation(
        act="recovered",
        actor=behind.noticed_by,
        reason=behind.grounds,
        verdict=Verdict.REJECT,
    )
