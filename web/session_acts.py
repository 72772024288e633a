"""Every decision on a session that the desk offers."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from models.account import Role
from models.event import Stamp
from models.ids import SessionId
from models.reference_number import session_name
from models.session import Session, SessionState
from runtime.dates import moment, refuse_lone_end
from runtime.meeting_places import remote_of
from runtime.office import Office
from web.acting import Decision, Matter, by_office
from web.desk import Desk, Visit
from web.fields import REASON, Field, Given, Kind
from web.places import session_path
from web.saying import ROME

_SECRETARIAT: Final = (Role.SECRETARIAT,)
_NOT_HELD: Final = frozenset(
    {SessionState.COLLECTING, SessionState.FROZEN, SessionState.POSTPONED}
)


async def _freeze(office: Office, session: Session, given: Given) -> Stamp:
    return await office.freeze(session_name(session.session), given["reason"])


async def _hold(office: Office, session: Session, given: Given) -> Stamp:
    left_out = [one for one in given["not_treated"].replace(",", " ").split() if one]
    name = session_name(session.session)
    minutes = given["minutes"].encode()
    return await office.hold(name, left_out, given["reason"], minutes=minutes)


async def _postpone(office: Office, session: Session, given: Given) -> Stamp:
    name = session_name(session.session)
    refuse_lone_end(given["until"], given["last_day"])
    until, ends = (
        moment(one, given[one], ROME.key) if given[one] else None
        for one in ("until", "last_day")
    )
    return await office.postpone(name, until, given["reason"], ends=ends)


async def _cancel(office: Office, session: Session, given: Given) -> Stamp:
    return await office.cancel_session(session_name(session.session), given["reason"])


async def _remote(office: Office, session: Session, given: Given) -> Stamp:
    name = session_name(session.session)
    meets = remote_of(given["meets"], given["rooms"].split())
    return await office.change_format(name, remote=meets, reason=given["reason"])


async def _in_person(office: Office, session: Session, given: Given) -> Stamp:
    name = session_name(session.session)
    return await office.change_format(name, remote=None, reason=given["reason"])


async def session_at(desk: Desk, visit: Visit) -> Session:
    """The session the address names.

    Raises:
        NotFoundError: there is none.
    """
    named = visit.request.path_params
    async with desk.access.units.read() as unit:
        found = SessionId(f"{named['corridor']}/{named['ordinal']}")
        return await unit.sessions.get(found)


async def _matter(desk: Desk, visit: Visit) -> Matter[Session]:
    session = await session_at(desk, visit)
    where = f"{session.place}, {visit.say.time(session.starts_at)}"
    name = session_name(session.session)
    return Matter(session, name, where, session_path(session.session))


def _decision(
    name: str,
    states: frozenset[SessionState],
    fields: Sequence[Field],
    carry: Callable[[Office, Session, Given], Awaitable[Stamp]],
    fits: Callable[[Session], bool] = lambda _: True,
) -> Decision[Session]:
    return Decision(
        name=name,
        command=f"session {name.replace('_', '-')}",
        roles=_SECRETARIAT,
        fields=fields,
        carry=by_office(carry),
        fits=lambda session: session.state in states and fits(session),
        find=_matter,
    )


HOLD: Final = _decision(
    "hold",
    frozenset({SessionState.FROZEN}),
    (Field("not_treated"), Field("minutes", Kind.SHEET), REASON),
    _hold,
)
SESSION_ACTS: Final[Sequence[Decision[Session]]] = (
    _decision("freeze", frozenset({SessionState.COLLECTING}), (REASON,), _freeze),
    HOLD,
    _decision(
        "postpone",
        _NOT_HELD,
        (Field("until", Kind.MOMENT), Field("last_day", Kind.DAY), REASON),
        _postpone,
    ),
    _decision("cancel", _NOT_HELD, (REASON,), _cancel),
    _decision(
        "remote",
        _NOT_HELD,
        (Field("meets", required=True), Field("rooms", Kind.WORDS), REASON),
        _remote,
        lambda session: session.remote is None,
    ),
    _decision(
        "in_person",
        _NOT_HELD,
        (REASON,),
        _in_person,
        lambda session: session.remote is not None,
    ),
)
