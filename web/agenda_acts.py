"""Every decision on a session's agenda that the desk offers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final, NamedTuple

from models.account import Role
from models.case import Phase
from models.errors import DomainError
from models.event import Stamp
from models.ids import SessionId
from models.reference_number import session_name
from models.session import Session, SessionState
from models.session_timetable import timetable_of
from models.timetable import Timetable
from runtime.dates import moment
from runtime.office import Office
from store.read_models import AgendaRow, CaseRow
from web.acting import Decision, Matter, by_office
from web.desk import Desk, Visit
from web.fields import REASON, Choices, Field, Given, Kind
from web.places import agenda_path
from web.session_acts import session_at
from web.whole import whole

_OPEN: Final = frozenset({SessionState.COLLECTING, SessionState.FROZEN})
_NOTE: Final = Field("conflict_note", Kind.WORDS)
_WHY: Final = Field("reason", Kind.WORDS)


class Laid(NamedTuple):
    """A session, and when its tables sit; None while it has no date."""

    session: Session
    timetable: Timetable | None

    @property
    def name(self) -> str:
        return session_name(self.session.session)


async def _move(office: Office, at: Laid, given: Given) -> Stamp:
    if at.timetable is None:
        raise DomainError(f"{at.name} has no date: nothing can be placed yet.")
    minutes = whole(given["item_minutes"])
    if given["item_minutes"] and not minutes:
        raise DomainError("An item has minutes, 1 or more: correct them.")
    return await office.move_item(
        at.name,
        given["item"],
        table=given["table"],
        at=moment("at", given["starts"], at.timetable.zone),
        minutes=minutes or None,
        reason=given["reason"],
        note=given["conflict_note"],
    )


async def _swap(office: Office, at: Laid, given: Given) -> Stamp:
    why = {"reason": given["reason"], "note": given["conflict_note"]}
    return await office.swap_items(at.name, given["item"], given["other_item"], **why)


async def _remove(office: Office, at: Laid, given: Given) -> Stamp:
    return await office.remove_item(at.name, given["item"], reason=given["reason"])


async def _add(office: Office, at: Laid, given: Given) -> Stamp:
    return await office.add_late_item(at.name, given["item"], reason=given["reason"])


async def _drop(office: Office, at: Laid, given: Given) -> Stamp:
    return await office.drop_partner(
        at.name,
        given["item"],
        given["body"],
        reason=given["reason"],
        note=given["conflict_note"],
    )


async def _lay(office: Office, at: Laid, given: Given) -> Stamp:
    return await office.lay_tables(
        at.name,
        given["tables_sheet"].encode(),
        reason=given["reason"],
        note=given["conflict_note"],
    )


async def laid_at(desk: Desk, visit: Visit) -> Laid:
    """The session the address names.

    Raises:
        NotFoundError: there is none.
    """
    session = await session_at(desk, visit)
    async with desk.access.units.read() as unit:
        corridor = await unit.corridors.get(session.corridor)
    return Laid(session, timetable_of(session, corridor))


async def waiting(desk: Desk, session: Session) -> Sequence[CaseRow]:
    """The ready proposals of this session and the next that have no slot in this."""
    reading = desk.access.reading
    here = {one.case for one in await reading.agenda(session.session)}
    later = (
        one
        for one in await reading.sessions(session.corridor)
        if one.ordinal > session.ordinal and one.state is not SessionState.CANCELLED
    )
    following = min(later, key=lambda one: one.ordinal, default=None)
    named: Sequence[SessionId] = [
        one.session for one in (session, following) if one is not None
    ]
    found = [
        one
        for of in named
        for one in await reading.list_cases(session=of, phase=Phase.READY)
    ]
    return [one for one in found if one.case not in here]


async def matter_of(desk: Desk, visit: Visit) -> Matter[Laid]:
    at = await laid_at(desk, visit)
    where = f"{at.session.place}, {visit.say.time(at.session.starts_at)}"
    return Matter(at, at.name, where, agenda_path(at.session.session))


def called(visit: Visit, rows: Sequence[AgendaRow | CaseRow]) -> Mapping[str, str]:
    named = {
        one.ref: one.title.get(visit.say.language) or next(iter(one.title.values()), "")
        for one in rows
    }
    return {ref: f"{ref}: {title}" for ref, title in named.items()}


async def _placed(desk: Desk, visit: Visit, at: Laid) -> Choices:
    found = called(visit, await desk.access.reading.agenda(at.session.session))
    return {"item": found, "other_item": found}


async def _movable(desk: Desk, visit: Visit, at: Laid) -> Choices:
    """Also what waits; to any table that is no visit."""
    on = (await _placed(desk, visit, at))["item"]
    off = [
        one
        for one in await waiting(desk, at.session)
        if one.session == at.session.session
    ]
    tables = at.timetable.tables if at.timetable else ()
    language = visit.say.language
    keys = {
        one.key: ", ".join(filter(None, (one.key, one.title.get(language), one.room)))
        for one in tables
        if not one.visit
    }
    return {"item": {**on, **called(visit, off)}, "table": keys}


async def _late(desk: Desk, visit: Visit, at: Laid) -> Choices:
    return {"item": called(visit, await waiting(desk, at.session))}


def _decision(
    name: str,
    command: str,
    fields: Sequence[Field],
    carry: Callable[[Office, Laid, Given], Awaitable[Stamp]],
    choices: Callable[[Desk, Visit, Laid], Awaitable[Choices]] | None = None,
) -> Decision[Laid]:
    async def find(desk: Desk, visit: Visit) -> Matter[Laid]:
        matter = await matter_of(desk, visit)
        if choices is None:
            return matter
        there = await choices(desk, visit, matter.thing)
        return Matter(**{**vars(matter), "choices": there})

    return Decision(
        name=name,
        command=f"session {command}",
        roles=(Role.SECRETARIAT,),
        fields=fields,
        carry=by_office(carry),
        fits=lambda at: at.session.state in _OPEN,
        find=find,
    )


_ITEM: Final = Field("item", Kind.CHOICE, required=True)
_OTHER: Final = Field("other_item", Kind.CHOICE, required=True)
_TABLE: Final = Field("table", Kind.CHOICE, required=True)
_STARTS: Final = Field("starts", Kind.MOMENT, required=True)
_MINUTES: Final = Field("item_minutes", Kind.NUMBER)
_BODY: Final = Field("body", required=True)

MOVE: Final = _decision(
    "move_item",
    "move",
    (_ITEM, _TABLE, _STARTS, _MINUTES, _WHY, _NOTE),
    _move,
    _movable,
)
SWAP: Final = _decision(
    "swap_items", "swap", (_ITEM, _OTHER, _WHY, _NOTE), _swap, _placed
)
REMOVE: Final = _decision("remove_item", "remove", (_ITEM, REASON), _remove, _movable)
ADD: Final = _decision("add_late", "add-late", (_ITEM, _WHY), _add, _late)
DROP: Final = _decision(
    "drop_partner", "partner-out", (_ITEM, _BODY, REASON, _NOTE), _drop, _placed
)
LAY: Final = _decision(
    "lay_tables",
    "tables",
    (Field("tables_sheet", Kind.SHEET, required=True), _WHY, _NOTE),
    _lay,
)
AGENDA_ACTS: Final[Sequence[Decision[Laid]]] = (MOVE, SWAP, REMOVE, ADD, DROP)
