"""What a person should know before a presented proposal is closed."""

from activities.unit_of_work import UnitOfWork
from models.case import SIGNED, Case, Outcome
from models.commitment import holding
from models.follow_up import by_checkpoint, contradiction
from models.money import euro


async def closing_remarks(
    unit: UnitOfWork, case: Case, outcome: Outcome, value: int | None
) -> tuple[str, ...]:
    """What the reports say otherwise, and money that is not paid; `value` in cents."""
    answers = by_checkpoint(await unit.follow_ups.of(case.case))
    said = contradiction(answers, outcome, value)
    return (*((said,) if said else ()), *await _unpaid(unit, case, outcome))


async def _unpaid(unit: UnitOfWork, case: Case, outcome: Outcome) -> list[str]:
    found = []
    for one in await unit.commitments.of(case.case):
        own = await unit.agreements.own(one.agreement, one.year, case.case)
        left = holding(own).committed
        if one.open and left:
            found.append(
                f"act {one.number} under {one.agreement} still promises {euro(left)} "
                "that are not paid: settle or revoke it (`starter.py money`)"
            )
    stays = outcome in SIGNED  # else it goes back with the closing
    for number, year, cents in await unit.agreements.reserved(case.case):
        if stays:
            found.append(
                f"{euro(cents)} stay in reserve under {number} ({year}) and are not "
                "promised by an act yet: `starter.py money commit`"
            )
    return found
