"""Acts that are refused are acts too: they stand beside those that were done."""

from datetime import datetime

from models.event import EventKind, Stamp, without_addresses
from models.ids import proposal_workflow_id, refusal_stream
from models.refusal import Wanted
from store.errors import NotFoundError
from store.reading import SqlReading
from store.unit_of_work import SqlUnits


async def note(
    units: SqlUnits, reading: SqlReading, wanted: Wanted, said: str, *, at: datetime
) -> Stamp:
    """Put on record that an act was refused, and with which sentence.

    It stands in the history of the proposal it is about, or in the officer's own.
    """
    stream = await _stream(reading, wanted)
    async with units.write(at) as unit:
        event = await unit.events.append(
            stream=stream,
            kind=EventKind.ACT_REFUSED,
            actor=wanted.actor,
            at=at,
            reason=without_addresses(wanted.without_words(said)),
            body={"act": wanted.act, "asked": {**wanted.asked}},
        )
    return event.stamp


async def _stream(reading: SqlReading, wanted: Wanted) -> str:
    own = refusal_stream(wanted.actor)
    if wanted.ref is None:
        return own
    try:
        return proposal_workflow_id((await reading.case_by_ref(wanted.ref)).case)
    except NotFoundError:
        return own
