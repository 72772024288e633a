"""How a commitment ends: its costs reported, settled, revoked, or paid back."""

from datetime import date

from pydantic import JsonValue

from activities.commitment_file import (
    MoneyAct,
    MoneyMoved,
    Standing,
    after_signing,
    ask_partners,
    close,
    following,
    not_ahead,
    noted,
    once_only,
    open_standing,
    owing_standing,
    valid,
)
from activities.deadlines import Terms
from activities.dossier import Dossier, open_dossier
from activities.effects import EffectRunner
from activities.money import day_of, keep_held, post
from activities.payment_screening import PaymentScreening
from activities.reservation import DUE, OVERDUE, report_due
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.commitment import CostReport, Settlement, recover, revoke, settle
from models.commitment_record import Commitment, CommitmentState
from models.deadlines import end_of, in_time
from models.errors import DomainError, InsufficientFundsError
from models.event import EventKind
from models.ids import proposal_workflow_id
from models.ledger import Movement
from models.money import euro
from models.task import TaskKind


class Report(MoneyAct):
    cents: int
    ended_on: date
    received_on: date


class Settle(MoneyAct):
    """`order` is the number of the payment order; None when nothing is left to pay."""

    order: str | None = None


class Revoke(MoneyAct):
    pass


class Recover(MoneyAct):
    """`order` is the number of the receipt, which is booked once."""

    cents: int
    order: str


class SettlementActs:
    def __init__(
        self, *, effects: EffectRunner, terms: Terms, screening: PaymentScreening
    ) -> None:
        self._effects = effects
        self._terms = terms
        self._screening = screening

    async def report(self, request: Report) -> MoneyMoved:
        """Enter what the action really cost, as the ministry admits it.

        Raises:
            DomainError: nothing is promised, the report is of a day to come, or the
                action ended before the act was signed.
        """

        async def work(unit: UnitOfWork) -> MoneyMoved:
            dossier = await open_dossier(unit, request.case)
            standing = await open_standing(unit, request)
            day = day_of(dossier.corridor, request.at)
            not_ahead(request.received_on, day, "The report came in")
            told = valid(
                lambda: CostReport(
                    cents=request.cents,
                    action_ended_on=request.ended_on,
                    received_on=request.received_on,
                )
            )
            after_signing(standing.commitment.signed_on, told.action_ended_on)
            due = report_due(self._terms, dossier, told.action_ended_on)
            received = end_of(told.received_on, dossier.corridor.zone_a)
            one = standing.commitment.model_copy(
                update={
                    "state": CommitmentState.REPORTED,
                    "reported": told.cents,
                    "ended_on": told.action_ended_on,
                    "received_on": told.received_on,
                    "report_due_at": due,
                    "next_at": None,
                    "late": not in_time(received, due),
                }
            )
            await unit.commitments.save(one)
            await _reported(unit, one, request)
            facts: dict[str, JsonValue] = {
                "cents": told.cents,
                "late": one.late,
                "due": due.isoformat(),
            }
            stamp = await noted(unit, one, EventKind.MONEY_REPORTED, request, facts)
            return MoneyMoved(stamp=stamp, act=one.number, cents=told.cents)

        return await self._effects.once(request, MoneyMoved, work)

    async def settle(self, request: Settle) -> MoneyMoved:
        """Pay what the report makes due and give back the rest.

        Raises:
            DomainError: there is no report of costs yet, what is due has no order, or
                the order was paid before.
            PaymentHaltedError: the case is not clear of the lists.
        """

        async def work(unit: UnitOfWork) -> MoneyMoved:
            await self._screening.require(unit, request)
            dossier = await open_dossier(unit, request.case)
            standing = await open_standing(unit, request)
            one, report = standing.commitment, standing.commitment.report
            if report is None:
                raise DomainError(
                    f"Act {one.number} has no report of costs yet: enter it with "
                    "`starter.py money report`, then settle it."
                )
            same = _same_year(standing, dossier, request)
            end = settle(
                standing.own, one.act, report, same_year=same, order=request.order
            )
            await _ordered(unit, one, end.to_pay, request.order)
            return await _ended(unit, standing, request, end, CommitmentState.SETTLED)

        return await self._effects.once(request, MoneyMoved, work)

    async def revoke(self, request: Revoke) -> MoneyMoved:
        """Take a commitment back: what was paid is owed to us, the others are asked."""

        async def work(unit: UnitOfWork) -> MoneyMoved:
            dossier = await open_dossier(unit, request.case)
            standing = await open_standing(unit, request)
            same = _same_year(standing, dossier, request)
            cause = standing.commitment.number
            end = revoke(standing.own, cause=cause, same_year=same)
            moved = await _ended(unit, standing, request, end, CommitmentState.REVOKED)
            await ask_partners(unit, dossier.case, request)
            return moved

        return await self._effects.once(request, MoneyMoved, work)

    async def recover(self, request: Recover) -> MoneyMoved:
        """Book paid money that has come back.

        Raises:
            InsufficientFundsError: more than is owed.
        """

        async def work(unit: UnitOfWork) -> MoneyMoved:
            dossier = await open_dossier(unit, request.case)
            standing = await owing_standing(unit, request)
            one, order = standing.commitment, request.order
            await once_only(unit, one, order, Movement.RECOVERED)
            if request.cents > one.to_recover:
                raise InsufficientFundsError(
                    f"{euro(request.cents)} is more than the {euro(one.to_recover)} "
                    f"owed back under act {one.number}; correct the sum."
                )
            same = _same_year(standing, dossier, request)
            moved = recover(standing.own, request.cents, cause=order, same_year=same)
            await post(unit, standing.year, moved, request, request.case)
            left = one.to_recover - request.cents
            await unit.commitments.save(one.model_copy(update={"to_recover": left}))
            await keep_held(unit, request.case)
            if not left:
                await close(unit, request, TaskKind.RECOVERY, one.named)
            facts: dict[str, JsonValue] = {
                "cents": request.cents,
                "order": order,
                "left": left,
            }
            stamp = await noted(
                unit, one, EventKind.MONEY_RECOVERED, request, {**facts}
            )
            return MoneyMoved(
                stamp=stamp,
                act=one.number,
                cents=request.cents,
                to_recover=left,
                poke_cases=await following(unit, request.case, freed=request.cents),
            )

        return await self._effects.once(request, MoneyMoved, work)


