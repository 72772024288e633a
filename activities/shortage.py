"""What the agreement office does about money that is short: shares it, adds to it."""

from datetime import date, datetime

from activities.commitment_file import new_decree
from activities.deadlines import Terms
from activities.dossier import open_dossier
from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.money import (
    day_of,
    in_force,
    keep_held,
    note,
    opened_year,
    post,
)
from activities.reservation import begin_reservation
from activities.unit_of_work import UnitOfWork
from models import ledger
from models.body import Agreement, AgreementYear
from models.claim import queue
from models.errors import AmountError, DomainError, InsufficientFundsError
from models.event import EventKind
from models.ids import (
    AgreementNumber,
    CaseId,
    CorridorCode,
    agreement_stream,
    proposal_workflow_id,
    register_stream,
)
from models.ledger import Account
from models.money import LARGEST, euro
from models.shortage import Grant, ShortageMode, grant


class AgreementAct(Effect):
    agreement: AgreementNumber


class ShareOut(AgreementAct):
    year: int


class SharedOut(Done):
    grants: tuple[Grant, ...]


class Raise(AgreementAct):
    """`number` is that of the decree that adds the cents."""

    year: int
    cents: int
    number: str


class Raised(Done):
    budget: int


class CloseYear(AgreementAct):
    year: int


class YearClosed(Done):
    """`cents` were still available, and lapsed."""

    cents: int


class Renew(AgreementAct):
    """`number` is that of the act that prolongs it."""

    valid_to: date
    number: str


class Wake(AgreementAct):
    """A year was opened: those who wait for its money look again."""


