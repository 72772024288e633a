"""Money moved in the ledgers of agreement years, with an event in each."""

from collections.abc import Callable, Sequence

from activities.effects import CaseEffect
from activities.unit_of_work import UnitOfWork
from models import ledger
from models.case import Phase
from models.cofinancing import CofinancingCheck, CofinancingRequest
from models.errors import InsufficientFundsError
from models.event import EventKind, Stamp
from models.ids import AgreementNumber, CaseId, agreement_stream, proposal_workflow_id
from models.ledger import Entry


async def reserve_money(
    unit: UnitOfWork,
    asked: CofinancingRequest,
    answer: CofinancingCheck,
    request: CaseEffect,
) -> None:
    """Reserve each body's share under its agreement, all or nothing.

    Raises:
        InsufficientFundsError: nothing is reserved at all.
    """
    for contribution, share in zip(asked.contributions, answer.split, strict=True):
        if not share:
            continue
        number = AgreementNumber(contribution.agreement)
        year = await unit.agreements.year(number, request.at.year)
        if year is None:
            raise InsufficientFundsError(
                f"Agreement {number} has no budget for {request.at.year}: enter it "
                "with `starter.py agreement budget`."
            )
        before = await unit.agreements.entries(number, year.year)
        posted = ledger.reserve(before, year.budget, share, cause=request.key)
        await unit.agreements.post(number, year.year, request.case, posted)
        await unit.events.append(
            stream=agreement_stream(number, year.year),
            kind=EventKind.MONEY_RESERVED,
            actor=request.actor,
            at=request.at,
            body={"case": request.case, "cents": share},
        )


async def next_in_line(unit: UnitOfWork, case: CaseId) -> tuple[CaseId, ...]:
    """The cases that wait for money, by score, then by time.

    The first that fits gets what was freed (method X10), the others wait on.
    """
    corridor = (await unit.cases.get(case)).corridor
    waiting = await unit.cases.in_phase(corridor, (Phase.WAITING_LIST,))
    ranked = sorted(waiting, key=lambda one: (-one.score, one.opened_at, one.case))
    return tuple(one.case for one in ranked if one.case != case)


async def release_money(unit: UnitOfWork, request: CaseEffect) -> Stamp | None:
    """Return the case's reservations to their agreement years; None if it has none."""
    return await _move(unit, request, EventKind.MONEY_RELEASED, _released)


async def commit_money(unit: UnitOfWork, request: CaseEffect) -> Stamp | None:
    """Turn the case's reservations into commitments; None if it has none."""
    return await _move(unit, request, EventKind.MONEY_COMMITTED, _committed)


Movement = Callable[[Sequence[Entry], int, int, CaseEffect, int], tuple[Entry, ...]]


def _released(
    before: Sequence[Entry], budget: int, cents: int, request: CaseEffect, year: int
) -> tuple[Entry, ...]:
    return ledger.release(
        before, budget, cents, cause=request.key, same_year=year == request.at.year
    )


def _committed(
    before: Sequence[Entry], budget: int, cents: int, request: CaseEffect, _year: int
) -> tuple[Entry, ...]:
    return ledger.commit(before, budget, cents, cause=request.key)


async def _move(
    unit: UnitOfWork, request: CaseEffect, kind: EventKind, movement: Movement
) -> Stamp | None:
    held = await unit.agreements.reserved(request.case)
    if not held:
        return None
    for number, year, cents in sorted(held):
        found = await unit.agreements.year(number, year)
        before = await unit.agreements.entries(number, year)
        posted = movement(before, found.budget if found else 0, cents, request, year)
        await unit.agreements.post(number, year, request.case, posted)
        await unit.events.append(
            stream=agreement_stream(number, year),
            kind=kind,
            actor=request.actor,
            at=request.at,
            body={"case": request.case, "cents": cents},
        )
    case = await unit.cases.get(request.case)
    await unit.cases.save(case.model_copy(update={"reserved": 0}))
    event = await unit.events.append(
        stream=proposal_workflow_id(request.case),
        kind=kind,
        actor=request.actor,
        at=request.at,
        body={"cents": sum(cents for _, _, cents in held)},
    )
    return event.stamp
