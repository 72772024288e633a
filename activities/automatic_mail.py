"""Mail no person wrote: filed with what it tells, and never an act."""

from activities.effects import Effect
from activities.filing import MessageRead, ask, filed
from activities.understanding import Understood
from activities.unit_of_work import UnitOfWork
from models.message import Reading, ReadingKind

_TOLD = {
    ReadingKind.DELAY: "A mail server tells that a letter is late; it still tries.",
    ReadingKind.DELIVERY_REPORT: "A mail server tells that a letter was passed on.",
    ReadingKind.READ_RECEIPT: "A reading receipt.",
    ReadingKind.LIST: "Mail of a list.",
}


async def file_automatic(
    unit: UnitOfWork, understood: Understood, request: Effect
) -> MessageRead:
    """A complaint is put before a person; all else is filed with its fact."""
    reading = understood.reading
    if reading.kind is ReadingKind.COMPLAINT:
        why = "Its reader complains of our mail as unwanted: ask before writing again."
        return await ask(unit, understood, request, why)
    told = _of_auto_reply(reading) or _TOLD.get(reading.kind, reading.kind)
    return await filed(unit, understood.message, request, f"Automatic: {told}")


def _of_auto_reply(reading: Reading) -> str:
    if reading.kind is not ReadingKind.AUTO_REPLY:
        return ""
    if entry := reading.registration:
        on = f" of {entry.registered_on:%d.%m.%Y}" if entry.registered_on else ""
        return f"Registered there under number {entry.number}{on}."
    if reading.return_on or reading.deputy:
        until = f" until {reading.return_on:%d.%m.%Y}" if reading.return_on else ""
        deputy = "; a deputy is named in it" if reading.deputy else ""
        return f"Out of office{until}{deputy}."
    return "An automatic reply."
