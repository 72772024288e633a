"""Moving a round's deadline, for every body alike (method I6, I7)."""

from datetime import datetime

from temporalio import activity

from activities.deadlines import Terms, calendar_of, running
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.requesters import refuse_stranger
from activities.unit_of_work import UnitOfWork
from models.deadline_acts import extend
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind
from models.ids import Actor, proposal_workflow_id
from models.round import Round


class DeadlineError(DomainError):
    """There is no deadline to move."""


class ExtendRound(CaseEffect):
    """`requester` asks; the actor approves, and is somebody else."""

    number: int
    until: datetime
    requester: Actor


class RoundExtended(Done):
    reminders: tuple[datetime, ...]
    deadline: datetime
    previous: datetime
    grace_end: datetime


class ExtensionActivities:
    def __init__(self, *, effects: EffectRunner, terms: Terms) -> None:
        self._effects = effects
        self._terms = terms

    @activity.defn(name="extend_round")
    async def extend_round(self, request: ExtendRound) -> RoundExtended:
        """Move the deadline for everybody, or refuse in words (method I7).

        Raises:
            ExtensionError: earlier, too often, past the wall, on a day off, or asked
                and approved by one person.
            DeadlineError: no deadline runs.
            StrangerError: a body asks that was not asked.
        """

        async def work(unit: UnitOfWork) -> RoundExtended:
            dossier = await open_dossier(unit, request.case)
            before = await unit.rounds.get((request.case, request.number))
            found = await running(unit, request.case, TermName.INTEREST)
            if not found:
                raise DeadlineError(
                    "No deadline of this round runs any more: nothing can be moved."
                )
            await refuse_stranger(unit, request.case, request.requester)
            reason = await reason_text(unit, request)
            moved = extend(
                found[-1].deadline,
                await calendar_of(unit, found[-1].deadline),
                until=request.until,
                requester=request.requester,
                approver=request.actor,
                reason=reason,
                at=request.at,
            )
            await unit.deadlines.save(
                found[-1].model_copy(
                    update={"deadline": moved, "ends_at": request.until}
                )
            )
            reminder = self._terms.ahead_of(
                dossier.corridor, TermName.INTEREST_REMINDER_1, request.until
            )
            after = await end_round_at(
                unit,
                self._terms,
                dossier,
                before,
                request.until,
                reminders=(reminder,) if reminder > request.at else (),
                extensions=before.extensions + 1,
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.DEADLINE_MOVED,
                actor=request.actor,
                at=request.at,
                reason=reason,
                body={
                    "round": before.number,
                    "from": before.deadline.isoformat(),
                    "to": after.deadline.isoformat(),
                    "requester": request.requester,
                },
            )
            return RoundExtended(
                stamp=event.stamp,
                reminders=after.reminders,
                deadline=after.deadline,
                previous=before.deadline,
                grace_end=after.grace_end,
            )

        return await self._effects.once(request, RoundExtended, work)


async def end_round_at(
    unit: UnitOfWork,
    terms: Terms,
    dossier: Dossier,
    before: Round,
    until: datetime,
    **changes: object,
) -> Round:
    """The round with another end, its grace after it; the case shows it too."""
    grace = terms.due(dossier.corridor, TermName.GRACE, until)
    after = before.model_copy(update={"deadline": until, "grace_end": grace, **changes})
    await unit.rounds.save(after)
    await unit.cases.save(dossier.case.model_copy(update={"due_at": until}))
    return after
