"""Co-financing: checked against what each agreement has left, reserved, released."""

from datetime import datetime

from temporalio import activity

from activities.deadlines import Terms, close_deadlines
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.money import next_in_line, release_money, reserve_money
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from models import ledger
from models.acts import CofinancingChoice
from models.case import Phase
from models.cofinancing import (
    CofinancingCheck,
    CofinancingRequest,
    CofinancingStatus,
    Contribution,
    check,
)
from models.deadlines import TermName
from models.event import EventKind
from models.ids import AgreementNumber, CaseId, proposal_workflow_id
from models.interest import InterestState
from models.task import TaskKind


class Check(CaseEffect):
    pass


class Checked(Done):
    """`asked`: some body offered money; otherwise nothing is to be co-financed."""

    asked: bool
    status: CofinancingStatus | None
    ministry: int
    gap: int
    decision_due: datetime


class Reserve(CaseEffect):
    """`partial`: the agreement office accepted less than the need (method C10)."""

    partial: bool = False


class Reserved(Done):
    """`reserved` False: the money went to somebody else meanwhile."""

    reserved: bool
    cents: int
    lapses_at: datetime


class Release(CaseEffect):
    pass


class RecordChoice(CaseEffect):
    choice: CofinancingChoice


class ChoiceRecorded(Done):
    review_at: datetime


class CofinancingActivities:
    def __init__(self, *, effects: EffectRunner, terms: Terms) -> None:
        self._effects = effects
        self._terms = terms

    @activity.defn(name="check_cofinancing")
    async def check(self, request: Check) -> Checked:
        """What the rules and the agreements' residuals allow today (method 2.5)."""

        async def work(unit: UnitOfWork) -> Checked:
            dossier = await open_dossier(unit, request.case)
            asked, answer = await _check(unit, dossier, request.at)
            stream = proposal_workflow_id(request.case)
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.COFINANCING_CHECKED,
                actor=request.actor,
                at=request.at,
                body={
                    "asked": bool(asked.contributions),
                    "request": asked.model_dump(mode="json"),
                    "result": answer.model_dump(mode="json"),
                },
            )
            short = asked.contributions and answer.status is not CofinancingStatus.FULL
            due = await self._decision_due(unit, dossier, request, short=bool(short))
            if short:
                await open_task(
                    unit,
                    stream=stream,
                    kind=TaskKind.SHORT_OF_MONEY,
                    at=request.at,
                    detail=_short_detail(answer),
                )
                await unit.cases.save(
                    dossier.case.model_copy(
                        update={"phase": Phase.COFINANCING, "due_at": due}
                    )
                )
            return Checked(
                stamp=event.stamp,
                asked=bool(asked.contributions),
                status=answer.status,
                ministry=answer.ministry,
                gap=answer.gap,
                decision_due=due,
            )

        return await self._effects.once(request, Checked, work)

    @activity.defn(name="reserve")
    async def reserve(self, request: Reserve) -> Reserved:
        """Reserve the ministry's share, whole or not at all, agreement by agreement.

        The years are locked in one order, so two racing cases queue up and the
        second sees what the first took.
        """

        async def work(unit: UnitOfWork) -> Reserved:
            dossier = await open_dossier(unit, request.case)
            asked, answer = await _check(unit, dossier, request.at)
            enough = answer.status is CofinancingStatus.FULL or (
                request.partial and answer.ministry > 0
            )
            lapses_at = await self._lapses_at(unit, dossier, request, enough=enough)
            stream = proposal_workflow_id(request.case)
            if enough:
                await reserve_money(unit, asked, answer, request)
                await unit.cases.save(
                    dossier.case.model_copy(update={"reserved": answer.ministry})
                )
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.MONEY_RESERVED if enough else EventKind.MONEY_SHORT,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={
                    "result": answer.model_dump(mode="json"),
                    "lapses_at": lapses_at.isoformat(),
                },
            )
            if enough:
                await _money_settled(unit, request)
            return Reserved(
                stamp=event.stamp,
                reserved=enough,
                cents=answer.ministry if enough else 0,
                lapses_at=lapses_at,
            )

        return await self._effects.once(request, Reserved, work)

    @activity.defn(name="release")
    async def release(self, request: Release) -> Done:
        """Give back whatever the case still holds in reserve."""

        async def work(unit: UnitOfWork) -> Done:
            stamp = await release_money(unit, request)
            await close_deadlines(unit, request.case, request.at, TermName.RESERVATION)
            return Done(stamp=stamp, poke_cases=await next_in_line(unit, request.case))

        return await self._effects.once(request, Done, work)

    @activity.defn(name="record_choice")
    async def record_choice(self, request: RecordChoice) -> ChoiceRecorded:
        async def work(unit: UnitOfWork) -> ChoiceRecorded:
            dossier = await open_dossier(unit, request.case)
            waits = request.choice is CofinancingChoice.WAIT
            review = self._terms.due(
                dossier.corridor, TermName.WAITING_LIST, request.at
            )
            await close_deadlines(unit, request.case, request.at, TermName.COFINANCING)
            if waits:
                await self._terms.start(
                    unit,
                    dossier.case,
                    dossier.corridor,
                    TermName.WAITING_LIST,
                    request.at,
                )
            await unit.cases.save(
                dossier.case.model_copy(
                    update={
                        "phase": Phase.WAITING_LIST if waits else Phase.COFINANCING,
                        "due_at": review if waits else None,
                    }
                )
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.COFINANCING_DECIDED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={"choice": request.choice},
            )
            await _money_settled(unit, request)
            return ChoiceRecorded(stamp=event.stamp, review_at=review)

        return await self._effects.once(request, ChoiceRecorded, work)

    async def _decision_due(
        self, unit: UnitOfWork, dossier: Dossier, request: Check, *, short: bool
    ) -> datetime:
        name, corridor = TermName.COFINANCING, dossier.corridor
        await close_deadlines(
            unit, request.case, request.at, name, TermName.WAITING_LIST
        )
        if not short:
            return self._terms.due(corridor, name, request.at)
        return await self._terms.start(unit, dossier.case, corridor, name, request.at)

    async def _lapses_at(
        self, unit: UnitOfWork, dossier: Dossier, request: Reserve, *, enough: bool
    ) -> datetime:
        name, corridor = TermName.RESERVATION, dossier.corridor
        if not enough:
            return self._terms.due(corridor, name, request.at)
        await close_deadlines(unit, request.case, request.at, TermName.WAITING_LIST)
        return await self._terms.start(unit, dossier.case, corridor, name, request.at)


