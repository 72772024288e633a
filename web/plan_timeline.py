"""The plan of a session in time, over the holidays of both its countries."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from babel.dates import format_date
from markupsafe import Markup

from documents.plan_chart import (
    DaysOff,
    PlanChart,
    Shape,
    Step,
    bounds,
    plan_svg,
)
from models.milestone_words import name_of
from models.milestones import Milestone, Plan
from models.reply_form import Language
from models.session import Session
from models.working_calendar import WorkingCalendar
from web.desk import Desk, Visit
from web.saying import ROME, Saying

_LEGEND: Final = ("weekend", "holiday", "sitting", "today")


async def plan_timeline(desk: Desk, visit: Visit, session: Session) -> Markup | None:
    """Its drawing; None while the session has no date, or no plan."""
    plan = session.plan
    if plan is None or plan.starts_on is None or plan.ends_on is None:
        return None
    async with desk.access.units.read() as unit:
        corridor = await unit.corridors.get(session.corridor)
    calendars = desk.access.calendars_of(corridor)
    sitting = (plan.starts_on, plan.ends_on)
    steps = [*_steps(plan, visit.say)]
    shown = bounds([*(one.day for one in steps), *sitting])
    chart = PlanChart(
        title=visit.say("plan_chart.title", session=session.roman),
        told=visit.say(
            "plan_chart.told",
            number=len(steps),
            first=visit.say.day(min(one.day for one in steps)),
            last=visit.say.day(max(one.day for one in steps)),
        ),
        steps=steps,
        session=sitting,
        today=visit.now.astimezone(ROME).date(),
        off=[_off(one, visit.say, shown) for one in calendars],
        months=[*_months(visit.say, shown)],
        legend=[visit.say(f"plan_chart.{one}") for one in _LEGEND],
    )
    return Markup(plan_svg(chart))  # noqa: S704  (our own SVG, its words escaped)


def _steps(plan: Plan, say: Saying) -> Iterator[Step]:
    for one in plan.milestones:
        if one.date is not None:
            name = name_of(one.name, Language(say.language))
            yield Step(name, one.date, say.day(one.date), _shape(one))


def _shape(one: Milestone) -> Shape:
    if one.done:
        return Shape.DONE
    return Shape.AHEAD if one.fits else Shape.LATE


def _off(calendar: WorkingCalendar, say: Saying, shown: tuple[date, date]) -> DaysOff:
    days = [one for one in _days(shown) if one.year in calendar.years]
    holidays = frozenset(one for one in days if calendar.is_holiday(one))
    rest = frozenset(one for one in days if not calendar.is_working(one))
    told = say("plan_chart.country", code=calendar.name)
    return DaysOff(told, rest - holidays, holidays)


def _months(say: Saying, shown: tuple[date, date]) -> Iterator[tuple[date, str]]:
    """January with its year, which the others go without."""
    for day in _days(shown):
        if day.day == 1:
            form = "MMM y" if day.month == 1 else "MMM"
            yield day, str(format_date(day, form, locale=say.language))


def _days(shown: tuple[date, date]) -> Sequence[date]:
    first, last = shown
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
