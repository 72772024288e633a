"""Co-financing: checked against what each agreement has left, reserved, released."""

from datetime import datetime

from temporalio import activity

from activities.asked_money import ask, keep_claims
from activities.check_words import refuse_nothing, short_detail, told
from activities.deadlines import Terms, close_deadlines
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_given, reason_text
from activities.money import (
    day_of,
    keep_held,
    leave_line,
    next_in_line,
    note,
    reserve_money,
)
from activities.money_answer import Answered
from activities.reservation import Life, begin_reservation, life
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from models.acts import CofinancingChoice
from models.case import Phase
from models.cofinancing import CofinancingStatus
from models.deadlines import TermName
from models.event import EventKind
from models.ids import CaseId, proposal_workflow_id
from models.rule_book import RuleBook
from models.task import TaskKind


class Check(CaseEffect):
    pass


class Checked(Done):
    """`asked`: some body offered money; otherwise nothing is to be co-financed.

    `in_line`: it waits on, at its rank, while a person decides about it.
    """

    asked: bool
    in_line: bool = False
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
    cents: int  # held in all: an office may have shared a part out before
    lapses_at: datetime
    look_at: datetime  # when a person is first reminded of it


class RecordChoice(CaseEffect):
    choice: CofinancingChoice


class ChoiceRecorded(Done):
    review_at: datetime


