"""What every act on promised money needs: the commitment, its ledger, its trace."""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from pydantic import JsonValue, ValidationError

from activities.effects import CaseEffect, Done, reason_text
from activities.money import next_in_line, note, opened_year
from activities.tasks import close_about, open_task
from activities.unit_of_work import UnitOfWork
from models.body import AgreementYear
from models.case import Case
from models.commitment_record import Commitment
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.ids import (
    AgreementNumber,
    CaseId,
    agreement_stream,
    proposal_workflow_id,
)
from models.ledger import Entry, Movement, same_number
from models.proposal_review import sentences
from models.task import TaskKind

T = TypeVar("T")
_OPTIONS: Final = MappingProxyType(
    {
        "number": "--act",
        "signed_on": "--signed",
        "cents": "--euro",
        "cup": "--cup",
        "cor": "--cor",
        "rate": "--rate",
        "companies_benefit": "--company",
        "action_ended_on": "--ended",
        "received_on": "--received",
        "ends_on": "--ends",
    }
)
"""What the fields of an act on money are called where they are written."""


class MoneyAct(CaseEffect):
    """`act` names the commitment where a case has had several under an agreement."""

    agreement: AgreementNumber
    act: str | None = None


class MoneyMoved(Done):
    """`act` names the commitment; `cents` moved, `to_recover` is still owed to us."""

    act: str
    cents: int = 0
    to_recover: int = 0


class Standing(NamedTuple):
    """A commitment, and its year with what the case moved in it; both locked."""

    commitment: Commitment
    year: AgreementYear
    own: tuple[Entry, ...]


async def open_standing(unit: UnitOfWork, request: MoneyAct) -> Standing:
    """The commitment under which money may still move.

    Raises:
        DomainError: there is none, or several.
    """
    return await _standing(unit, request, lambda one: one.open, "promised")


async def owing_standing(unit: UnitOfWork, request: MoneyAct) -> Standing:
    """The commitment under which money is owed back. Refusals as `open_standing`."""
    return await _standing(unit, request, lambda one: one.to_recover > 0, "owed back")


async def _standing(
    unit: UnitOfWork,
    request: MoneyAct,
    fits: Callable[[Commitment], bool],
    what: str,
) -> Standing:
    case = await unit.cases.get(request.case)
    # An order is booked once in all years: whoever moves money here queues up.
    await unit.agreements.locked(request.agreement)
    found = [
        one
        for one in await unit.commitments.of(request.case)
        if one.agreement == request.agreement
        and request.act in {None, one.number}
        and fits(one)
    ]
    if not found:
        raise DomainError(
            f"Nothing is {what} to {case.ref} under agreement {request.agreement}: see "
            "`starter.py money show REF`."
        )
    if len(found) > 1:
        acts = ", ".join(one.number for one in found)
        raise DomainError(f"There are several acts ({acts}): name one with --act.")
    [one] = found
    year = await opened_year(unit, one.agreement, one.year)
    # Under the year's lock, so that of two acts the second sees the first.
    one = await unit.commitments.get((one.agreement, one.number))
    own = await unit.agreements.own(one.agreement, one.year, request.case)
    return Standing(one, year, tuple(own))


async def once_only(
    unit: UnitOfWork, one: Commitment, order: str, movement: Movement
) -> None:
    """Refuse an order or receipt booked before under the agreement, for any case.

    Raises:
        DomainError: it was, or it has no number.
    """
    if not order.strip():
        raise DomainError("Give the number of the order or receipt: --order.")
    booked = await unit.agreements.causes(one.agreement, movement)
    if any(same_number(order, cause) for cause in booked):
        raise DomainError(
            f"Order {order.strip()} is booked already under agreement {one.agreement}: "
            "see `starter.py agreement show NUMBER`, or give the number of the other "
            "order, with its year if numbers begin anew every year."
        )


async def new_decree(unit: UnitOfWork, year: AgreementYear, number: str) -> None:
    """Refuse an act that raised the year's budget before; the year is locked.

    Raises:
        DomainError: it did, or it has no number, or the year is closed.
    """
    if not number.strip():
        raise DomainError("Give the number of the act that adds the money: --act.")
    for one in await unit.events.of(agreement_stream(year.agreement, year.year)):
        if one.kind is EventKind.AGREEMENT_CLOSED:
            raise DomainError(
                f"{year.year} is closed under agreement {year.agreement}: its budget "
                "is raised no more. Add the money to a later year."
            )
        booked = one.kind is EventKind.AGREEMENT_RAISED and str(one.body["act"])
        if booked and same_number(booked, number):
            raise DomainError(
                f"Act {number.strip()} has raised the budget of {year.year} under "
                f"agreement {year.agreement} already: see `starter.py agreement "
                "show`, or give the number of the other act."
            )


def not_ahead(given: date, day: date, what: str) -> None:
    """Refuse a day that has not come.

    Raises:
        DomainError: it has not.
    """
    if given > day:
        raise DomainError(f"{what} on {given}, which is still to come; correct it.")


def after_signing(signed_on: date, ended_on: date) -> None:
    """Refuse an action that ended before money was promised to it.

    Raises:
        DomainError: it did.
    """
    if ended_on < signed_on:
        raise DomainError(
            f"The action ended on {ended_on}, before its act was signed on "
            f"{signed_on}: correct --ended."
        )


def valid(build: Callable[[], T]) -> T:
    """What was built, or its first fault as a sentence, by the options of commands.

    Raises:
        DomainError: a field breaks a rule.
    """
    try:
        return build()
    except ValidationError as error:
        raise DomainError(sentences(error, "act", _OPTIONS)[0]) from error


async def noted(
    unit: UnitOfWork,
    one: Commitment,
    kind: EventKind,
    request: MoneyAct,
    facts: dict[str, JsonValue],
) -> Stamp:
    """The act in the record of its agreement's year and of its case."""
    reason = await reason_text(unit, request)
    told: dict[str, JsonValue] = {"act": one.number, **facts}
    year = agreement_stream(one.agreement, one.year)
    await note(unit, year, kind, request, {"case": one.case, **told}, reason)
    told |= {"agreement": one.agreement, "year": one.year}
    return await note(unit, proposal_workflow_id(one.case), kind, request, told, reason)


async def following(
    unit: UnitOfWork, case: CaseId, *, freed: int
) -> tuple[CaseId, ...]:
    """Who looks again when money comes free."""
    return await next_in_line(unit, case) if freed else ()


async def ask_partners(unit: UnitOfWork, case: Case, request: MoneyAct) -> None:
    """When one agreement falls, the others are asked before the share is cut (X9)."""
    held = {one[0] for one in await unit.agreements.reserved(case.case)}
    held |= {one.agreement for one in await unit.commitments.of(case.case) if one.open}
    for other in sorted(held - {request.agreement}):
        agreement = await unit.agreements.get(other)
        body = await unit.bodies.get(agreement.body)
        await open_task(
            unit,
            stream=proposal_workflow_id(case.case),
            kind=TaskKind.PARTNER_FELL,
            at=request.at,
            detail=(
                f"Agreement {request.agreement} no longer pays for {case.ref}: ask "
                f"{body.name} ({other}) whether it bears more, before its own share "
                "is cut. Note what it says with `starter.py task resolve --done`."
            ),
            about=other,
        )


async def close(
    unit: UnitOfWork, request: CaseEffect, kind: TaskKind, about: str = ""
) -> None:
    """Close what is asked about one act; what others are asked for goes on waiting."""
    await close_about(
        unit,
        stream=proposal_workflow_id(request.case),
        kind=kind,
        about=about,
        by=request.actor,
        at=request.at,
    )
