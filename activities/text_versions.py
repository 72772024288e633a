"""Which version of a proposal's text an answer was given to (method X24)."""

from datetime import datetime
from typing import NamedTuple

from activities.unit_of_work import UnitOfWork
from models.event import EventKind
from models.ids import proposal_workflow_id
from models.round import Round


class Read(NamedTuple):
    """`overtaken`: what was read has been corrected since in a way that matters."""

    version: int
    overtaken: bool


async def version_read(
    unit: UnitOfWork, current: Round, written_at: datetime | None
) -> Read:
    """The version in force when a letter was written; None: it is answered as of now.

    Args:
        unit: the transaction.
        current: the round the letter belongs to.
        written_at: of the letter of ours that is answered, UTC.
    """
    if written_at is None or current.version == 1:
        return Read(current.version, overtaken=False)
    later = [
        event
        for event in await unit.events.of(proposal_workflow_id(current.case))
        if event.kind is EventKind.TEXT_CORRECTED and event.at > written_at
    ]
    overtaken = any(event.body.get("material") for event in later)
    return Read(current.version - len(later), overtaken=overtaken)
