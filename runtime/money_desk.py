"""The agreement office at work: commitments, payments, and money that is short."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar, cast

from activities.commitment_file import MoneyAct, MoneyMoved, valid
from activities.commitments import Commit, CommitmentActs, Pay, ReleaseShare
from activities.comparison import Comparison
from activities.deadlines import Terms
from activities.effects import Done, EffectRunner
from activities.payment_screening import (
    PaymentHaltedError,
    PaymentScreening,
    ScreenForPayment,
)
from activities.ports import Peers
from activities.screening import ListsInUse
from activities.settlements import Recover, Report, Revoke, Settle, SettlementActs
from activities.shortage import (
    CloseYear,
    Raise,
    Raised,
    Renew,
    SharedOut,
    ShareOut,
    ShortageActs,
    Wake,
    YearClosed,
)
from models.foreseen import Foreseen
from models.ids import AgreementNumber, PaperId
from models.officer import officer
from models.officer import requester as asking
from models.reason import given
from models.reference_number import case_named
from runtime.errands import new_act
from runtime.rehearsal import Rehearsal, rehearse
from store.unit_of_work import SqlUnits

R = TypeVar("R", bound=Done)


class Acts(NamedTuple):
    """What the office does, each with the same effects."""

    commitments: CommitmentActs
    settlements: SettlementActs
    shortage: ShortageActs


class MoneyDesk:
    """One officer; `actor` is a code. Without `peers` every act is only rehearsed."""

    def __init__(
        self,
        *,
        units: SqlUnits,
        terms: Terms,
        lists: ListsInUse,
        actor: str,
        now: datetime,
        peers: Peers | None,
    ) -> None:
        self.actor = officer(actor)
        self.foreseen: Foreseen | None = None
        self._units = units
        self._terms = terms
        self._lists = lists
        self._now = now
        self._peers = peers

    async def commit(  # noqa: PLR0913  (the fields of an act)
        self,
        ref: str,
        agreement: str,
        *,
        number: str,
        signed_on: date,
        cup: str,
        companies_benefit: bool,
        requester: str,
        reason: str,
        cor: str | None = None,
        cents: int | None = None,
        rate: str | None = None,
        ends_on: date | None = None,
    ) -> MoneyMoved:
        told = await self._told("commit", ref, agreement, given(reason))
        request = valid(
            lambda: Commit(
                **told,
                number=number.strip(),
                signed_on=signed_on,
                cup=cup,
                cor=cor,
                companies_benefit=companies_benefit,
                cents=cents,
                rate=rate,
                ends_on=ends_on,
                requester=asking(requester),
            )
        )
        return await self._do(lambda acts: acts.commitments.commit(request))

    async def pay(
        self,
        ref: str,
        agreement: str,
        cents: int,
        *,
        order: str,
        act: str | None = None,
    ) -> MoneyMoved:
        told = await self._told("pay", ref, agreement, "", act)
        request = Pay(**told, cents=cents, order=order)
        return await self._pay(request, lambda acts: acts.commitments.pay(request))

    async def release(self, ref: str, agreement: str, reason: str) -> MoneyMoved:
        request = ReleaseShare(
            **await self._told("release", ref, agreement, given(reason))
        )
        return await self._do(lambda acts: acts.commitments.release(request))

    async def report(
        self,
        ref: str,
        agreement: str,
        cents: int,
        *,
        ended_on: date,
        received_on: date,
        act: str | None = None,
    ) -> MoneyMoved:
        told = await self._told("report", ref, agreement, "", act)
        request = Report(
            **told, cents=cents, ended_on=ended_on, received_on=received_on
        )
        return await self._do(lambda acts: acts.settlements.report(request))

    async def settle(
        self,
        ref: str,
        agreement: str,
        reason: str,
        *,
        order: str | None = None,
        act: str | None = None,
    ) -> MoneyMoved:
        told = await self._told("settle", ref, agreement, reason, act)
        request = Settle(**told, order=order)
        return await self._pay(request, lambda acts: acts.settlements.settle(request))

    async def revoke(
        self, ref: str, agreement: str, reason: str, *, act: str | None = None
    ) -> MoneyMoved:
        request = Revoke(
            **await self._told("revoke", ref, agreement, given(reason), act)
        )
        return await self._do(lambda acts: acts.settlements.revoke(request))

    async def recover(
        self,
        ref: str,
        agreement: str,
        cents: int,
        *,
        order: str,
        act: str | None = None,
    ) -> MoneyMoved:
        told = await self._told("recover", ref, agreement, "", act)
        request = Recover(**told, cents=cents, order=order)
        return await self._do(lambda acts: acts.settlements.recover(request))

    async def share_out(self, agreement: str, year: int, reason: str) -> SharedOut:
        told = await self._under("share", agreement, given(reason))
        request = ShareOut(**told, year=year)
        return await self._do(lambda acts: acts.shortage.share_out(request))

    async def raise_budget(
        self, agreement: str, year: int, cents: int, *, number: str, reason: str
    ) -> Raised:
        told = await self._under("raise", agreement, given(reason))
        request = Raise(**told, year=year, cents=cents, number=number)
        return await self._do(lambda acts: acts.shortage.raise_budget(request))

    async def close_year(self, agreement: str, year: int, reason: str) -> YearClosed:
        told = await self._under("close", agreement, given(reason))
        request = CloseYear(**told, year=year)
        return await self._do(lambda acts: acts.shortage.close_year(request))

    async def renew(
        self, agreement: str, valid_to: date, *, number: str, reason: str
    ) -> Done:
        told = await self._under("renew", agreement, given(reason))
        request = Renew(**told, valid_to=valid_to, number=number)
        return await self._do(lambda acts: acts.shortage.renew(request))

    async def wake(self, agreement: str) -> Done:
        request = Wake(**await self._under("wake", agreement, ""))
        return await self._do(lambda acts: acts.shortage.wake(request))

    async def _pay(
        self, request: MoneyAct, act: Callable[[Acts], Awaitable[MoneyMoved]]
    ) -> MoneyMoved:
        """What halts a payment stays on record, though the payment is taken back."""
        try:
            return await self._do(act)
        except PaymentHaltedError:
            await self._halt(request)
            raise

    async def _halt(self, request: MoneyAct) -> None:
        if self._peers is None:
            return
        screen = ScreenForPayment(
            key=f"{request.key}/screen",
            at=request.at,
            actor=request.actor,
            case=request.case,
        )
        effects = EffectRunner(units=self._units, peers=self._peers)
        await self._screening(effects).halt(screen)

    async def _do(self, act: Callable[[Acts], Awaitable[R]]) -> R:
        if self._peers is not None:
            return await act(
                self._acts(EffectRunner(units=self._units, peers=self._peers))
            )
        done: list[R] = []

        async def scenes(rehearsal: Rehearsal) -> None:
            done.append(await act(self._acts(cast("EffectRunner", rehearsal))))

        self.foreseen = await rehearse(self._units, scenes)
        return done[0]

    def _screening(self, effects: EffectRunner) -> PaymentScreening:
        comparison = Comparison(terms=self._terms, lists=self._lists)
        return PaymentScreening(effects=effects, comparison=comparison)

    def _acts(self, effects: EffectRunner) -> Acts:
        screening, terms = self._screening(effects), self._terms
        return Acts(
            commitments=CommitmentActs(
                effects=effects, terms=terms, screening=screening
            ),
            settlements=SettlementActs(
                effects=effects, terms=terms, screening=screening
            ),
            shortage=ShortageActs(effects=effects, terms=self._terms),
        )

    async def _told(
        self, verb: str, ref: str, agreement: str, reason: str, act: str | None = None
    ) -> dict[str, Any]:
        case = case_named(ref)
        async with self._units.read() as unit:
            await unit.cases.get(case)
        under = await self._under(f"{case}/{verb}", agreement, reason)
        return under | {"case": case, "act": act}

    async def _under(self, verb: str, agreement: str, reason: str) -> dict[str, Any]:
        return {
            "key": f"money/{agreement}/{verb}/{new_act()}",
            "at": self._now,
            "actor": self.actor,
            "reason": await self._paper(reason),
            "agreement": AgreementNumber(agreement),
        }

    async def _paper(self, text: str) -> PaperId | None:
        if self._peers is None or not text.strip():
            return None
        async with self._units.write() as unit:
            return await unit.papers.put(text.encode())
