"""The shipped samples, for whoever tries the system: bodies, a session, proposals."""

import json
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from models.ids import Actor
from models.session import Session, SessionState
from models.session_rules import roman
from runtime.client import Access
from runtime.demo_cast import partners
from runtime.demo_forms import renewed, samples
from runtime.demo_register import CORRIDOR, enter_partner, programme_of

BODIES: Final = 3
"""As many as one newcomer can answer for."""
_AHEAD: Final = timedelta(days=270)
_FIRST: Final = 29
_CAPACITY: Final = 240  # minutes
_ROME: Final = ZoneInfo("Europe/Rome")
_PLACE: Final = "Monteverde"


async def enter_samples(opened: Access, actor: Actor, *, now: datetime) -> bytes:
    """Enter three bodies with their agreements, and a session where none collects.

    Gives the file of the sample proposals for that session. What is there already
    stays as it is.

    Raises:
        NotRunningError: the engine does not answer.
    """
    register = opened.register(actor)
    for partner in partners()[:BODIES]:
        async with opened.units.read() as unit:
            known = await unit.bodies.find(partner.code)
        if known is None:
            await enter_partner(register, partner, now)
    session = await _collecting(opened) or await _open(opened, actor, now)
    forms = [
        renewed(form, session=session.ordinal, programme=session.programme)
        for form in samples()
    ]
    return json.dumps(forms, ensure_ascii=False).encode()


async def _collecting(opened: Access) -> Session | None:
    """The one that sits first, of those that still collect."""
    found = [
        one
        for one in await opened.reading.sessions(CORRIDOR)
        if one.state is SessionState.COLLECTING and one.starts_at
    ]
    return min(found, key=lambda one: str(one.starts_at), default=None)


async def _open(opened: Access, actor: Actor, now: datetime) -> Session:
    used = [one.ordinal for one in await opened.reading.sessions(CORRIDOR)]
    day = (now + _AHEAD).astimezone(_ROME).date()
    begins = datetime.combine(day, time(10), _ROME)
    office = await opened.office(actor)
    await office.open_session(
        CORRIDOR,
        roman(max(used, default=_FIRST - 1) + 1),
        programme=programme_of(day.year).code,
        country="IT",
        place=_PLACE,
        starts_at=begins,
        capacity=_CAPACITY,
        now=now,
    )
    found = await _collecting(opened)
    assert found is not None  # noqa: S101  (it has just been opened)
    return found
