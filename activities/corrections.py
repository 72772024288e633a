"""A body undoes the answer we confirmed to it: a new event, within a window."""

from collections.abc import Sequence
from datetime import timedelta

from activities.answers import apply_standing
from activities.dossier import Dossier, open_dossier
from activities.effects import Effect
from activities.filing import MessageRead, ask
from activities.understanding import Understood
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.body import Body
from models.case import Phase
from models.event import EventKind, Stamp
from models.ids import BodyCode, CaseId, body_actor, proposal_workflow_id
from models.inbound import Disposition
from models.interest import Answer, standing
from models.letter import LetterKind


async def cancel_answer(
    unit: UnitOfWork, writer: LetterWriter, understood: Understood, request: Effect
) -> MessageRead:
    """Undo the body's last answer on a proposal; what it said before stands again.

    The window is the corridor's (models/posting.py), and ends with the round. Outside
    it a person decides: the answer may have been acted upon.
    """
    conversation, body = understood.conversation, understood.body
    if conversation is None or conversation.case is None or body is None:
        return await ask(unit, understood, request, "It undoes an answer: which one?")
    dossier = await open_dossier(unit, CaseId(conversation.case))
    answers = await unit.interests.answers(dossier.case.case)
    last = standing(answers).get(body.code)
    if _undone_just_now(answers, body.code):
        return await ask(unit, understood, request, _TWICE)
    if last is None:
        return await ask(unit, understood, request, "It undoes an answer never given.")
    if not _in_window(dossier, last, understood):
        return await ask(unit, understood, request, _TOO_LATE)
    stamp, before = await _undo(unit, dossier, answers, last, understood)
    await _confirm(
        unit,
        writer,
        dossier,
        body=body,
        last=last,
        before=before,
        understood=understood,
        request=request,
    )
    return MessageRead(
        stamp=stamp,
        letters=1,
        disposition=Disposition.ACT,
        poke_cases=(dossier.case.case,),
    )


def _undone_just_now(answers: Sequence[Answer], code: BodyCode) -> bool:
    given = [one for one in answers if one.body == code]
    newest = max(given, key=lambda one: one.number, default=None)
    return newest is not None and newest.cancels is not None


async def _undo(
    unit: UnitOfWork,
    dossier: Dossier,
    answers: Sequence[Answer],
    last: Answer,
    understood: Understood,
) -> tuple[Stamp, Answer | None]:
    """A row that cancels, and the event; what stands then, if anything."""
    message, actor = understood.message, body_actor(last.body)
    span = understood.judgement.span
    undone = last.model_copy(
        update={
            "number": 1 + sum(one.body == last.body for one in answers),
            "received_at": message.received_at,
            "message": message.message,
            "span": span,
            "by": "phrase",
            "confirmed_by": actor,
            "scan": None,
            "cancels": last.number,
        }
    )
    await unit.interests.record(undone)
    before = standing([*answers, undone]).get(last.body)
    await apply_standing(unit, dossier, last.body, before)
    event = await unit.events.append(
        stream=proposal_workflow_id(dossier.case.case),
        kind=EventKind.ANSWER_CANCELLED,
        actor=actor,
        at=message.received_at,
        body={
            "body": last.body,
            "act": last.act,
            "answer": last.number,
            "message": message.message,
            "span": span,
            "standing": before.act if before else None,
        },
    )
    return event.stamp, before


async def _confirm(  # noqa: PLR0913  (a receipt is about all of these)
    unit: UnitOfWork,
    writer: LetterWriter,
    dossier: Dossier,
    *,
    body: Body,
    last: Answer,
    before: Answer | None,
    understood: Understood,
    request: Effect,
) -> None:
    message = understood.message
    current = await unit.rounds.current(dossier.case.case)
    await writer.to_body(
        unit,
        dossier,
        body,
        LetterKind.CORRECTION_RECEIPT,
        key=request.key,
        at=request.at,
        act=last.act,
        standing=before.act if before else "",
        received_at=message.received_at,
        deadline=current.deadline if current else None,
    )
    await unit.messages.save(
        message.model_copy(
            update={"disposition": Disposition.ACT, "detail": f"{last.act} undone"}
        )
    )


_TWICE = (
    "It undoes an answer right after another was undone: is it the same request sent "
    "again? Ask the body, and record what it wants with `starter.py answer`."
)
_TOO_LATE = (
    "It undoes an answer after the time for it: the answer may have been acted upon. "
    "Decide with the body, and record what it wants with `starter.py answer`."
)


def _in_window(dossier: Dossier, last: Answer, understood: Understood) -> bool:
    window = timedelta(seconds=dossier.corridor.policy.posting.correction)
    in_time = understood.message.received_at <= last.received_at + window
    return in_time and dossier.case.phase is Phase.OPEN
