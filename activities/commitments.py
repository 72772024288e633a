"""Reserved money promised by an act, paid in instalments, or let go.

These are effects of an officer's own, not steps of the proposal: money outlives the
proposal (docs/decisions/0015-money-outlives-the-proposal.md).
"""

from datetime import date
from fractions import Fraction

from pydantic import JsonValue

from activities.commitment_file import (
    MoneyAct,
    MoneyMoved,
    ask_partners,
    close,
    following,
    not_ahead,
    noted,
    once_only,
    open_standing,
    valid,
)
from activities.deadlines import Terms, close_deadlines
from activities.dossier import Dossier, open_dossier
from activities.effects import EffectRunner, reason_text
from activities.money import (
    day_of,
    in_force,
    keep_held,
    opened_year,
    post,
    release_money,
)
from activities.payment_screening import PaymentScreening
from activities.requesters import refuse_stranger
from activities.reservation import LIFE, report_due
from activities.unit_of_work import UnitOfWork
from models import ledger
from models.body import AgreementYear
from models.commitment import (
    CommitmentAct,
    Holding,
    commit_by,
    holding,
    pay_instalment,
)
from models.commitment_record import Commitment
from models.deadlines import end_of
from models.errors import DomainError, InsufficientFundsError
from models.event import EventKind
from models.ids import Actor
from models.ledger import Entry, Movement
from models.money import euro
from models.officer import person
from models.task import TaskKind


class Commit(MoneyAct):
    """`requester` asks for it, the actor approves; without `cents`, all of it."""

    number: str
    signed_on: date
    cup: str
    cor: str | None = None
    companies_benefit: bool
    cents: int | None = None
    rate: str | None = None
    ends_on: date | None = None
    requester: Actor


class Pay(MoneyAct):
    """`order` is the number of the payment order, which is paid once."""

    cents: int
    order: str


class ReleaseShare(MoneyAct):
    """One agreement's reservation goes back; the others stay."""


class CommitmentActs:
    def __init__(
        self, *, effects: EffectRunner, terms: Terms, screening: PaymentScreening
    ) -> None:
        self._effects = effects
        self._terms = terms
        self._screening = screening

    async def commit(self, request: Commit) -> MoneyMoved:
        """Promise what is reserved, by a signed act; what is left over goes back.

        Raises:
            DomainError: same person twice, no agreement in force, a second act, or an
                act that breaks a rule.
            StrangerError: a body asks that was not asked.
            InsufficientFundsError: the act promises more than is reserved.
        """

        async def work(unit: UnitOfWork) -> MoneyMoved:
            dossier = await open_dossier(unit, request.case)
            day = day_of(dossier.corridor, request.at)
            _four_eyes(request)
            await refuse_stranger(unit, request.case, request.requester)
            not_ahead(request.signed_on, day, "The act is signed")
            await in_force(unit, request.agreement, day)
            year, reserved = await _reserved(unit, dossier, request)
            own = await unit.agreements.own(year.agreement, year.year, request.case)
            await _no_other_act(unit, request)
            one = self._entered(dossier, request, year, reserved)
            moved = commit_by(own, one.act)
            moved += await _rest(
                unit, year, moved, reserved - one.cents, one, same=year.year == day.year
            )
            await post(unit, year, moved, request, request.case)
            await unit.commitments.add(one)
            return await _committed(unit, one, request, reserved)

        return await self._effects.once(request, MoneyMoved, work)

    async def pay(self, request: Pay) -> MoneyMoved:
        """Pay an instalment of what is committed.

        Raises:
            DomainError: the order was paid before, or nothing is promised.
            PaymentHaltedError: the case is not clear of the lists.
            InsufficientFundsError: more than is still committed.
        """

        async def work(unit: UnitOfWork) -> MoneyMoved:
            await self._screening.require(unit, request)
            standing = await open_standing(unit, request)
            one = standing.commitment
            await once_only(unit, one, request.order, Movement.PAID)
            moved = pay_instalment(standing.own, request.cents, cause=request.order)
            await post(unit, standing.year, moved, request, request.case)
            facts: dict[str, JsonValue] = {
                "cents": request.cents,
                "order": request.order,
            }
            stamp = await noted(unit, one, EventKind.MONEY_PAID, request, facts)
            return MoneyMoved(stamp=stamp, act=one.number, cents=request.cents)

        return await self._effects.once(request, MoneyMoved, work)

    async def release(self, request: ReleaseShare) -> MoneyMoved:
        """Give one agreement's reservation back, and ask the others (method X9)."""

        async def work(unit: UnitOfWork) -> MoneyMoved:
            dossier = await open_dossier(unit, request.case)
            _, cents = await _reserved(unit, dossier, request)
            reason = await reason_text(unit, request)
            stamp = await release_money(
                unit, request, only=request.agreement, reason=reason
            )
            await _reservation_used(unit, request)
            await ask_partners(unit, dossier.case, request)
            line = await following(unit, request.case, freed=cents)
            return MoneyMoved(stamp=stamp, act="", cents=cents, poke_cases=line)

        return await self._effects.once(request, MoneyMoved, work)

    def _entered(
        self, dossier: Dossier, request: Commit, year: AgreementYear, reserved: int
    ) -> Commitment:
        """The act as it is kept. Without a rate it bears its part of the cost."""
        cents = reserved if request.cents is None else request.cents
        cost = max(dossier.form.admissible_cents, cents, 1)
        act = valid(
            lambda: CommitmentAct.model_validate(
                {
                    **request.model_dump(include={*CommitmentAct.model_fields}),
                    "cents": cents,
                    "rate": request.rate or Fraction(max(cents, 1), cost),
                }
            )
        )
        ends_on = request.ends_on
        due = report_due(self._terms, dossier, ends_on) if ends_on else None
        ends_at = end_of(ends_on, dossier.corridor.zone_a) if ends_on else None
        return Commitment(
            **act.model_dump(),
            case=request.case,
            year=year.year,
            requested_by=request.requester,
            approved_by=request.actor,
            committed_at=request.at,
            ends_on=ends_on,
            report_due_at=due,
            next_at=ends_at,
        )


