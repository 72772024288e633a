"""Money moved in the ledgers of agreement years, with an event in each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from activities.effects import CaseEffect, Effect
from activities.unit_of_work import UnitOfWork
from models import ledger
from models.body import Agreement, AgreementYear
from models.claim import queue
from models.corridor import Corridor
from models.errors import DomainError, InsufficientFundsError
from models.event import EventKind, Stamp
from models.ids import AgreementNumber, CaseId, agreement_stream, proposal_workflow_id
from models.ledger import Entry


def day_of(corridor: Corridor, at: datetime) -> date:
    """The day on the secretariat's calendar: budgets and rules change at midnight."""
    return at.astimezone(ZoneInfo(corridor.zone_a)).date()


async def today(unit: UnitOfWork, case: CaseId, at: datetime) -> date:
    file = await unit.cases.get(case)
    return day_of(await unit.corridors.get(file.corridor), at)


async def reserve_money(
    unit: UnitOfWork,
    shares: Mapping[AgreementNumber, int],
    request: CaseEffect,
    year: int,
) -> None:
    """Reserve a share under each agreement, all or nothing.

    Raises:
        InsufficientFundsError: nothing is reserved at all.
    """
    for number, share in sorted(shares.items()):
        opened = await opened_year(unit, number, year)
        before = await unit.agreements.entries(number, year)
        posted = ledger.reserve(before, opened.budget, share, cause=request.key)
        await post(unit, opened, posted, request, request.case)
        await note(
            unit,
            agreement_stream(number, year),
            EventKind.MONEY_RESERVED,
            request,
            {"case": request.case, "cents": share},
        )


async def opened_year(
    unit: UnitOfWork, number: AgreementNumber, year: int
) -> AgreementYear:
    """A year with its budget, locked: whoever else moves its money queues up.

    Raises:
        InsufficientFundsError: it has none.
    """
    found = await unit.agreements.year(number, year)
    if found is None:
        raise InsufficientFundsError(
            f"Agreement {number} has no budget for {year}: enter it with `starter.py "
            "agreement budget`."
        )
    return found


async def in_force(unit: UnitOfWork, number: AgreementNumber, on: date) -> Agreement:
    """An agreement under which money may be promised.

    Raises:
        DomainError: it is unknown, or not in force (method X20).
    """
    agreement = await unit.agreements.get(number)
    if not agreement.in_force(on):
        raise DomainError(
            f"Agreement {number} is in force from {agreement.valid_from} to "
            f"{agreement.valid_to}, not on {on}: renew it first, with `starter.py "
            "agreement renew`."
        )
    return agreement


async def post(
    unit: UnitOfWork,
    year: AgreementYear,
    entries: Sequence[Entry],
    request: Effect,
    case: CaseId | None,
) -> None:
    await unit.agreements.post(year.agreement, year.year, case, entries, at=request.at)


async def note(
    unit: UnitOfWork,
    stream: str,
    kind: EventKind,
    request: Effect,
    body: dict[str, JsonValue],
    reason: str = "",
) -> Stamp:
    event = await unit.events.append(
        stream=stream,
        kind=kind,
        actor=request.actor,
        at=request.at,
        reason=reason,
        body=body,
    )
    return event.stamp


async def keep_held(unit: UnitOfWork, case: CaseId) -> None:
    """The file says what the ledgers say it holds."""
    held = await unit.agreements.held(case)
    file = await unit.cases.get(case)
    await unit.cases.save(file.model_copy(update={"reserved": held}))


async def next_in_line(unit: UnitOfWork, case: CaseId) -> tuple[CaseId, ...]:
    """The cases of its corridor that wait for money, in rank order.

    Each looks again, and finds what those before it leave (models/claim.py).
    """
    corridor = (await unit.cases.get(case)).corridor
    line = queue(await unit.claims.of_corridor(corridor))
    return tuple(one.case for one in line if one.case != case)


async def leave_line(unit: UnitOfWork, case: CaseId) -> tuple[CaseId, ...]:
    """It waits no more; who did so behind it, if it waited at all."""
    if not await unit.claims.of(case):
        return ()
    await unit.claims.drop(case)
    return await next_in_line(unit, case)


async def release_money(
    unit: UnitOfWork,
    request: CaseEffect,
    *,
    only: AgreementNumber | None = None,
    reason: str = "",
) -> Stamp | None:
    """Return the case's reservations to their agreement years; None if it has none."""
    today_ = await today(unit, request.case, request.at)
    held = [
        one
        for one in await unit.agreements.reserved(request.case)
        if only in {None, one[0]}
    ]
    if not held:
        return None
    for number, year, cents in sorted(held):
        opened = await opened_year(unit, number, year)
        before = await unit.agreements.entries(number, year)
        same_year = year == today_.year
        freed = ledger.release(
            before, opened.budget, cents, cause=request.key, same_year=same_year
        )
        await post(unit, opened, freed, request, request.case)
        await note(
            unit,
            agreement_stream(number, year),
            EventKind.MONEY_RELEASED,
            request,
            {"case": request.case, "cents": cents},
        )
    await keep_held(unit, request.case)
    return await note(
        unit,
        proposal_workflow_id(request.case),
        EventKind.MONEY_RELEASED,
        request,
        {"cents": sum(cents for _, _, cents in held)},
        reason,
    )
