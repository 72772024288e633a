"""A body wants no more reminders of a proposal: heard, confirmed, and no refusal."""

from collections.abc import Sequence

from activities.dossier import open_dossier
from activities.effects import Done, Effect
from activities.filing import MessageRead, filed
from activities.senders import of_proposer
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.event import EventKind, Stamp
from models.ids import BodyCode, CaseId, body_actor, proposal_workflow_id
from models.inbound import InboundMessage
from models.letter import LetterKind
from models.message import Reading, ReadingKind


class Muted(Done):
    pass


async def mute(
    unit: UnitOfWork,
    writer: LetterWriter,
    message: InboundMessage,
    conversation: int,
    request: Effect,
) -> MessageRead:
    """The mail to a signed unsubscribe address of ours (RFC 8058, RFC 2369)."""
    muted = await mute_reminders(unit, writer, conversation, request)
    message = message.model_copy(update={"conversation": conversation})
    done = await filed(unit, message, request, "Reminders muted at the reader's wish.")
    return done.model_copy(update={"letters": muted.letters})


def says_more(reading: Reading) -> bool:
    """Whether a mail to an unsubscribe address is more than that wish."""
    person = reading.kind in {ReadingKind.REPLY, ReadingKind.PEC_ENVELOPE}
    return person and len(reading.new_text.split()) > _WISH


_WISH = 2
"""Words that mail programs write of themselves: unsubscribe, please unsubscribe."""


async def mute_reminders(
    unit: UnitOfWork, writer: LetterWriter, number: int, request: Effect
) -> Muted:
    """Mute what the conversation is about; asked again, it changes nothing."""
    conversation = await unit.conversations.find(number)
    if conversation is None or of_proposer(conversation.party):
        return Muted()
    body = await unit.bodies.get(BodyCode(conversation.party))
    cases: Sequence[CaseId] = (
        [CaseId(conversation.case)]
        if conversation.case
        else await unit.conversations.items(number)
    )
    stamp: Stamp | None = None
    letters = 0
    for case in sorted(cases):
        dossier = await open_dossier(unit, case)
        current = await unit.rounds.current(case)
        delivery = (
            await unit.deliveries.find((case, current.number, body.code))
            if current
            else None
        )
        if current is None or delivery is None or delivery.muted:
            continue
        await unit.deliveries.save(delivery.model_copy(update={"muted": True}))
        event = await unit.events.append(
            stream=proposal_workflow_id(case),
            kind=EventKind.REMINDERS_MUTED,
            actor=body_actor(body.code),
            at=request.at,
            body={"body": body.code},
        )
        await writer.to_body(
            unit,
            dossier,
            body,
            LetterKind.MUTE_RECEIPT,
            key=f"{request.key}/{case}",
            at=request.at,
            deadline=current.deadline,
        )
        stamp, letters = event.stamp, letters + 1
    # Also when asked again: the first time the post office may not have heard.
    return Muted(stamp=stamp, letters=letters, poke_post=True)
