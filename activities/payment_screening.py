"""Before money is paid its case is screened once more (method 2.9, I15)."""

from activities.comparison import Cause, Comparison
from activities.effects import CaseEffect, Done, EffectRunner
from activities.unit_of_work import UnitOfWork
from models.acts import Ruling
from models.case import Case, Phase
from models.compliance import ScreeningResult
from models.errors import DomainError
from models.event import EventKind
from models.ids import proposal_workflow_id


class PaymentHaltedError(DomainError):
    """Nothing is paid while somebody may be on a list."""


class ScreenForPayment(CaseEffect):
    pass


class PaymentScreening:
    """`require` refuses what is not clear; `halt` keeps why, once it has refused."""

    def __init__(self, *, effects: EffectRunner, comparison: Comparison) -> None:
        self._effects = effects
        self._comparison = comparison

    async def halt(self, request: ScreenForPayment) -> Done:
        """A hit halts the case, of a closed case its money; compliance is asked.

        An effect of its own: the refused payment must not take it back.
        """

        async def work(unit: UnitOfWork) -> Done:
            case = await unit.cases.get(request.case)
            still = await unit.standstills.open_of(case.case)
            if still or await _blocked(unit, case):
                return Done()
            book = await self._comparison.book(unit)
            _, halt = await self._comparison.of(
                unit, case, book, request, Cause.PAYMENT
            )
            open_ = case.phase is not Phase.CLOSED
            last = await unit.events.last(
                proposal_workflow_id(case.case), EventKind.SCREENED
            )
            return Done(
                stamp=last.stamp if last else None,
                stand_still=(halt,) if halt and open_ else (),
                poke_money=case.case if halt else None,
            )

        return await self._effects.once(request, Done, work)

    async def require(self, unit: UnitOfWork, request: CaseEffect) -> None:
        """The clear result stands on record with the payment, in its transaction.

        Raises:
            PaymentHaltedError: blocked, halted, resembling, or no list to compare.
        """
        case = await unit.cases.get(request.case)
        if await _blocked(unit, case):
            raise PaymentHaltedError(
                f"{case.ref} was blocked over a list of restrictive measures: nothing "
                "is paid for it. Revoke its act (`starter.py money revoke`)."
            )
        book = await self._comparison.book(unit)
        found = await self._comparison.look(unit, case, book)
        if found.result is ScreeningResult.UNAVAILABLE:
            raise PaymentHaltedError(
                "No screening list could be read, so nothing is paid: load one "
                "(`starter.py screening load`), then pay again."
            )
        halted = await unit.standstills.open_of(case.case)
        if halted or found.result is ScreeningResult.HIT:
            raise PaymentHaltedError(
                f"{case.ref} stands still: a party may be on a list of restrictive "
                "measures, so nothing is paid. Two people rule on it first "
                "(`starter.py task resolve` with --clear or --block), then pay again."
            )
        await self._comparison.of(unit, case, book, request, Cause.PAYMENT)


async def _blocked(unit: UnitOfWork, case: Case) -> bool:
    ended = await unit.events.last(
        proposal_workflow_id(case.case), EventKind.STANDSTILL_ENDED
    )
    return ended is not None and ended.body.get("ruling") == Ruling.BLOCK