_KINDS = {
    CommitmentState.SETTLED: EventKind.MONEY_SETTLED,
    CommitmentState.REVOKED: EventKind.MONEY_REVOKED,
}


async def _ordered(
    unit: UnitOfWork, one: Commitment, to_pay: int, order: str | None
) -> None:
    """Nothing is paid without an order, and no order is booked for nothing."""
    if order is None and to_pay:
        raise DomainError(
            f"{euro(to_pay)} are to be paid under act {one.number}: give the number of "
            "the payment order, --order."
        )
    if order is not None and not to_pay:
        raise DomainError(
            f"Nothing is left to pay under act {one.number}: leave out --order."
        )
    if order is not None:
        await once_only(unit, one, order, Movement.PAID)


async def _ended(
    unit: UnitOfWork,
    standing: Standing,
    request: MoneyAct,
    end: Settlement,
    state: CommitmentState,
) -> MoneyMoved:
    await post(unit, standing.year, end.entries, request, request.case)
    changes = {"state": state, "to_recover": end.to_recover, "next_at": None}
    one = standing.commitment.model_copy(update=changes)
    await unit.commitments.save(one)
    await keep_held(unit, request.case)
    await _reported(unit, one, request)
    await close(unit, request, TaskKind.COMMITMENT_STANDS, one.named)
    facts = end.model_dump(include={"due", "to_pay", "released", "to_recover"})
    if isinstance(request, Settle) and request.order is not None:
        facts["order"] = request.order
    stamp = await noted(unit, one, _KINDS[state], request, facts)
    if end.to_recover:
        await _ask_back(unit, standing, request, end.to_recover)
    return MoneyMoved(
        stamp=stamp,
        act=one.number,
        cents=end.to_pay,
        to_recover=end.to_recover,
        poke_cases=await following(unit, request.case, freed=end.released),
    )


async def _reported(unit: UnitOfWork, one: Commitment, request: MoneyAct) -> None:
    """Nobody is asked for this act's report any more."""
    for asked in (DUE, OVERDUE):
        await close(unit, request, TaskKind.COST_REPORT, f"{one.named}/{asked}")


async def _ask_back(
    unit: UnitOfWork, standing: Standing, request: MoneyAct, cents: int
) -> None:
    one = standing.commitment
    case = await unit.cases.get(request.case)
    await open_task(
        unit,
        stream=proposal_workflow_id(request.case),
        kind=TaskKind.RECOVERY,
        at=request.at,
        detail=(
            f"{case.ref}, act {one.number} under {one.agreement}: {euro(cents)} were "
            "paid and are not due. Ask for them, and book what comes back with "
            "`starter.py money recover`."
        ),
        about=one.named,
    )


def _same_year(standing: Standing, dossier: Dossier, request: MoneyAct) -> bool:
    return standing.year.year == day_of(dossier.corridor, request.at).year
