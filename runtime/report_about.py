"""What a report is about: the corridor, the session and the months somebody named."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.compliance import LegalStatus
from models.corridor import Corridor
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import CorridorCode, SessionId
from models.reference_number import session_named
from models.report import Period
from models.report_scope import ReportFrame, ReportScope, month, month_of, period
from store.reports import SqlReports


class About(Frozen):
    """As people write it: months as 2009-10, a session as IT-RU/XV.

    Without a corridor it is the session's, or the only one there is; without months
    it is everything on record until today.
    """

    corridor: str | None = None
    first: str | None = None
    last: str | None = None
    session: str | None = None


class Subject(NamedTuple):
    corridor: Corridor
    scope: ReportScope
    frame: ReportFrame


async def subject(record: SqlReports, about: About, now: datetime) -> Subject:
    """Look up what was named.

    Raises:
        DomainError: there is no such corridor, session or period.
    """
    session = session_named(about.session) if about.session else None
    corridor = await _corridor(record, about.corridor, session)
    today = now.astimezone(ZoneInfo(corridor.zone_a)).date()
    scope = ReportScope(
        corridor=corridor.code,
        zone=corridor.zone_a,
        period=await _period(record, about, corridor, today),
        session=session,
    )
    frame = ReportFrame(
        corridor=corridor.code,
        period=scope.period,
        session=await _roman(record, corridor, session) if session else "",
        dated=today,
        simulated=corridor.legal_status is LegalStatus.SIMULATION,
    )
    return Subject(corridor, scope, frame)


async def _period(
    record: SqlReports, about: About, corridor: Corridor, today: date
) -> Period:
    last = month("--to", about.last) if about.last else month_of(today)
    if about.first:
        return period(month("--from", about.first), last)
    begins = await record.begins(corridor.code)
    first = begins.astimezone(ZoneInfo(corridor.zone_a)).date() if begins else today
    return period(month_of(min(first, last.first_day)), last)


async def _corridor(
    record: SqlReports, given: str | None, session: SessionId | None
) -> Corridor:
    known = {one.code: one for one in await record.corridors()}
    of_session = session.partition("/")[0].upper() if session else None
    wanted = (given or of_session or "").upper()
    if not wanted and len(known) == 1:
        return next(iter(known.values()))
    found = known.get(CorridorCode(wanted))
    if found is None:
        raise DomainError(
            f"Name a corridor on record with --corridor: {', '.join(known) or 'none'}."
        )
    if of_session not in {None, found.code}:
        raise DomainError(
            f"Session {session} belongs to {of_session}, not to {found.code}: name one"
            " of the two."
        )
    return found


async def _roman(record: SqlReports, corridor: Corridor, session: SessionId) -> str:
    for one in await record.sessions(corridor.code):
        if one.session == session:
            return one.roman
    raise DomainError(
        f"There is no session {session}; `starter.py session list` names them all."
    )