async def _check(
    unit: UnitOfWork, dossier: Dossier, at: datetime
) -> tuple[CofinancingRequest, CofinancingCheck]:
    """The same reading for the check and, under its locks, for the reservation."""
    contributions: list[Contribution] = []
    private, other_public = 0, 0
    caps: list[int] = []
    agreements = await _agreements(unit, dossier.case.case)
    residuals: dict[AgreementNumber, int] = {}
    for number in sorted(set(agreements.values())):
        year = await unit.agreements.year(number, at.year)
        entries = await unit.agreements.entries(number, at.year)
        budget = year.budget if year else 0
        residuals[number] = ledger.balances(entries, budget)[ledger.Account.AVAILABLE]
        if year and year.project_cap is not None:
            caps.append(year.project_cap)
    for interest in await unit.interests.of(dossier.case.case):
        if interest.state is not InterestState.ACCEPTED:
            continue
        private += interest.private
        if interest.contribution and interest.body not in agreements:
            other_public += interest.contribution
        elif interest.contribution:
            number = agreements[interest.body]
            contributions.append(
                Contribution(
                    body=interest.body,
                    agreement=number,
                    cents=interest.contribution,
                    residual=residuals[number],
                )
            )
    asked = CofinancingRequest(
        admissible=dossier.form.admissible_cents,
        contributions=tuple(contributions),
        private=private,
        commercial=dossier.form.commercial,
        other_public=other_public,
        project_cap=min(caps, default=None),
    )
    return asked, check(asked)


async def _agreements(unit: UnitOfWork, case: CaseId) -> dict[str, AgreementNumber]:
    """The agreement frozen in the delivery of each accepted body (method I5)."""
    current = await unit.rounds.current(case)
    found: dict[str, AgreementNumber] = {}
    for interest in await unit.interests.of(case):
        if current is None or interest.state is not InterestState.ACCEPTED:
            continue
        delivery = await unit.deliveries.find((case, current.number, interest.body))
        if delivery and delivery.agreement:
            found[interest.body] = delivery.agreement
    return found


async def _money_settled(unit: UnitOfWork, request: CaseEffect) -> None:
    await close_tasks(
        unit,
        stream=proposal_workflow_id(request.case),
        kinds=(TaskKind.SHORT_OF_MONEY,),
        by=request.actor,
        at=request.at,
    )


def _short_detail(answer: CofinancingCheck) -> str:
    return (
        f"The check ended {answer.status}: the ministry can add "
        f"{answer.ministry / 100:,.2f} EUR, {answer.gap / 100:,.2f} EUR are missing. "
        "Decide with `starter.py cofinance REF --accept-partial | --go-without | "
        "--wait | --close`."
    )
