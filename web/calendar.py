"""The sessions as a calendar for programs that bring no cookie.

Its address is the key: it follows from the account, its password and the desk's key,
so that a new password ends the old address, and a closed account has none.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from starlette.responses import Response

from documents.calendar_feed import MEDIA, Event, calendar_feed
from documents.words import SIMULATION
from models.account import Account, Role
from models.compliance import LegalStatus
from models.ids import CorridorCode
from models.milestone_words import name_of
from models.milestones import MilestoneName
from models.reference_number import session_name
from models.reply_form import Language
from models.session import Session, SessionState
from models.timetable import LONGEST_OPENING
from store.errors import NotFoundError
from web.desk import Desk, Visit
from web.places import session_path
from web.saying import Saying

_BETWEEN: Final = "."


async def address(desk: Desk, account: Account) -> str:
    """Where a person's calendar is; nothing for an auditor, whose reading is noted."""
    if Role.AUDITOR in account.roles or account.until is not None:
        return ""
    async with desk.access.units.read() as unit:
        credential = await unit.credentials.find(account.account)
    secret = credential.password if credential else ""
    key = desk.keys.calendar(account.account, secret)
    return f"/calendar/{account.account}{_BETWEEN}{key}.ics"


async def take(desk: Desk, visit: Visit) -> Response:
    """Every session, with its freeze and its steps.

    Raises:
        NotFoundError: it is nobody's address, or of somebody who has left.
    """
    path = visit.request.url.path
    code = visit.request.path_params["token"].partition(_BETWEEN)[0]
    async with desk.access.units.read() as unit:
        account = await unit.accounts.find(code)
    known = await address(desk, account) if account else ""
    if account is None or not secrets.compare_digest(known.encode(), path.encode()):
        raise NotFoundError(visit.say("calendar.nobody"))
    say = Saying(account.language)
    simulated = await _simulated(desk)
    events = [
        event._replace(summary=f"{SIMULATION}: {event.summary}")
        if session.corridor in simulated
        else event
        for session in await desk.access.reading.sessions()
        for event in _events(session, say, desk.access.settings.desk_url)
    ]
    content = calendar_feed(events, say("calendar.title"), visit.now)
    return Response(content, media_type=MEDIA)


def _events(session: Session, say: Saying, desk_url: str) -> Iterator[Event]:
    name, at = session_name(session.session), session.session
    cancelled = session.state is SessionState.CANCELLED
    here = f"{desk_url}{session_path(at)}"
    if session.starts_at is not None:
        yield Event(
            at,
            session.starts_at,
            say("calendar.session", name=name),
            ends=_ends(session, session.starts_at),
            place=session.place_in(say.language),
            moved=session.postponements,
            cancelled=cancelled,
            address=here,
        )
    if cancelled:
        return
    if session.freeze_at is not None:
        told = say("calendar.freeze", name=name)
        yield Event(f"{at}/freeze", session.freeze_at, told, address=here)
    for one in session.plan.milestones if session.plan else ():
        if one.date is None or one.name is MilestoneName.AGENDA_FREEZE:
            continue
        told = f"{name}: {name_of(one.name, Language(say.language))}"
        yield Event(f"{at}/{one.name}", one.date, told, address=here)


def _ends(session: Session, starts_at: datetime) -> datetime:
    minutes = min(session.capacity, LONGEST_OPENING)
    return max(session.ends_at or starts_at, starts_at + timedelta(minutes=minutes))


async def _simulated(desk: Desk) -> frozenset[CorridorCode]:
    async with desk.access.units.read() as unit:
        corridors = await unit.corridors.all()
    return frozenset(
        one.code for one in corridors if one.legal_status is LegalStatus.SIMULATION
    )
