"""What a clerk must see of an answer that was recorded: its condition, its money."""

from activities.tasks import open_task
from activities.understanding import Understood
from activities.unit_of_work import UnitOfWork
from models.ids import BodyCode, CaseId, MessageHash, proposal_workflow_id
from models.inbound import InboundMessage
from models.interest import YES
from models.money import names_sum
from models.task import TaskKind

_SHORT = 12
_LONGEST = 400  # characters of a condition; the mail has the rest


async def ask_about_condition(
    unit: UnitOfWork,
    case: CaseId,
    body: BodyCode,
    message: InboundMessage,
    condition: str,
) -> None:
    """A yes that depends on something: nobody but a person can say on what."""
    words = " ".join(condition.split())[:_LONGEST]
    said = f": «{words}»" if words else ""
    await open_task(
        unit,
        stream=proposal_workflow_id(case),
        kind=TaskKind.CONDITION,
        about=body,
        at=message.received_at,
        detail=f"{body} says yes on a condition{said}. See message "
        f"{_named(message.message)}, and settle with both sides whether it can be met.",
    )


def unread_money(understood: Understood) -> str:
    """Why the money of a yes may not be all that was said, or nothing."""
    judgement = understood.judgement
    if judgement.act not in YES:
        return ""
    # What the rules add to their first reason is what they could not read.
    _, _, why = judgement.why.partition("; ")
    if why:
        return why
    unread = judgement.contribution_cents is None
    named = unread and names_sum(understood.reading.new_text)
    return "a sum is named, and not where the form has it" if named else ""


async def ask_about_money(
    unit: UnitOfWork, case: CaseId, body: BodyCode, message: InboundMessage, why: str
) -> None:
    await open_task(
        unit,
        stream=proposal_workflow_id(case),
        kind=TaskKind.MONEY_UNREAD,
        about=body,
        at=message.received_at,
        detail=f"The yes of {body} is recorded, its money perhaps not ({why}): read "
        f"message {_named(message.message)}, and record the sum with "
        "`starter.py answer … --contribution`.",
    )


def _named(message: MessageHash) -> str:
    return message[:_SHORT]
