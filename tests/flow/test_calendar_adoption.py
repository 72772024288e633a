"""A newer calendar is adopted by an act, told, to nobody's cost (I7, I21)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest

from models.acts import Verdict
from models.case import Outcome
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind
from models.running_deadline import RunningDeadline
from models.working_calendar import WorkingCalendar
from runtime.wiring import calendars
from tests.flow.agendas import words
from tests.flow.house import House, house
from tests.flow.rehearsals import desk
from tests.flow.samples import sample
from tests.flow.stories import closed, disseminated
from tests.flow.wait import until

MARCHE = "accordi@it-57.example"
WHY = "The decree of this year moves days off."
DAY = timedelta(days=1)
pytestmark = pytest.mark.flow


@contextmanager
def counting_in(calendar: WorkingCalendar) -> Iterator[None]:
    """The house's release counts in this calendar, until it is replaced."""
    built = calendars()._built
    today = calendars().country(calendar.name)
    built[calendar.name] = calendar
    try:
        yield
    finally:
        built[calendar.name] = today


def other(name: str, days: set[date], *, off: bool) -> WorkingCalendar:
    """As today's, but that these days are off, or worked."""
    today = calendars().country(name)
    changed = today.off | days if off else today.off - days
    worked = today.worked if off else today.worked | days
    return today.model_copy(
        update={"off": changed, "worked": worked, "version": "holidays-of-last-year"}
    )


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def soon(here: House, name: str) -> date:
    """A working day well within every term that begins now."""
    day = (await here.now()).date() + 5 * DAY
    return calendars().country(name).open_at_or_after(day)


async def running(here: House, ref: str, name: TermName) -> RunningDeadline:
    async with here.wired.units.read() as unit:
        found = await unit.deadlines.of(here.stream(ref))
    return next(one for one in found if one.name is name and one.closed_at is None)


async def told(here: House) -> str:
    ref = await disseminated(here)
    await here.letter(MARCHE)
    await here.nothing_waits()
    return ref


def ends(one: RunningDeadline) -> datetime:
    assert one.ends_at is not None
    return one.ends_at


async def test_adopting_moves_a_round_later_and_tells_all_its_bodies(here):
    """A day was counted as worked that today's version calls a day off."""
    found = set(holidays(await here.now()))
    with counting_in(other("IT", found, off=False)):
        ref = await told(here)
        old = await running(here, ref, TermName.INTEREST)

    [done] = await here.o1.adopt_calendar(calendars().country("IT"), WHY)

    assert (done.ref, done.refused) == (ref, "")
    new = await running(here, ref, TermName.INTEREST)
    assert ends(new) > ends(old)
    assert new.deadline.calendar is not None
    assert new.deadline.calendar.version == calendars().country("IT").version
    assert (await here.case(ref)).due_at == ends(new)
    await here.letter(MARCHE, 2)
    assert "prorogato" in words(here.letters(MARCHE)[-1])
    adopted = [
        one for one in await here.events(ref) if one.kind is EventKind.CALENDAR_ADOPTED
    ]
    assert [one.reason for one in adopted] == [WHY]
    await here.sleep(ends(old) + 4 * DAY - await here.now())
    assert await here.phase(ref) == "open"  # the timer moved too
    await here.sleep(timedelta(days=30))
    await closed(here, ref, Outcome.NO_INTEREST)


def holidays(now: datetime) -> Iterator[date]:
    """Days off of today's version within the next weeks, and what lies around."""
    italy = calendars().country("IT")
    for number in range(1, 60):
        day = now.date() + number * DAY
        if day.weekday() >= 5 and number < 15 and not italy.is_working(day):
            yield day


async def test_end_that_was_told_is_not_moved_earlier(here):
    ref = ""
    with counting_in(other("IT", {await soon(here, "IT")}, off=True)):
        ref = await told(here)
        old = await running(here, ref, TermName.INTEREST)
    letters = len(here.letters(MARCHE))
    dry = await desk(here, "secretariat:o1", dry=True)

    [shown] = await dry.adopt_calendar(calendars().country("IT"), WHY)

    assert shown.foreseen is not None
    assert [one for one in shown.foreseen.remarks if "would end sooner" in one]
    assert await running(here, ref, TermName.INTEREST) == old
    await here.o1.adopt_calendar(calendars().country("IT"), WHY)
    new = await running(here, ref, TermName.INTEREST)
    assert ends(new) == ends(old)
    [kept] = new.deadline.extensions
    assert (kept.approver, kept.until) == ("rule I7", ends(old))
    assert kept.before < kept.until
    assert len(here.letters(MARCHE)) == letters
    await here.extend(ref, 50)  # what the rule kept is not one of the two
    await here.extend(ref, 60)


async def test_proposer_is_told_of_the_new_end(here):
    worked = {(await here.now()).date() + n * DAY for n in range(2, 12)}
    with counting_in(other("RU", worked, off=False)):
        ref = (await here.submit(sample())).ref
        await until(here.phase, ref, "validation")
        await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="site plan")
        await until(here.phase, ref, "returned")
        await here.nothing_waits()
        old = await running(here, ref, TermName.COMPLETION)

    await here.o1.adopt_calendar(calendars().country("RU"), WHY)

    new = await running(here, ref, TermName.COMPLETION)
    assert ends(new) > ends(old)
    await here.nothing_waits()
    subjects = [
        str(one["Subject"]) for one in here.letters("projects@poima-eko.example")
    ]
    assert "Продление предоставленного Вам срока" in subjects[-1]
    await here.sleep(ends(old) + timedelta(hours=1) - await here.now())
    assert await here.phase(ref) == "returned"
    await here.sleep(timedelta(days=10))
    await closed(here, ref, Outcome.LAPSED)


async def test_nothing_to_adopt_is_said(here):
    await told(here)

    with pytest.raises(DomainError, match="nothing to adopt"):
        await here.o1.adopt_calendar(calendars().country("IT"), WHY)
    with pytest.raises(DomainError, match="for a reason"):
        await here.o1.adopt_calendar(calendars().country("IT"), " ")


async def test_version_nobody_counts_in_is_refused(here):
    ref = await told(here)

    strange = other("IT", {await soon(here, "IT")}, off=True)
    [done] = await here.o1.adopt_calendar(strange, WHY)

    assert "not the one new terms are counted in" in done.refused
    assert (await running(here, ref, TermName.INTEREST)).deadline.extensions == ()
