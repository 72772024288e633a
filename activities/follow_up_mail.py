"""A reply about what came of a proposal: a filled questionnaire, or for the desk."""

from activities.dossier import Dossier, open_dossier
from activities.doubts import doubt_of_writer, forged
from activities.effects import Effect
from activities.filing import MessageRead, ask, filed
from activities.follow_up_answers import (
    FollowUpError,
    GivenReport,
    parties,
    take_down,
)
from activities.ports import Reader
from activities.understanding import Understood
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.follow_up import FollowUpAnswer
from models.follow_up_form import FollowUpTold
from models.ids import PROPOSER, Actor, BodyCode, CaseId, body_actor
from models.inbound import Disposition
from models.letter import LetterKind
from models.standing import MAY_ACT, near

_ASKING = frozenset({LetterKind.FOLLOW_UP, LetterKind.FOLLOW_UP_RECEIPT})


def about_follow_up(understood: Understood, reader: Reader) -> bool:
    """Whether it answers a questionnaire, or holds a filled one."""
    conversation, answered = understood.conversation, understood.answered
    if conversation is None or conversation.case is None:
        return False
    if answered is not None and answered.kind in _ASKING:
        return True
    return _told(understood, reader) is not None


async def take_follow_up(
    unit: UnitOfWork,
    writer: LetterWriter,
    reader: Reader,
    understood: Understood,
    request: Effect,
) -> MessageRead:
    """Take down what a side tells; what is not clear is looked at by a person."""
    conversation, message = understood.conversation, understood.message
    assert conversation is not None  # noqa: S101  (about_follow_up has looked)
    assert conversation.case is not None  # noqa: S101
    dossier = await open_dossier(unit, CaseId(conversation.case))
    if doubt := _doubt(understood, dossier):
        return await ask(unit, understood, request, doubt)
    told = _told(understood, reader)
    if told is None and not understood.reading.new_text.strip():
        return await filed(unit, message, request, "An empty reply.")
    if told is None or told.problems or told.outcome is None:
        return await ask(unit, understood, request, _unclear(told))
    given = GivenReport(
        key=request.key,
        party=conversation.party,
        outcome=told.outcome,
        value=told.value,
        jobs=told.jobs,
        text=told.text,
        at=message.received_at,
        actor=_actor(conversation.party),
        message=message.message,
    )
    if await _same_again(unit, dossier, given):
        return await filed(unit, message, request, "The same answer again.")
    try:  # refused before anything is written
        done = await take_down(unit, writer, dossier, given)
    except FollowUpError as error:
        return await ask(unit, understood, request, str(error))
    await unit.messages.save(
        message.model_copy(
            update={
                "disposition": Disposition.ACT,
                "detail": f"Follow-up: {told.outcome}.",
            }
        )
    )
    return MessageRead(
        stamp=done.stamp, letters=done.letters, disposition=Disposition.ACT
    )


def _told(understood: Understood, reader: Reader) -> FollowUpTold | None:
    """In an answer to a questionnaire, what stands between its quoted lines, too."""
    answered = understood.answered
    asked = answered is not None and answered.kind is LetterKind.FOLLOW_UP
    return reader.follow_up(understood.reading, asked=asked)


def _unclear(told: FollowUpTold | None) -> str:
    how = "enter it with `starter.py follow-up answer`, and file this message."
    if told is None:
        return f"It answers a questionnaire without a form that can be read: {how}"
    return f"Its questionnaire is not clear ({'; '.join(told.problems)}): {how}"


def _doubt(understood: Understood, dossier: Dossier) -> str:
    conversation = understood.conversation
    if conversation is None or conversation.party != PROPOSER:
        return doubt_of_writer(understood)
    if understood.match.strength != "strong":
        return f"It was matched only by its {understood.match.key}."
    contact = dossier.form.contact.email
    if near(understood.reading.sender, contact) not in MAY_ACT:
        return "The sender is not known at the proposer."
    return forged(understood)


async def _same_again(unit: UnitOfWork, dossier: Dossier, given: GivenReport) -> bool:
    """A forward, or a second copy: another mail, but no other answer."""
    case = dossier.case.case
    own = [one for one in await unit.follow_ups.of(case) if one.party == given.party]
    if not own or given.party not in await parties(unit, case):
        return False
    asked = await unit.questionnaires.of(case)
    now = asked[-1].checkpoint if asked else 1
    return own[-1].checkpoint == now and _facts(own[-1]) == _facts(given)


def _facts(one: FollowUpAnswer | GivenReport) -> tuple[object, ...]:
    return one.outcome, one.value, one.jobs, one.text.split()


def _actor(party: str) -> Actor:
    return PROPOSER if party == PROPOSER else body_actor(BodyCode(party))