async def _committed(
    unit: UnitOfWork, one: Commitment, request: Commit, reserved: int
) -> MoneyMoved:
    await keep_held(unit, request.case)
    await _reservation_used(unit, request)
    rest = reserved - one.cents
    stamp = await noted(
        unit,
        one,
        EventKind.MONEY_COMMITTED,
        request,
        {
            "cents": one.cents,
            "given_back": rest,
            "cup": one.cup,
            "cor": one.cor,
            "signed_on": one.signed_on.isoformat(),
            "requester": one.requested_by,
        },
    )
    return MoneyMoved(
        stamp=stamp,
        act=one.number,
        cents=one.cents,
        poke_money=request.case,
        poke_cases=await following(unit, request.case, freed=rest),
    )


def _four_eyes(request: Commit) -> None:
    if person(request.requester) == person(request.actor):
        raise DomainError(
            "Whoever asks for a commitment does not approve it (four eyes): let "
            "somebody else approve it, with --as."
        )


async def _reserved(
    unit: UnitOfWork, dossier: Dossier, request: MoneyAct
) -> tuple[AgreementYear, int]:
    """The year, locked, and the cents the case has in reserve there."""
    await unit.agreements.get(request.agreement)
    for number, year, _ in await unit.agreements.reserved(request.case):
        if number == request.agreement:
            opened = await opened_year(unit, number, year)
            own = await unit.agreements.own(number, year, request.case)
            return opened, holding(own).reserved
    raise InsufficientFundsError(
        f"{dossier.case.ref} has nothing in reserve under agreement "
        f"{request.agreement}: see `starter.py money show REF`."
    )


async def _no_other_act(unit: UnitOfWork, request: Commit) -> None:
    """A case has one act by agreement, whatever the year (method X9)."""
    for one in await unit.commitments.of(request.case):
        if one.agreement != request.agreement:
            continue
        own = await unit.agreements.own(one.agreement, one.year, one.case)
        if remedy := _in_the_way(one, holding(own)):
            raise DomainError(
                f"A case has one act by agreement (method X9), and act {one.number} "
                f"under {one.agreement} {remedy}"
            )
    if await unit.commitments.find((request.agreement, request.number)):
        raise DomainError(
            f"Act {request.number} is entered already under agreement "
            f"{request.agreement}: give this one its own number."
        )


def _in_the_way(one: Commitment, held: Holding) -> str:
    if one.open:
        return "stands: revoke it first."
    if one.to_recover:
        return (
            f"left {euro(one.to_recover)} paid that are not due: recover what is owed "
            "first, with `starter.py money recover`."
        )
    if held.paid:
        return "is paid: give this reservation back, with `starter.py money release`."
    return ""


async def _rest(
    unit: UnitOfWork,
    year: AgreementYear,
    moved: tuple[Entry, ...],
    rest: int,
    one: Commitment,
    *,
    same: bool,
) -> tuple[Entry, ...]:
    """One act by agreement: what it leaves in reserve could never be promised."""
    if rest <= 0:
        return ()
    before = await unit.agreements.entries(year.agreement, year.year)
    return ledger.release(
        (*before, *moved), year.budget, rest, cause=one.number, same_year=same
    )


async def _reservation_used(unit: UnitOfWork, request: MoneyAct) -> None:
    if not await unit.agreements.reserved(request.case):
        await close_deadlines(unit, request.case, request.at, *LIFE)
        await close(unit, request, TaskKind.RESERVATION_DUE)
