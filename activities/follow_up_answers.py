"""The answers of both sides on a presented proposal: taken down, compared, counted."""

from datetime import datetime

from pydantic import JsonValue, ValidationError

from activities.dossier import Dossier
from activities.effects import CaseEffect, Done
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter, accepted
from models.case import Outcome, Phase
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.follow_up import (
    FollowUpAnswer,
    by_checkpoint,
    for_co_chairs,
    side_of,
    verdict,
)
from models.frozen import Frozen
from models.ids import (
    PROPOSER,
    SYSTEM,
    Actor,
    CaseId,
    MessageHash,
    proposal_workflow_id,
)
from models.letter import LetterKind
from models.proposal_review import sentences
from models.task import TaskKind


class FollowUpError(DomainError):
    """An answer that cannot be taken down."""


class GivenReport(Frozen):
    """One side's answer as it came in, whatever the road."""

    key: str
    party: str
    outcome: Outcome
    value: int | None
    jobs: int | None
    text: str
    at: datetime
    actor: Actor
    message: MessageHash | None = None
    reason: str = ""


async def take_down(
    unit: UnitOfWork, writer: LetterWriter, dossier: Dossier, given: GivenReport
) -> Done:
    """One more answer, beside all others; a receipt; a task when the sides differ.

    Raises:
        FollowUpError: the case is not followed up, or the party has no part in it.
    """
    case = dossier.case
    if case.phase is not Phase.PRESENTED:
        raise FollowUpError(
            f"{case.ref} is {case.phase}: only a presented proposal is followed up."
        )
    known = await parties(unit, case.case)
    if given.party not in known:
        raise FollowUpError(
            f"{given.party} has no part in {case.ref}: answers are taken of "
            f"{', '.join(known)}."
        )
    answer = await _next(unit, case.case, given)
    await unit.follow_ups.add(answer)
    event = await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.FOLLOW_UP_ANSWERED,
        actor=given.actor,
        at=given.at,
        reason=given.reason,
        body=_told(answer),
    )
    await _dispute(unit, case.case, given)
    await writer.to_party(
        unit,
        dossier,
        given.party,
        LetterKind.FOLLOW_UP_RECEIPT,
        key=given.key,
        at=given.at,
        outcome=given.outcome,
        value=given.value,
        jobs=given.jobs,
        received_at=given.at,
    )
    return Done(stamp=event.stamp, letters=1)


async def parties(unit: UnitOfWork, case: CaseId) -> tuple[str, ...]:
    """Who is asked: the proposer, and every accepted partner."""
    return (PROPOSER, *(body.code for body in await accepted(unit, case)))


async def dispute(unit: UnitOfWork, case: CaseId) -> str:
    """In what the sides differ, in words; nothing when they do not."""
    standing = for_co_chairs(by_checkpoint(await unit.follow_ups.of(case)))
    return verdict(standing[0]).sentence if standing else ""


async def _next(unit: UnitOfWork, case: CaseId, given: GivenReport) -> FollowUpAnswer:
    """The case's lock is held: numbers follow one another."""
    asked = await unit.questionnaires.of(case)
    before = await unit.follow_ups.of(case)
    try:
        return FollowUpAnswer(
            case=case,
            number=1 + max((one.number for one in before), default=0),
            checkpoint=asked[-1].checkpoint if asked else 1,
            side=side_of(given.party),
            party=given.party,
            outcome=given.outcome,
            value=given.value,
            jobs=given.jobs,
            text=given.text,
            at=given.at,
            by=given.actor,
            message=given.message,
        )
    except ValidationError as error:
        raise FollowUpError(" ".join(sentences(error, "answer"))) from error


def _told(answer: FollowUpAnswer) -> dict[str, JsonValue]:
    """Its words stay out of the event: they may name people."""
    return {
        "checkpoint": answer.checkpoint,
        "number": answer.number,
        "side": answer.side,
        "party": answer.party,
        "outcome": answer.outcome,
        "value": answer.value,
        "jobs": answer.jobs,
        "message": answer.message,
    }


async def _dispute(unit: UnitOfWork, case: CaseId, given: GivenReport) -> None:
    """A task for the co-chairs while the sides differ; none once they agree (X17)."""
    stream, kind = proposal_workflow_id(case), TaskKind.FOLLOW_UP_DISPUTED
    await close_tasks(unit, stream=stream, kinds=(kind,), by=given.actor, at=given.at)
    sentence = await dispute(unit, case)
    if sentence:
        await open_task(
            unit,
            stream=stream,
            kind=kind,
            at=given.at,
            detail=f"{sentence} Put it on their list (`starter.py follow-up list "
            "--disputed`), and record their decision with `starter.py outcome … "
            "--reason`; both answers stay.",
        )


async def count_silence(unit: UnitOfWork, request: CaseEffect) -> Stamp | None:
    """Who was asked last and has not answered has no news (method 4.6)."""
    asked = await unit.questionnaires.of(request.case)
    if not asked or asked[-1].counted_at is not None:
        return None
    last = asked[-1]
    answers = await unit.follow_ups.of(request.case)
    silent = last.unanswered(answers)
    await unit.questionnaires.save(
        last.model_copy(update={"counted_at": request.at, "silent": silent})
    )
    event = await unit.events.append(
        stream=proposal_workflow_id(request.case),
        kind=EventKind.FOLLOW_UP_COUNTED,
        actor=SYSTEM,
        at=request.at,
        body={
            "checkpoint": last.checkpoint,
            "answered": [one for one in last.parties if one not in silent],
            "no_news": [*silent],
        },
    )
    return event.stamp
