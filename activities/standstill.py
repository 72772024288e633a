"""A case begins to stand still over a hit: clocks stop, compliance is asked."""

from datetime import datetime
from typing import Final

from activities.deadlines import calendar_of, ends_at, running
from activities.dossier import Dossier
from activities.screening import keep_matches
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.case import Phase
from models.compliance import Screening
from models.deadline_acts import suspend
from models.deadlines import TermName, in_time
from models.event import EventKind, instant
from models.ids import SYSTEM, CaseId, PaperId, proposal_workflow_id
from models.screening import COMPLIANCE, Standstill
from models.screening_acts import StandStill
from models.task import TaskKind

WHY: Final = "A party may be on a list of restrictive measures."


async def begin_standstill(
    unit: UnitOfWork,
    dossier: Dossier,
    found: Screening,
    *,
    list_: PaperId | None,
    at: datetime,
    review_at: datetime,
) -> StandStill:
    """Every clock of the case stops, no letter about it leaves, compliance is asked."""
    case = dossier.case
    still = Standstill(
        case=case.case,
        since=at,
        list=list_,
        matches=await keep_matches(unit, found.matches),
        review_at=review_at,
    )
    await unit.standstills.add(still)
    stopped = await stop_clocks_of(unit, case.case, at)
    if case.phase is not Phase.CLOSED:  # money outlives the case: a payment may hit
        await unit.cases.save(case.model_copy(update={"due_at": review_at}))
    stream = proposal_workflow_id(case.case)
    await unit.events.append(
        stream=stream,
        kind=EventKind.STANDSTILL_BEGUN,
        actor=SYSTEM,
        at=at,
        reason=WHY,
        body={
            "list": list_,
            "matches": len(found.matches),
            "paper": still.matches,
            "clocks": [*stopped],
            "review_at": instant(review_at),
        },
    )
    await open_task(
        unit,
        stream=stream,
        kind=TaskKind.SCREENING,
        at=at,
        detail=(
            f"{case.ref} stands still: a party resembles a name of {found.list_version}"
            " (`starter.py screening show REF`). Compare both, then resolve with"
            " --clear or --block and the reason; a colleague has to agree."
        ),
        about="standstill",
    )
    return told_of(still)


def told_of(still: Standstill) -> StandStill:
    """What its procedure is told: the same act, however often."""
    return StandStill(
        act=f"standstill-{instant(still.since)}",
        actor=SYSTEM,
        case=still.case,
        review_at=still.review_at,
    )


async def stop_clocks_of(
    unit: UnitOfWork, case: CaseId, at: datetime
) -> list[TermName]:
    """Every clock that runs; one that stands still already waits for somebody else."""
    stopped: list[TermName] = []
    for one in await running(unit, case, *TermName):
        if one.ends_at is None or not in_time(at, one.ends_at):
            continue
        calendar = await calendar_of(unit, one.deadline)
        after = suspend(one.deadline, calendar, party=COMPLIANCE, reason=WHY, at=at)
        await unit.deadlines.save(
            one.model_copy(
                update={"deadline": after, "ends_at": await ends_at(unit, after)}
            )
        )
        stopped.append(one.name)
    return stopped


async def abandon_standstill(unit: UnitOfWork, case: CaseId, at: datetime) -> None:
    """The case is closed: nobody has to rule on it any more."""
    still = await unit.standstills.open_of(case)
    if still is not None:
        await unit.standstills.save(still.model_copy(update={"ended_at": at}))
