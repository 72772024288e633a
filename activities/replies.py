"""A person's reply becomes one act, or one for each proposal of a digest."""

from collections.abc import Mapping, Sequence

from activities.answers import GivenAnswer, asked, record_answer
from activities.dossier import open_dossier
from activities.effects import Effect
from activities.filing import MessageRead, registered
from activities.remarks import ask_about_condition, ask_about_money, unread_money
from activities.tasks import open_task
from activities.text_versions import version_read
from activities.understanding import Understood
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.event import Stamp
from models.frozen import Frozen
from models.ids import Actor, BodyCode, CaseId, body_actor, proposal_workflow_id
from models.inbound import Disposition, InboundMessage
from models.interest import standing
from models.message import ActKind, Judgement
from models.task import TaskKind


class UnclearItem(Frozen):
    """A proposal of a digest whose answer was given, but not clearly."""

    case: CaseId
    body: BodyCode
    why: str


_NOT_MENTIONED = "not mentioned"


def given_by_desk(  # noqa: PLR0913  (what a clerk says of a mail)
    message: InboundMessage,
    *,
    key: str,
    body: BodyCode,
    act: ActKind,
    actor: Actor,
    reason: str,
    contribution: int | None,
    private: int,
) -> GivenAnswer:
    return GivenAnswer(
        key=key,
        body=body,
        act=act,
        received_at=message.received_at,
        by="desk",
        actor=actor,
        reason=reason,
        message=message.message,
        registration=registered(message),
        contribution=contribution,
        private=private,
    )


def split_digest(
    understood: Understood, request: Effect
) -> tuple[dict[CaseId, GivenAnswer], list[UnclearItem]]:
    """The clear acts by proposal, and what was said but not clearly."""
    body, conversation = understood.body, understood.conversation
    if body is None or conversation is None:
        return {}, []
    if conversation.case is not None:
        case = CaseId(conversation.case)
        given = _given(understood, body.code, understood.judgement, request.key)
        if given is None:
            return {}, []
        unread = unread_money(understood)
        return {case: given.model_copy(update={"unread": unread})}, []
    acts: dict[CaseId, GivenAnswer] = {}
    unclear: list[UnclearItem] = []
    for case, judgement in zip(understood.items, understood.judgements, strict=True):
        given = _given(understood, body.code, judgement, f"{request.key}/{case}")
        if given is not None:
            acts[case] = given
        elif judgement.why != _NOT_MENTIONED:
            unclear.append(UnclearItem(case=case, body=body.code, why=judgement.why))
    return acts, unclear


async def same_again(unit: UnitOfWork, acts: Mapping[CaseId, GivenAnswer]) -> bool:
    """Whether these very answers stand already: a forward, or a second copy.

    Another Message-ID and another writer make it another mail, but no other event.
    """
    for case, given in acts.items():
        last = standing(await unit.interests.answers(case)).get(given.body)
        current = await unit.rounds.current(case)
        if last is None or current is None:
            return False
        read = await version_read(unit, current, given.answers_letter_of)
        if last.version != read.version:
            return False  # the first word on a text that was corrected (X24)
        before = (last.act, last.span.split(), last.contribution, last.private)
        now = (given.act, given.span.split(), given.contribution, given.private)
        if before != now:
            return False
    return True


async def act_on(
    unit: UnitOfWork,
    writer: LetterWriter,
    message: InboundMessage,
    acts: Mapping[CaseId, GivenAnswer],
    *,
    unclear: Sequence[UnclearItem] = (),
) -> MessageRead:
    """Record every act, one receipt for each; what is unclear becomes a task.

    Raises:
        NotDisseminatedError: before anything is written, when one was never sent.
    """
    dossiers = {case: await open_dossier(unit, case) for case in sorted(acts)}
    for case, dossier in dossiers.items():
        await asked(unit, dossier, acts[case].body)
    waiting = await _refs(unit, unclear)
    stamp: Stamp | None = None
    letters, ended = 0, []
    for case, dossier in dossiers.items():
        answered = await record_answer(unit, writer, dossier, acts[case], waiting)
        stamp = answered.stamp
        letters += answered.letters
        ended += [case] if answered.ends_wait else []
        await _note_remarks(unit, case, acts[case], message)
    for item in unclear:
        await _ask_about(unit, item, message)
    await unit.messages.save(
        message.model_copy(
            update={
                "disposition": Disposition.ACT,
                "detail": ", ".join(given.act for given in acts.values()),
            }
        )
    )
    return MessageRead(
        stamp=stamp,
        letters=letters,
        disposition=Disposition.ACT,
        poke_cases=tuple(ended),
    )


def _given(
    understood: Understood, body: BodyCode, judgement: Judgement, key: str
) -> GivenAnswer | None:
    if judgement.act is None:
        return None
    message = understood.message
    return GivenAnswer(
        key=key,
        body=body,
        act=judgement.act,
        received_at=message.received_at,
        by=judgement.by,
        actor=body_actor(body),
        message=message.message,
        registration=registered(message),
        span=judgement.span,
        contribution=judgement.contribution_cents,
        private=judgement.private_cents or 0,
        answers_letter_of=(
            understood.answered.written_at if understood.answered else None
        ),
    )


async def _note_remarks(
    unit: UnitOfWork, case: CaseId, given: GivenAnswer, message: InboundMessage
) -> None:
    if given.act is ActKind.CONDITIONAL:
        await ask_about_condition(unit, case, given.body, message, given.span)
    if given.unread:
        await ask_about_money(unit, case, given.body, message, given.unread)


async def _refs(unit: UnitOfWork, unclear: Sequence[UnclearItem]) -> tuple[str, ...]:
    """The numbers of the proposals that wait for a clerk, as the body knows them."""
    found = [await unit.cases.find(item.case) for item in unclear]
    return tuple(case.ref for case in found if case)


async def _ask_about(
    unit: UnitOfWork, item: UnclearItem, message: InboundMessage
) -> None:
    await open_task(
        unit,
        stream=proposal_workflow_id(item.case),
        kind=TaskKind.ITEM_UNCLEAR,
        about=item.body,
        at=message.received_at,
        detail=f"{item.body} answered a letter with several proposals, and of this one "
        f"not clearly ({item.why}): read message {message.message[:12]}, and record "
        "its answer with `starter.py answer`.",
    )
