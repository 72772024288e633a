"""The versions of a proposal's text as its events tell them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from pydantic import JsonValue
from pydantic_core import from_json

from models.event import Event, EventKind
from models.form_changes import Change, changes
from models.frozen import Frozen
from models.ids import Actor, CaseId, PaperId, proposal_workflow_id
from store.errors import NotFoundError
from store.unit_of_work import SqlUnits

_VERSIONS: Final = frozenset(
    {EventKind.SUBMITTED, EventKind.RESUBMITTED, EventKind.TEXT_CORRECTED}
)


class Version(Frozen):
    """`number` None: a corrected text that is no version, or not yet.

    `seq` is the event's; `by` whoever handed it in, where another let it go.
    """

    number: int | None
    form: PaperId
    kind: EventKind
    seq: int
    at: datetime
    actor: Actor
    reason: str
    by: str = ""
    waits: bool = False


async def versions(units: SqlUnits, case: CaseId) -> Sequence[Version]:
    """In order; a text handed in to correct another stands there until it is one."""
    async with units.read() as unit:
        events = await unit.events.of(proposal_workflow_id(case))
    found: list[Version] = []
    waiting: Version | None = None
    for event in events:
        if event.kind is EventKind.TEXT_HANDED_IN:
            waiting = _version(event, waits=True)
        elif event.kind is EventKind.TEXT_DROPPED and waiting is not None:
            found.append(waiting.model_copy(update={"waits": False}))
            waiting = None
        elif event.kind in _VERSIONS:
            by = f"{event.body.get('corrector') or ''}"
            found.append(_version(event).model_copy(update={"by": by}))
            waiting = None if by else waiting
    return [*found, *([waiting] if waiting else ())]


async def compared(
    units: SqlUnits, before: Version, after: Version
) -> Sequence[Change]:
    """Field by field; of a text that was erased, nothing is left to compare."""
    return changes(await _form(units, before), await _form(units, after))


def _version(event: Event, *, waits: bool = False) -> Version:
    number = event.body.get("version")
    return Version(
        number=number if isinstance(number, int) else None,
        form=PaperId(str(event.body["form"])),
        kind=event.kind,
        seq=event.seq,
        at=event.at,
        actor=event.actor,
        reason=event.reason,
        waits=waits,
    )


async def _form(units: SqlUnits, version: Version) -> Mapping[str, JsonValue]:
    async with units.read() as unit:
        try:
            read = from_json(await unit.papers.get(version.form))
        except (NotFoundError, ValueError):
            return {}
    return read if isinstance(read, dict) else {}
