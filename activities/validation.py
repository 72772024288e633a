"""Validation: the secretariat accepts, returns for completion, or rejects."""

from datetime import datetime

from pydantic import JsonValue
from temporalio import activity

from activities.clocks import OFFICE_TERMS, stop_clocks
from activities.deadlines import Terms, close_deadlines, running
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.acts import Scores
from models.case import Phase
from models.deadlines import TermName
from models.event import EventKind
from models.ids import CaseId, proposal_workflow_id
from models.letter import LetterKind
from models.task import TaskKind


class Accept(CaseEffect):
    scores: Scores


class Return(CaseEffect):
    """The reason paper holds one gap a line."""


class Returned(Done):
    """When the proposer is reminded, and when an unanswered return lapses (UTC)."""

    reminders: tuple[datetime, ...]
    due: datetime


class NotifyRejection(CaseEffect):
    scores: Scores | None = None


class RejectionNotified(Done):
    due: datetime


class RemindProposer(CaseEffect):
    due: datetime


class ValidationActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms

    @activity.defn(name="accept")
    async def accept(self, request: Accept) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            case = await unit.cases.get(request.case)
            stream = proposal_workflow_id(case.case)
            await unit.cases.save(
                case.model_copy(update={"score": request.scores.total, "due_at": None})
            )
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.VALIDATED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={
                    "version": case.version,
                    "scores": request.scores.model_dump(mode="json"),
                    "total": request.scores.total,
                    "registrar": case.registrar,
                },
            )
            await close_deadlines(unit, case.case, request.at, *OFFICE_TERMS)
            await close_tasks(
                unit,
                stream=stream,
                kinds=(TaskKind.VALIDATION_DUE,),
                by=request.actor,
                at=request.at,
            )
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="return_proposal")
    async def return_proposal(self, request: Return) -> Returned:
        async def work(unit: UnitOfWork) -> Returned:
            dossier = await open_dossier(unit, request.case)
            reason = await reason_text(unit, request)
            due = await self._wait_for_proposer(
                unit, dossier, TermName.COMPLETION, request, reason
            )
            stamp = await self._decide(unit, dossier, request, due, reason)
            await self._writer.to_proposer(
                unit,
                dossier,
                LetterKind.RETURN_FOR_COMPLETION,
                key=request.key,
                at=request.at,
                gaps=tuple(line for line in reason.splitlines() if line.strip()),
                deadline=due,
            )
            return Returned(
                stamp=stamp.stamp,
                letters=1,
                due=due,
                reminders=tuple(
                    self._terms.due(dossier.corridor, term, request.at)
                    for term in (
                        TermName.COMPLETION_REMINDER_1,
                        TermName.COMPLETION_REMINDER_2,
                    )
                ),
            )

        return await self._effects.once(request, Returned, work)

    @activity.defn(name="notify_rejection")
    async def notify_rejection(self, request: NotifyRejection) -> RejectionNotified:
        """The notice the law asks for before a rejection (L. 241/1990 art. 10-bis)."""

        async def work(unit: UnitOfWork) -> RejectionNotified:
            dossier = await open_dossier(unit, request.case)
            reason = await reason_text(unit, request)
            due = await self._wait_for_proposer(
                unit, dossier, TermName.OBSERVATIONS, request, reason
            )
            done = await self._decide(
                unit,
                dossier,
                request,
                due,
                reason,
            )
            await self._writer.to_proposer(
                unit,
                dossier,
                LetterKind.REJECTION_NOTICE,
                key=request.key,
                at=request.at,
                reason=reason,
                deadline=due,
            )
            return RejectionNotified(stamp=done.stamp, letters=1, due=due)

        return await self._effects.once(request, RejectionNotified, work)

    @activity.defn(name="remind_proposer")
    async def remind_proposer(self, request: RemindProposer) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            dossier = await open_dossier(unit, request.case)
            letter = await self._writer.to_proposer(
                unit,
                dossier,
                LetterKind.COMPLETION_REMINDER,
                key=request.key,
                at=request.at,
                deadline=request.due,
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.LETTERS_WRITTEN,
                actor=request.actor,
                at=request.at,
                body={"kind": letter.kind, "letters": [letter.letter]},
            )
            return Done(stamp=event.stamp, letters=1)

        return await self._effects.once(request, Done, work)

    async def _wait_for_proposer(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        name: TermName,
        request: CaseEffect,
        reason: str,
    ) -> datetime:
        """The office's clocks stop, the proposer's begins; when that ends.

        Those that stand still already, by hand, stay as they are.
        """
        case, at = dossier.case, request.at
        clocks = await running(unit, case.case, *OFFICE_TERMS)
        await stop_clocks(
            unit,
            case.case,
            at,
            [one.name for one in clocks if one.deadline.stopped is None],
            party=dossier.form.proposer.name,
            reason=_in_one_line(reason),
        )
        return await self._terms.start(unit, case, dossier.corridor, name, at)

    async def _decide(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        request: CaseEffect,
        due: datetime,
        reason: str,
    ) -> Done:
        stream = proposal_workflow_id(request.case)
        phase, kind = _UNDECIDED[type(request)]
        await unit.cases.save(
            dossier.case.model_copy(update={"phase": phase, "due_at": due})
        )
        event = await unit.events.append(
            stream=stream,
            kind=kind,
            actor=request.actor,
            at=request.at,
            reason=reason,
            body={
                "version": dossier.case.version,
                "due": due.isoformat(),
                **await _stopped_before(unit, request),
            },
        )
        await close_tasks(
            unit,
            stream=stream,
            kinds=(TaskKind.VALIDATION_DUE,),
            by=request.actor,
            at=request.at,
        )
        return Done(stamp=event.stamp)


async def _stopped_before(
    unit: UnitOfWork, request: CaseEffect
) -> dict[str, JsonValue]:
    """Whom the office's clocks waited for already, when they waited for others."""
    parties: dict[str, JsonValue] = {
        one.name: stop.party
        for one in await running(unit, request.case, *OFFICE_TERMS)
        if (stop := one.deadline.stopped) and stop.since < request.at
    }
    return {"waited_for": parties} if parties else {}


_UNDECIDED: dict[type[CaseEffect], tuple[Phase, EventKind]] = {
    Return: (Phase.RETURNED, EventKind.RETURNED),
    NotifyRejection: (Phase.REJECTION_NOTICE, EventKind.REJECTION_NOTIFIED),
}

_LONGEST_WHY = 300


def _in_one_line(reason: str) -> str:
    """Enough of the reason to tell why a clock stood still."""
    return " ".join(reason.split())[:_LONGEST_WHY] or "."


async def observed_at(unit: UnitOfWork, case: CaseId) -> datetime | None:
    """When the proposer's observations on the notice of a rejection came, if they did.

    The decision gives account of them (Law 241/1990, art. 10-bis; method X27).
    """
    events = await unit.events.of(proposal_workflow_id(case))
    kinds = [one.kind for one in events]
    if EventKind.REJECTION_NOTIFIED not in kinds:
        return None
    after = events[kinds.index(EventKind.REJECTION_NOTIFIED) :]
    came = [one.at for one in after if one.kind is EventKind.RESUBMITTED]
    return came[0] if came else None
