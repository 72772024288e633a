"""The life of a reservation, and what else a case's money is watched for."""

from datetime import date, datetime
from typing import Final, NamedTuple

from temporalio import activity

from activities.deadlines import Terms, close_deadlines, running
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner
from activities.money import next_in_line, release_money
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from models.case import Phase
from models.commitment import REPORT_DAYS
from models.commitment_record import Commitment
from models.deadlines import Term, TermName, TermUnit, end_of
from models.event import Stamp
from models.ids import CaseId, proposal_workflow_id
from models.money import euro
from models.running_deadline import RunningDeadline
from models.task import TaskKind

REMINDERS: Final = (
    TermName.RESERVATION_REMINDER_1,
    TermName.RESERVATION_REMINDER_2,
)
REPORT: Final = Term(amount=REPORT_DAYS, unit=TermUnit.CALENDAR_DAYS)
DUE: Final = "due"
OVERDUE: Final = "overdue"
LIFE: Final = (TermName.RESERVATION, *REMINDERS)


class Life(NamedTuple):
    """When a reservation lapses, and when its first reminder or its end is due."""

    lapses_at: datetime
    look_at: datetime

    @classmethod
    def at_once(cls, lapses_at: datetime) -> "Life":
        return cls(lapses_at, lapses_at)


class WatchMoney(CaseEffect):
    pass


class MoneyLooked(Done):
    """`next_at`: when to look again; None: nothing of this case's money has a term.

    `halted`: the case is closed, and two people have to rule on a hit before a payment.
    """

    next_at: datetime | None
    halted: bool = False


class MoneyActivities:
    def __init__(self, *, effects: EffectRunner, terms: Terms) -> None:
        self._effects = effects
        self._terms = terms

    @activity.defn(name="watch_money")
    async def watch_money(self, request: WatchMoney) -> MoneyLooked:
        """Do what is due for a case's money: remind, let it lapse, ask for a report.

        It reads its terms anew each time, so whoever looks, and however often, the
        same instant has one consequence.
        """

        async def work(unit: UnitOfWork) -> MoneyLooked:
            dossier = await open_dossier(unit, request.case)
            freed = await _reservation(unit, dossier, request)
            for one in await unit.commitments.of(request.case):
                await _report(unit, dossier, one, request)
            still = await unit.standstills.open_of(request.case)
            closed = dossier.case.phase is Phase.CLOSED
            return MoneyLooked(
                stamp=freed,
                next_at=await _next_at(unit, request.case),
                halted=closed and still is not None,
                poke_cases=await next_in_line(unit, request.case) if freed else (),
            )

        return await self._effects.once(request, MoneyLooked, work)


async def begin_reservation(
    unit: UnitOfWork, terms: Terms, dossier: Dossier, at: datetime
) -> Life:
    """Start its life and its reminders (method 4.6: 60 working days, 40 and 55)."""
    case, corridor = dossier.case, dossier.corridor
    await close_deadlines(unit, case.case, at, *LIFE)
    lapses_at = await terms.start(unit, case, corridor, TermName.RESERVATION, at)
    sooner = [name for name in REMINDERS if terms.due(corridor, name, at) < lapses_at]
    dues = [await terms.start(unit, case, corridor, name, at) for name in sooner]
    return Life(lapses_at, min(dues, default=lapses_at))


async def life(unit: UnitOfWork, case: CaseId) -> Life | None:
    """Of the reservation that runs, if one does."""
    ends = [(one.name, one.ends_at) for one in await running(unit, case, *LIFE)]
    lapses = [at for name, at in ends if at and name is TermName.RESERVATION]
    if not lapses:
        return None
    return Life(lapses[0], min(at for _, at in ends if at))


def report_due(terms: Terms, dossier: Dossier, ended_on: date) -> datetime:
    """When the report of costs is due: the term, rolled to a working day."""
    ended = end_of(ended_on, dossier.corridor.zone_a)
    return terms.ends(dossier.corridor, REPORT, ended)


async def _reservation(
    unit: UnitOfWork, dossier: Dossier, request: WatchMoney
) -> Stamp | None:
    """Give the money back when its time is over, or remind; the stamp if it went."""
    due = [
        one for one in await running(unit, request.case, *LIFE) if _due(one, request)
    ]
    if not due:
        return None
    held = await unit.agreements.reserved(request.case)
    cents = sum(one[2] for one in held)
    if any(one.name is TermName.RESERVATION for one in due):
        await close_deadlines(unit, request.case, request.at, *LIFE)
        await close_tasks(
            unit,
            stream=proposal_workflow_id(request.case),
            kinds=(TaskKind.RESERVATION_DUE,),
            by=request.actor,
            at=request.at,
        )
        freed = await release_money(unit, request)
        if freed:
            await _ask(
                unit,
                request,
                TaskKind.RESERVATION_LAPSED,
                f"The reservation of {euro(cents)} for {dossier.case.ref} lapsed "
                "before it was committed: the money went back to its agreement. Tell "
                "the body.",
            )
        return freed
    await close_deadlines(unit, request.case, request.at, *(one.name for one in due))
    lasts = await life(unit, request.case)
    if held and lasts:
        await _ask(
            unit,
            request,
            TaskKind.RESERVATION_DUE,
            f"The reservation of {euro(cents)} for {dossier.case.ref} lapses on "
            f"{lasts.lapses_at:%Y-%m-%d}: commit it with `starter.py money "
            "commit`, or let it go.",
        )
    return None


async def _report(
    unit: UnitOfWork, dossier: Dossier, one: Commitment, request: WatchMoney
) -> None:
    if not one.open or one.next_at is None or request.at < one.next_at:
        return
    overdue = one.report_due_at is not None and request.at >= one.report_due_at
    by = f"{one.report_due_at:%Y-%m-%d}" if one.report_due_at else ""
    what = (
        f"The report of costs was due by {by} and has not come: ask for it, or revoke"
        if overdue
        else f"The action has ended: its report of costs is due by {by}. Ask for it"
    )
    await _ask(
        unit,
        request,
        TaskKind.COST_REPORT,
        f"{dossier.case.ref}, act {one.number} under {one.agreement}: {what} "
        "(`starter.py money report | revoke`).",
        about=f"{one.named}/{OVERDUE if overdue else DUE}",
    )
    next_at = None if overdue else one.report_due_at
    await unit.commitments.save(one.model_copy(update={"next_at": next_at}))


async def _next_at(unit: UnitOfWork, case: CaseId) -> datetime | None:
    dues = [one.ends_at for one in await running(unit, case, *LIFE)]
    dues += [one.next_at for one in await unit.commitments.of(case) if one.open]
    return min((due for due in dues if due is not None), default=None)


def _due(one: RunningDeadline, request: WatchMoney) -> bool:
    return one.ends_at is not None and one.ends_at <= request.at


async def _ask(
    unit: UnitOfWork,
    request: WatchMoney,
    kind: TaskKind,
    detail: str,
    *,
    about: str = "",
) -> None:
    await open_task(
        unit,
        stream=proposal_workflow_id(request.case),
        kind=kind,
        at=request.at,
        detail=detail,
        about=about,
    )
