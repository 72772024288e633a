"""Files whose term is about to end, by the days of the calendar it is counted in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from models.deadline import CalendarRef
from models.running_deadline import RunningDeadline
from models.task import AT_RISK
from models.working_calendar import WorkingCalendar
from store.read_models import CaseRow
from web.desk import Desk

_AHEAD: Final = timedelta(days=30)
"""Within them lie `AT_RISK` working days, whatever holidays there are."""


async def at_risk(desk: Desk, now: datetime) -> Sequence[CaseRow]:
    """Files whose term ends within `AT_RISK` working days of its own calendar."""
    found = await desk.access.at_stake.due_before(now + _AHEAD)
    stake = await desk.access.at_stake.of([one.case for one in found])
    calendars: dict[CalendarRef, WorkingCalendar] = {}
    async with desk.access.units.read() as unit:
        for terms in stake.terms.values():
            for ref in (one.deadline.calendar for one in terms):
                if ref and ref not in calendars:
                    calendars[ref] = await unit.calendars.of(ref)
    return [
        one
        for one in found
        if _soon(one, stake.terms.get(one.case, ()), calendars, now)
    ]


def _soon(
    case: CaseRow,
    terms: Sequence[RunningDeadline],
    calendars: Mapping[CalendarRef, WorkingCalendar],
    now: datetime,
) -> bool:
    term = next((one for one in terms if one.ends_at == case.due_at), None)
    ref = term.deadline.calendar if term else None
    if case.due_at is None:
        return False
    if term is None or ref is None:
        return case.due_at <= now + timedelta(days=AT_RISK)
    today = term.deadline.day(now)
    return term.deadline.day(case.due_at) <= calendars[ref].add(today, AT_RISK)