class ShortageActs:
    def __init__(self, *, effects: EffectRunner, terms: Terms) -> None:
        self._effects = effects
        self._terms = terms

    async def share_out(self, request: ShareOut) -> SharedOut:
        """Give each waiting case its part of what the year has, in one act (C6).

        Raises:
            DomainError: the agreement serves a waiting list, or nobody waits.
            InsufficientFundsError: there is nothing to share.
        """

        async def work(unit: UnitOfWork) -> SharedOut:
            agreement = await unit.agreements.get(request.agreement)
            waiting = await unit.claims.under(agreement.number)
            # Cases before years: everybody locks in this order.
            files = {
                case: await unit.cases.get(case)
                for case in sorted(one.case for one in waiting)
            }
            day = await self._today(unit, agreement, request.at)
            _may_share(agreement, request, day, waiting=bool(files))
            await in_force(unit, agreement.number, day)
            year = await opened_year(unit, agreement.number, request.year)
            grants = await self._granted(unit, request, year)
            for one in grants:
                await self._reserve(unit, request, year, one)
            await note(
                unit,
                agreement_stream(year.agreement, year.year),
                EventKind.MONEY_SHARED,
                request,
                {"grants": [one.model_dump(mode="json") for one in grants]},
                await reason_text(unit, request),
            )
            served = tuple(one.case for one in grants)
            return SharedOut(grants=grants, poke_cases=served)

        return await self._effects.once(request, SharedOut, work)

    async def raise_budget(self, request: Raise) -> Raised:
        """Add to a year's budget; whoever waits for it looks again.

        Raises:
            AmountError: no sum to add, or one too large.
            DomainError: the decree has no number, or was booked before.
        """

        async def work(unit: UnitOfWork) -> Raised:
            agreement = await unit.agreements.get(request.agreement)
            year = await opened_year(unit, agreement.number, request.year)
            await new_decree(unit, year, request.number)
            budget = year.budget + request.cents
            if request.cents <= 0 or budget > LARGEST:
                raise AmountError(
                    f"{euro(request.cents)} cannot be added: a budget is raised by "
                    "more than zero, to 10 000 000 000 000 at most. Correct the sum."
                )
            await unit.agreements.save_year(year.model_copy(update={"budget": budget}))
            stamp = await note(
                unit,
                agreement_stream(year.agreement, year.year),
                EventKind.AGREEMENT_RAISED,
                request,
                {"cents": request.cents, "budget": budget, "act": request.number},
                await reason_text(unit, request),
            )
            line = await _line(unit, agreement.corridor)
            return Raised(stamp=stamp, budget=budget, poke_cases=line)

        return await self._effects.once(request, Raised, work)

    async def close_year(self, request: CloseYear) -> YearClosed:
        """Let what is left of an ended year lapse; what is held stays (method 2.5).

        Raises:
            DomainError: the year still runs, or nothing is left of it.
        """

        async def work(unit: UnitOfWork) -> YearClosed:
            agreement = await unit.agreements.get(request.agreement)
            year = await opened_year(unit, agreement.number, request.year)
            if (await self._today(unit, agreement, request.at)).year <= year.year:
                raise DomainError(
                    f"{year.year} still runs: close it once it has ended."
                )
            entries = await unit.agreements.entries(year.agreement, year.year)
            moved = ledger.close_year(entries, year.budget, cause="year closed")
            if not moved:
                raise DomainError(
                    f"Nothing is left of {year.year} under agreement "
                    f"{year.agreement}: it is closed, or was used up."
                )
            await post(unit, year, moved, request, None)
            cents = sum(one.cents for one in moved)
            stamp = await note(
                unit,
                agreement_stream(year.agreement, year.year),
                EventKind.AGREEMENT_CLOSED,
                request,
                {"cents": cents},
                await reason_text(unit, request),
            )
            return YearClosed(stamp=stamp, cents=cents)

        return await self._effects.once(request, YearClosed, work)

    async def renew(self, request: Renew) -> Done:
        """Prolong an agreement: what it froze for its body counts again (X20).

        Raises:
            DomainError: it would not end later, or by no act.
        """

        async def work(unit: UnitOfWork) -> Done:
            agreement = await unit.agreements.get(request.agreement)
            if request.valid_to <= agreement.valid_to:
                raise DomainError(
                    f"Agreement {agreement.number} is in force until "
                    f"{agreement.valid_to} already: give a later day."
                )
            if not request.number.strip():
                raise DomainError(
                    "Give the number of the act that prolongs the agreement: --act."
                )
            await unit.agreements.save(
                agreement.model_copy(update={"valid_to": request.valid_to})
            )
            stamp = await note(
                unit,
                register_stream("agreement", agreement.number),
                EventKind.AGREEMENT_RENEWED,
                request,
                {"valid_to": request.valid_to.isoformat(), "act": request.number},
                await reason_text(unit, request),
            )
            return Done(stamp=stamp, poke_cases=await _line(unit, agreement.corridor))

        return await self._effects.once(request, Done, work)

    async def wake(self, request: Wake) -> Done:
        """Let those who wait for an agreement's money look again."""

        async def work(unit: UnitOfWork) -> Done:
            agreement = await unit.agreements.get(request.agreement)
            return Done(poke_cases=await _line(unit, agreement.corridor))

        return await self._effects.once(request, Done, work)

    async def _granted(
        self, unit: UnitOfWork, request: ShareOut, year: AgreementYear
    ) -> tuple[Grant, ...]:
        entries = await unit.agreements.entries(year.agreement, year.year)
        left = ledger.balances(entries, year.budget)[Account.AVAILABLE]
        waiting = await unit.claims.under(request.agreement)
        grants = grant(waiting, left, ShortageMode.PRO_RATA)
        if not grants:
            raise InsufficientFundsError(
                f"Agreement {year.agreement} has {euro(left)} left in {year.year}: "
                "there is nothing to share. Wait until money comes free."
            )
        return grants

    async def _reserve(
        self, unit: UnitOfWork, request: ShareOut, year: AgreementYear, one: Grant
    ) -> None:
        dossier = await open_dossier(unit, one.case)
        before = await unit.agreements.entries(year.agreement, year.year)
        moved = ledger.reserve(before, year.budget, one.cents, cause=request.key)
        await post(unit, year, moved, request, one.case)
        await unit.claims.drop(one.case, year.agreement)
        await begin_reservation(unit, self._terms, dossier, request.at)
        await keep_held(unit, one.case)
        await note(
            unit,
            proposal_workflow_id(one.case),
            EventKind.MONEY_RESERVED,
            request,
            {
                "agreement": year.agreement,
                "cents": one.cents,
                "wanted": one.wanted,
                "cut": one.cut,
            },
        )

    async def _today(
        self, unit: UnitOfWork, agreement: Agreement, at: datetime
    ) -> date:
        return day_of(await unit.corridors.get(agreement.corridor), at)


def _may_share(
    agreement: Agreement, request: ShareOut, day: date, *, waiting: bool
) -> None:
    if agreement.shortage is not ShortageMode.PRO_RATA:
        raise DomainError(
            f"Agreement {agreement.number} serves its waiting list in rank order: "
            "what comes free is reserved without an act."
        )
    if not waiting:
        raise DomainError(
            f"Nobody waits for agreement {agreement.number}: there is nobody to share "
            "its money out to."
        )
    if request.year != day.year:
        raise DomainError(
            f"Money of {request.year} cannot be reserved in {day.year}: give "
            f"{day.year}."
        )


async def _line(unit: UnitOfWork, corridor: CorridorCode) -> tuple[CaseId, ...]:
    return tuple(one.case for one in queue(await unit.claims.of_corridor(corridor)))
