"""Opening a session: its whole plan is seen before it stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from models.account import Role
from models.corridor import Corridor
from models.errors import DomainError
from models.ids import CorridorCode, SessionId, session_id
from models.milestone_words import name_of
from models.milestones import Milestone
from models.reply_form import Language
from models.session_rules import parse_ordinal
from runtime.dates import moment
from web.acting import Carried, Decision, Matter, Seat
from web.consequences import consequences
from web.desk import Desk, Visit
from web.fields import Field, Given, Kind
from web.places import SESSIONS
from web.saying import Saying
from web.sentences import Line
from web.whole import whole

Corridors = Mapping[str, Corridor]


async def _carry(seat: Seat, known: Corridors, given: Given) -> Carried:
    corridor = known[given["corridor"]]
    office = await seat.access.office(seat.actor, now=seat.now, dry=seat.dry)
    begins = moment("begins", given["begins"], corridor.zone_a)
    last = given["last_day"]
    ends = moment("last_day", last, corridor.zone_a) if last else None
    capacity = whole(given["capacity"])
    if capacity is None:
        raise DomainError("The capacity is in whole minutes: correct it.")
    stamp = await office.open_session(
        corridor.code,
        given["ordinal"],
        programme=given["programme"],
        country=given["host"],
        place=given["place"],
        starts_at=begins,
        ends_at=ends,
        capacity=capacity,
        now=seat.now,
    )
    if not seat.dry:
        return Carried(stamp)
    told = await consequences(seat.access, seat.say, office.foreseen)
    named = session_id(corridor.code, parse_ordinal(given["ordinal"]))
    return Carried(None, [*told, *await _plan(seat, named, begins, ends)])


async def _plan(
    seat: Seat, named: SessionId, begins: datetime, ends: datetime | None
) -> Sequence[Line]:
    """Every step with its day; of a corridor whose terms are in seconds, none."""
    try:
        found = await seat.access.session_plan(named, begins, ends, now=seat.now)
    except DomainError:
        return ()
    overlapping = [f"Its cycle overlaps that of {one}." for one in found.overlapping]
    steps = [_step(seat.say, one) for one in found.plan.milestones]
    return [*steps, *map(seat.say.sentence, overlapping)]


def _step(say: Saying, one: Milestone) -> Line:
    told = say(
        "foreseen.day" if one.fits else "foreseen.late",
        step=name_of(one.name, Language(say.language)),
        day=say.day(one.date) or say("foreseen.no_day"),
    )
    return Line(told, say.language)


async def _matter(desk: Desk, visit: Visit) -> Matter[Corridors]:
    async with desk.access.units.read() as unit:
        known: Corridors = {one.code: one for one in await unit.corridors.all()}
        programmes = [
            programme
            for code in known
            for programme in await unit.corridors.programmes(CorridorCode(code))
        ]
    hosts = {side: side for one in known.values() for side in (one.side_a, one.side_b)}
    return Matter(
        known,
        visit.say("sessions.title"),
        visit.say("act.open_session"),
        SESSIONS,
        choices={
            "corridor": {code: code for code in known},
            "programme": {one.code: one.code for one in programmes},
            "host": hosts,
        },
    )


OPEN: Final[Decision[Corridors]] = Decision(
    name="open_session",
    command="session open",
    roles=(Role.SECRETARIAT,),
    fields=(
        Field("corridor", Kind.CHOICE, required=True),
        Field("ordinal", required=True),
        Field("programme", Kind.CHOICE, required=True),
        Field("host", Kind.CHOICE, required=True),
        Field("place", required=True),
        Field("begins", Kind.MOMENT, required=True),
        Field("last_day", Kind.DAY),
        Field("capacity", Kind.NUMBER, required=True),
    ),
    carry=_carry,
    fits=bool,
    find=_matter,
)
