"""More time for a proposer to complete a proposal: twice, and 30 days in all (X1)."""

from datetime import datetime
from typing import Final

from temporalio import activity

from activities.clocks import ClocksMoved, Shift
from activities.deadlines import calendar_of, running
from activities.dossier import open_dossier
from activities.effects import CaseEffect, EffectRunner, reason_text
from activities.requesters import refuse_stranger
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.deadline_acts import ExtensionError
from models.deadline_limits import extend_within
from models.deadlines import TermName
from models.event import EventKind
from models.ids import Actor, proposal_workflow_id
from models.letter import LetterKind

TWICE_THE_TERM: Final = 2
"""15 working days, and 30 in all with every extension (method 4.6)."""


class ExtendForProposer(CaseEffect):
    """`requester` asks; the actor approves, and is somebody else."""

    until: datetime
    requester: Actor


class CompletionActivities:
    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._writer = writer

    @activity.defn(name="extend_completion")
    async def extend_completion(self, request: ExtendForProposer) -> ClocksMoved:
        """Move the end of the completion later, and tell the proposer.

        Raises:
            ExtensionError: earlier, a third time, too long in all, on a day off, or
                asked and approved by one person.
            StrangerError: a body asks that was not asked.
        """

        async def work(unit: UnitOfWork) -> ClocksMoved:
            dossier = await open_dossier(unit, request.case)
            found = await running(unit, request.case, TermName.COMPLETION)
            if not found:
                raise ExtensionError(
                    "No term for completion runs: the proposal is not with its"
                    " proposer."
                )
            await refuse_stranger(unit, request.case, request.requester)
            before = found[-1]
            reason = await reason_text(unit, request)
            moved = extend_within(
                before.deadline,
                await calendar_of(unit, before.deadline),
                times=TWICE_THE_TERM,
                until=request.until,
                requester=request.requester,
                approver=request.actor,
                reason=reason,
                at=request.at,
            )
            changes = {"deadline": moved, "ends_at": request.until}
            await unit.deadlines.save(before.model_copy(update=changes))
            case = dossier.case.model_copy(update={"due_at": request.until})
            await unit.cases.save(case)
            await self._writer.to_proposer(
                unit,
                dossier,
                LetterKind.TERM_MOVED,
                key=request.key,
                at=request.at,
                deadline=request.until,
                previous_deadline=before.ends_at,
                reason=reason,
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.DEADLINE_MOVED,
                actor=request.actor,
                at=request.at,
                reason=reason,
                body={
                    "term": TermName.COMPLETION,
                    "from": before.ends_at.isoformat() if before.ends_at else None,
                    "to": request.until.isoformat(),
                    "requester": request.requester,
                },
            )
            shift = Shift(announced=before.announced, ends_at=request.until)
            return ClocksMoved(stamp=event.stamp, letters=1, shifts=(shift,))

        return await self._effects.once(request, ClocksMoved, work)