class CofinancingActivities:
    def __init__(self, *, effects: EffectRunner, terms: Terms, book: RuleBook) -> None:
        self._effects = effects
        self._terms = terms
        self._book = book

    @activity.defn(name="check_cofinancing")
    async def check(self, request: Check) -> Checked:
        """What the rules and the agreements' residuals allow today (method 2.5)."""

        async def work(unit: UnitOfWork) -> Checked:
            dossier = await open_dossier(unit, request.case)
            answered = await self._ask(unit, dossier, request.at)
            asked, answer = answered.request, answered.answer
            stream = proposal_workflow_id(request.case)
            stamp = await note(
                unit,
                stream,
                EventKind.COFINANCING_CHECKED,
                request,
                {"asked": bool(asked.contributions), **told(answered)},
            )
            # A frozen agenda keeps its proposal, and the proposal what it has.
            fixed = dossier.case.phase is Phase.SCHEDULED and not answered.enough
            wanted = bool(asked.contributions) and not fixed
            short = wanted and not answered.enough
            due = await self._decision_due(unit, dossier, request, short=short)
            in_line = bool(await unit.claims.of(request.case))
            line: tuple[CaseId, ...] = ()
            if short and in_line:  # nobody passes it while a person decides (X10)
                await keep_claims(unit, dossier, answered)
            elif not wanted:
                line = await leave_line(unit, request.case)
            if short:
                await open_task(
                    unit,
                    stream=stream,
                    kind=TaskKind.SHORT_OF_MONEY,
                    at=request.at,
                    detail=short_detail(answered),
                )
                await unit.cases.save(
                    dossier.case.model_copy(
                        update={"phase": Phase.COFINANCING, "due_at": due}
                    )
                )
            return Checked(
                stamp=stamp,
                asked=wanted,
                in_line=short and in_line,
                status=CofinancingStatus.FULL if answered.enough else answer.status,
                ministry=answer.ministry,
                gap=answer.gap,
                decision_due=due,
                poke_cases=line,
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
            answered = await self._ask(unit, dossier, request.at)
            missing = answered.missing
            enough = answered.enough or (request.partial and answered.some)
            if enough:
                year = day_of(dossier.corridor, request.at).year
                await reserve_money(unit, missing, request, year)
            lapses = await self._lapses(
                unit, dossier, request, enough=enough, begins=bool(missing)
            )
            before = await unit.claims.of(request.case)
            held = await self._keep(unit, dossier, answered, enough=enough)
            stamp = await note(
                unit,
                proposal_workflow_id(request.case),
                EventKind.MONEY_RESERVED if enough else EventKind.MONEY_SHORT,
                request,
                {**told(answered), "lapses_at": lapses.lapses_at.isoformat()},
                await reason_text(unit, request),
            )
            if enough:
                await _money_settled(unit, request)
            after = await unit.claims.of(request.case)
            changed = list(before) != list(after)
            return Reserved(
                stamp=stamp,
                reserved=enough,
                cents=held,
                lapses_at=lapses.lapses_at,
                look_at=lapses.look_at,
                poke_cases=await next_in_line(unit, request.case) if changed else (),
            )

        return await self._effects.once(request, Reserved, work)

    @activity.defn(name="record_choice")
    async def record_choice(self, request: RecordChoice) -> ChoiceRecorded:
        """What the agreement office decides about money that is short.

        Raises:
            InsufficientFundsError: a part is accepted, and there is none.
        """

        async def work(unit: UnitOfWork) -> ChoiceRecorded:
            dossier = await open_dossier(unit, request.case)
            if request.choice is CofinancingChoice.ACCEPT_PARTIAL:
                answered = await self._ask(unit, dossier, request.at)
                refuse_nothing(dossier.case.ref, answered)
            waits = request.choice is CofinancingChoice.WAIT
            review = self._terms.due(
                dossier.corridor, TermName.WAITING_LIST, request.at
            )
            await close_deadlines(unit, request.case, request.at, TermName.COFINANCING)
            line = await leave_line(unit, request.case)
            if waits and await self._join_line(unit, dossier, request.at):
                line = (request.case, *line)
            await unit.cases.save(
                dossier.case.model_copy(
                    update={
                        "phase": Phase.WAITING_LIST if waits else Phase.COFINANCING,
                        "due_at": review if waits else None,
                    }
                )
            )
            stamp = await note(
                unit,
                proposal_workflow_id(request.case),
                EventKind.COFINANCING_DECIDED,
                request,
                {"choice": request.choice},
                await reason_given(unit, request),
            )
            await _money_settled(unit, request)
            return ChoiceRecorded(stamp=stamp, review_at=review, poke_cases=line)

        return await self._effects.once(request, ChoiceRecorded, work)

    async def _join_line(
        self, unit: UnitOfWork, dossier: Dossier, at: datetime
    ) -> bool:
        """Whether it has no need to wait: money came free since it was checked."""
        case, corridor = dossier.case, dossier.corridor
        await self._terms.start(unit, case, corridor, TermName.WAITING_LIST, at)
        answered = await self._ask(unit, dossier, at)
        await keep_claims(unit, dossier, answered)
        return answered.enough

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

    async def _lapses(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        request: Reserve,
        *,
        enough: bool,
        begins: bool,
    ) -> Life:
        if enough:
            await close_deadlines(unit, request.case, request.at, TermName.WAITING_LIST)
        if enough and begins:
            return await begin_reservation(unit, self._terms, dossier, request.at)
        return await life(unit, request.case) or Life.at_once(
            self._terms.due(dossier.corridor, TermName.RESERVATION, request.at)
        )

    async def _keep(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        answered: Answered,
        *,
        enough: bool,
    ) -> int:
        """What the case holds now; one that waits on wants what it wants now."""
        waits = dossier.case.phase is Phase.WAITING_LIST
        if enough:
            await unit.claims.drop(dossier.case.case)
            await keep_held(unit, dossier.case.case)
        elif waits or await unit.claims.of(dossier.case.case):
            await keep_claims(unit, dossier, answered)
        return await unit.agreements.held(dossier.case.case)

    async def _ask(self, unit: UnitOfWork, dossier: Dossier, at: datetime) -> Answered:
        """The same reading for the check and, under its locks, for the reservation."""
        on = day_of(dossier.corridor, at)
        return await ask(unit, dossier, self._book.on(on), on)


async def _money_settled(unit: UnitOfWork, request: CaseEffect) -> None:
    await close_tasks(
        unit,
        stream=proposal_workflow_id(request.case),
        kinds=(TaskKind.SHORT_OF_MONEY,),
        by=request.actor,
        at=request.at,
    )
