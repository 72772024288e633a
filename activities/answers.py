"""An answer becomes an act: the same for a reply by mail, the desk, and the phone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import Field, JsonValue

from activities.body_history import successor_of
from activities.dossier import Dossier
from activities.effects import Done
from activities.questions import AskedBy, keep_question
from activities.tasks import open_task
from activities.text_versions import version_read
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Phase
from models.deadlines import in_time
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.frozen import Frozen
from models.ids import (
    Actor,
    BodyCode,
    MessageHash,
    PaperId,
    proposal_workflow_id,
)
from models.interest import YES, Answer, Interest
from models.letter import LetterKind
from models.message import ActKind
from models.round import Delivery, DeliveryState, Round
from models.task import TaskKind

_FINAL = frozenset({*YES, ActKind.DECLINED, ActKind.WITHDRAWN})


class NotDisseminatedError(DomainError):
    """The proposal has not been put before this body."""


class GivenAnswer(Frozen):
    """What a body said, whoever took it down. Money in cents."""

    key: str
    body: BodyCode
    act: ActKind
    received_at: datetime
    by: str
    actor: Actor
    reason: str = ""
    message: MessageHash | None = None
    span: str = ""
    contribution: int | None = None
    private: int = 0
    scan: PaperId | None = None
    unread: str = ""  # why its money may not be all that was said
    registration: dict[str, JsonValue] = Field(default_factory=dict)  # for the event
    answers_letter_of: datetime | None = None  # when what it replies to was written


class Answered(Done):
    """`ends_wait`: nobody else of the round may still answer."""

    ends_wait: bool
    late: bool


async def record_answer(
    unit: UnitOfWork,
    writer: LetterWriter,
    dossier: Dossier,
    given: GivenAnswer,
    waiting: Sequence[str] = (),
) -> Answered:
    """Answer, delivery, interest, event and receipt, in the caller's transaction.

    `waiting`: proposals of the same reply that a clerk reads first; it says so.

    An answer after the grace period, or after the round was closed, is kept and
    marked late, and changes nothing else; the receipt tells the body so.
    """
    speaks = await successor_of(unit, given.body)
    given = given.model_copy(update={"body": speaks})
    current, delivery = await asked(unit, dossier, given.body)
    # Within the grace period an answer is admitted, and marked (method X5).
    counted_at = await _counted_at(unit, dossier, given)
    in_grace = in_time(counted_at, current.grace_end)
    counts = dossier.case.phase is Phase.OPEN and in_grace
    late = not counts or not in_time(counted_at, current.deadline)
    read = await version_read(unit, current, given.answers_letter_of)
    answer = await _answer(unit, dossier, current, given, read.version, late=late)
    if counts:
        await _apply(unit, delivery, answer, again=read.overtaken)
        await _heard(unit, given.body)
        if given.act is ActKind.QUESTION:
            asker = AskedBy(
                body=given.body, at=given.received_at, message=given.message
            )
            await keep_question(unit, dossier, current, asker)
    elif dossier.case.phase is not Phase.CLOSED:
        await _ask_about_late(unit, dossier, given)
    stamp = await _remember(unit, dossier, given, read.version, late=late)
    await writer.to_body(
        unit,
        dossier,
        await unit.bodies.get(given.body),
        LetterKind.ANSWER_RECEIPT,
        key=given.key,
        at=given.received_at,
        act=given.act,
        contribution=given.contribution,
        received_at=given.received_at,
        late=late,
        late_rule=_late_rule(counts=counts, late=late),
        late_cause=_late_cause(dossier, current, given, counts=counts),
        waiting=tuple(waiting),
        correct_until=_correct_until(dossier, current, given) if counts else None,
        deadline=current.deadline,
    )
    left = await unit.deliveries.waiting(dossier.case.case, current.number)
    return Answered(stamp=stamp, letters=1, late=late, ends_wait=counts and left == 0)


async def _counted_at(
    unit: UnitOfWork, dossier: Dossier, given: GivenAnswer
) -> datetime:
    """While the case stands still no time passes, for nobody (method X21)."""
    still = await unit.standstills.open_of(dossier.case.case)
    return min(given.received_at, still.since) if still else given.received_at


async def asked(
    unit: UnitOfWork, dossier: Dossier, body: BodyCode
) -> tuple[Round, Delivery]:
    """The round in which the body was asked.

    Raises:
        NotDisseminatedError: it was not.
    """
    case = dossier.case.case
    current = await unit.rounds.current(case)
    if current is not None:
        delivery = await unit.deliveries.find((case, current.number, body))
        if delivery is not None:
            return current, delivery
    raise NotDisseminatedError(
        f"{dossier.case.ref} was not sent to {body}: check the body's code in "
        "`starter.py show`."
    )


async def _ask_about_late(
    unit: UnitOfWork, dossier: Dossier, given: GivenAnswer
) -> None:
    await open_task(
        unit,
        stream=proposal_workflow_id(dossier.case.case),
        kind=TaskKind.LATE_ANSWER,
        about=given.body,
        at=given.received_at,
        detail=f"{given.body} answered {given.act} after the round was closed: "
        "decide with both sides whether anything changes.",
    )


async def _remember(
    unit: UnitOfWork, dossier: Dossier, given: GivenAnswer, version: int, *, late: bool
) -> Stamp:
    event = await unit.events.append(
        stream=proposal_workflow_id(dossier.case.case),
        kind=EventKind.ANSWERED,
        actor=given.actor,
        at=given.received_at,
        reason=given.reason,
        body={
            "body": given.body,
            "act": given.act,
            "by": given.by,
            "late": late,
            "version": version,
            "message": given.message,
            "span": given.span,
            "contribution": given.contribution,
            "private": given.private,
            "scan": given.scan,
            **given.registration,
        },
    )
    return event.stamp


async def _answer(
    unit: UnitOfWork,
    dossier: Dossier,
    current: Round,
    given: GivenAnswer,
    version: int,
    *,
    late: bool,
) -> Answer:
    before = await unit.interests.answers(dossier.case.case)
    answer = Answer(
        case=dossier.case.case,
        round=current.number,
        body=given.body,
        number=1 + sum(one.body == given.body for one in before),
        act=given.act,
        received_at=given.received_at,
        late=late,
        message=given.message,
        span=given.span,
        by=given.by,
        confirmed_by=given.actor,
        contribution=given.contribution,
        private=given.private,
        scan=given.scan,
        version=version,
    )
    await unit.interests.record(answer)
    return answer


def _late_rule(*, counts: bool, late: bool) -> str:
    """Which rule a late answer falls under (method X5)."""
    if not late:
        return ""
    return "grace" if counts else "closed"


def _late_cause(
    dossier: Dossier, current: Round, given: GivenAnswer, *, counts: bool
) -> str:
    """Why an answer came too late to count: the reader is told the true reason."""
    if counts:
        return ""
    if not in_time(given.received_at, current.grace_end):
        return "over"
    closed = current.closed_at
    if closed is not None and closed < current.grace_end:
        return "answered"  # it closes earlier only when no answer is awaited any more
    return "ended" if dossier.case.phase is Phase.CLOSED else "over"


def _correct_until(
    dossier: Dossier, current: Round, given: GivenAnswer
) -> datetime | None:
    """How long the body may undo this answer, if at all; never beyond the round."""
    seconds = dossier.corridor.policy.posting.correction
    if not seconds:
        return None
    return min(given.received_at + timedelta(seconds=seconds), current.grace_end)


async def _heard(unit: UnitOfWork, code: BodyCode) -> None:
    """An answer ends a row of silences."""
    body = await unit.bodies.get(code)
    if body.silences:
        await unit.bodies.save(body.model_copy(update={"silences": 0}))


async def apply_standing(
    unit: UnitOfWork, dossier: Dossier, body: BodyCode, last: Answer | None
) -> None:
    """Set delivery and interest to what stands after an answer was undone."""
    _, delivery = await asked(unit, dossier, body)
    if last is not None and last.act in _FINAL:
        await _apply(unit, delivery, last)
        return
    await unit.deliveries.save(
        delivery.model_copy(update={"state": DeliveryState.WRITTEN})
    )
    if await unit.interests.find((dossier.case.case, body)):
        await unit.interests.remove(dossier.case.case, body)


async def _apply(
    unit: UnitOfWork, delivery: Delivery, answer: Answer, *, again: bool = False
) -> None:
    """The body's last word counts: a later no takes the earlier yes back.

    `again`: it was given to a text that is overtaken, and is to be confirmed (X24).
    """
    if answer.act in _FINAL and not again:
        await unit.deliveries.save(
            delivery.model_copy(update={"state": DeliveryState.ANSWERED})
        )
    standing = await unit.interests.find((answer.case, answer.body))
    if answer.act in YES:
        interest = Interest(
            case=answer.case,
            body=answer.body,
            received_at=standing.received_at if standing else answer.received_at,
            contribution=answer.contribution,
            private=answer.private,
        )
        await (unit.interests.save if standing else unit.interests.add)(interest)
    elif standing and answer.act in _FINAL:
        await unit.interests.remove(answer.case, answer.body)
