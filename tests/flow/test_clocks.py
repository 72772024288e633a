"""Clocks that stand still while somebody else is waited for, and say so."""

from datetime import timedelta

import pytest

from models.acts import Verdict
from models.deadline_words import explain
from models.deadlines import TermName
from models.errors import DomainError
from models.running_deadline import RunningDeadline
from runtime.errands import RefusedError
from tests.flow.house import GOOD, House, house
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def clocks(here: House, ref: str) -> dict[TermName, RunningDeadline]:
    async with here.wired.units.read() as unit:
        found = await unit.deadlines.of(here.stream(ref))
    return {one.name: one for one in found}


async def why(here: House, ref: str, name: TermName, language: str) -> str:
    one = (await clocks(here, ref))[name]
    assert one.deadline.calendar is not None
    async with here.wired.units.read() as unit:
        calendar = await unit.calendars.of(one.deadline.calendar)
    return explain(one.deadline, calendar, language)


async def in_validation(here: House) -> str:
    ref: str = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    return ref


async def overdue(here: House, ref: str) -> bool:
    return "validation-due" in await here.open_tasks(here.stream(ref))


async def test_stopped_clock_does_not_run_out(here):
    ref = await in_validation(here)
    announced = (await clocks(here, ref))[TermName.VALIDATION].ends_at
    assert announced is not None

    await here.o1.stop_clocks(ref, "Regione Monteverde", "Its opinion is needed.")
    assert (await clocks(here, ref))[TermName.VALIDATION].ends_at is None
    await here.sleep(timedelta(days=60))
    assert not await overdue(here, ref)
    await here.o1.resume_clocks(ref)

    moved = (await clocks(here, ref))[TermName.VALIDATION].ends_at
    assert moved is not None
    assert moved - announced > timedelta(days=59)
    case = await here.case(ref)
    assert case.due_at == moved
    for language, words in (
        ("it", "Regione Monteverde"),
        ("ru", "Regione Monteverde"),
        ("en", "waiting for Regione Monteverde"),
    ):
        assert words in await why(here, ref, TermName.VALIDATION, language)
    await here.sleep(timedelta(days=1))
    assert not await overdue(here, ref)
    await here.sleep(moved - await here.now() + timedelta(minutes=1))
    await until(overdue, here, ref, want=True)
    assert [k for k in await here.kinds(ref) if k.startswith("clock.")] == [
        "clock.stopped",
        "clock.resumed",
    ]


async def test_clock_is_stopped_once_and_resumed_once(here):
    ref = await in_validation(here)

    with pytest.raises(RefusedError, match="nothing to resume"):
        await here.o1.resume_clocks(ref)
    await here.o1.stop_clocks(ref, "Regione Monteverde", "Its opinion is needed.")
    with pytest.raises(RefusedError, match="already stands still"):
        await here.o1.stop_clocks(ref, "Regione Monteverde", "Again.")
    await here.o1.resume_clocks(ref)


async def test_clock_stops_for_a_reason_and_a_party(here):
    ref = await in_validation(here)
    before = await here.kinds(ref)

    with pytest.raises(RefusedError, match="for a reason"):
        await here.o1.stop_clocks(ref, "Regione Monteverde", "")
    with pytest.raises(RefusedError, match="the party waited for"):
        await here.o1.stop_clocks(ref, " ", "Its opinion is needed.")

    assert await here.kinds(ref) == before
    assert (await clocks(here, ref))[TermName.VALIDATION].ends_at is not None


async def test_bodies_are_not_stopped_for_one_of_them(here):
    ref = await disseminated(here)

    with pytest.raises(RefusedError, match="only while it is validation"):
        await here.o1.stop_clocks(ref, "Regione Monteverde", "It asked for time.")


async def test_return_stops_our_clock_until_the_form_comes_back(here):
    ref = await in_validation(here)
    announced = (await clocks(here, ref))[TermName.VALIDATION].ends_at
    assert announced is not None

    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="Plan missing")
    assert (await clocks(here, ref))[TermName.VALIDATION].ends_at is None
    await here.sleep(timedelta(days=7))
    await here.o1.revise(ref, sample())
    await until(here.phase, ref, "validation")

    found = await clocks(here, ref)
    ends_at = found[TermName.VALIDATION].ends_at
    assert ends_at is not None
    assert timedelta(days=6) < ends_at - announced < timedelta(days=14)
    assert found[TermName.COMPLETION].closed_at is not None
    assert "Plan missing" in await why(here, ref, TermName.VALIDATION, "en")


async def returned_and_revised(here: House, ref: str, days: int) -> None:
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="Plan missing")
    await here.sleep(timedelta(days=days))
    await here.o1.revise(ref, sample())
    await until(here.phase, ref, "validation")


async def test_clock_that_was_resumed_by_a_new_version_can_be_stopped(here):
    ref = await in_validation(here)
    await returned_and_revised(here, ref, 7)

    await here.o1.stop_clocks(ref, "Regione Monteverde", "Its opinion is needed.")
    await here.sleep(timedelta(days=60))
    assert not await overdue(here, ref)
    await here.o1.resume_clocks(ref)

    ends_at = (await clocks(here, ref))[TermName.COMPLETENESS].ends_at
    assert ends_at is not None
    assert not await overdue(here, ref)
    await here.sleep(ends_at - await here.now() + timedelta(minutes=1))
    await until(overdue, here, ref, want=True)


async def test_only_the_term_that_was_over_begins_anew_with_a_new_version(here):
    ref = await in_validation(here)
    before = await clocks(here, ref)
    over, announced = (
        before[TermName.COMPLETENESS].ends_at,
        before[TermName.VALIDATION].ends_at,
    )
    assert over is not None
    assert announced is not None
    await here.sleep(over - await here.now() + timedelta(hours=1))
    await until(overdue, here, ref, want=True)

    await returned_and_revised(here, ref, 7)

    after = await clocks(here, ref)
    validation, completeness = after[TermName.VALIDATION], after[TermName.COMPLETENESS]
    assert (completeness.number, validation.number) == (2, 1)
    assert validation.ends_at is not None
    assert timedelta(days=6) < validation.ends_at - announced < timedelta(days=14)
    assert (await here.case(ref)).due_at == validation.ends_at
    assert not await overdue(here, ref)


async def test_proposal_is_returned_while_its_clocks_stand_still_by_hand(here):
    ref = await in_validation(here)
    await here.o1.stop_clocks(ref, "Regione Monteverde", "Its opinion is needed.")

    await returned_and_revised(here, ref, 7)

    [returned] = [
        one for one in await here.events(ref) if one.kind == "proposal.returned"
    ]
    assert returned.body["waited_for"] == {
        "completeness": "Regione Monteverde",
        "validation": "Regione Monteverde",
    }
    found = (await clocks(here, ref))[TermName.COMPLETENESS]
    assert found.ends_at is not None
    await here.sleep(found.ends_at - await here.now() + timedelta(minutes=1))
    await until(overdue, here, ref, want=True)


async def test_rejection_is_noticed_while_the_clocks_stand_still_by_hand(here):
    ref = await in_validation(here)
    await here.o1.stop_clocks(ref, "Regione Monteverde", "Its opinion is needed.")

    await here.o2.validate(ref, Verdict.REJECT, scores=None, reason="pure sale")

    await until(here.phase, ref, "rejection-notice")


async def test_extension_is_asked_by_one_and_approved_by_another(here):
    ref = await disseminated(here)
    until_ = await here.now() + timedelta(days=50)

    with pytest.raises(RefusedError, match="does not approve it"):
        await here.o1.extend(ref, until_, "August", requester="secretariat:o1")
    with pytest.raises(DomainError, match="nobody who can ask"):
        await here.o1.extend(ref, until_, "August", requester="a friend")
    await here.extend(ref, 50)

    told = await why(here, ref, TermName.INTEREST, "en")
    assert "body:IT-57" in told
    assert "secretariat:o1" in told


async def test_deadlines_end_with_the_case(here):
    ref = await disseminated(here)
    await here.o1.withdraw(ref, "The firm was sold.")
    await until(here.phase, ref, "closed")

    assert [
        one for one in (await clocks(here, ref)).values() if not one.closed_at
    ] == []


async def test_calendar_in_use_stays(here):
    ref = await in_validation(here)
    used = (await clocks(here, ref))[TermName.VALIDATION].deadline.calendar
    assert used is not None

    with pytest.raises(DomainError, match="is in use"):
        async with here.wired.units.write() as unit:
            await unit.calendars.drop(used)

    async with here.wired.units.read() as unit:
        assert (await unit.calendars.of(used)).version == used.version


async def test_decision_on_time_is_unchanged_by_a_stop(here):
    ref = await in_validation(here)
    await here.o1.stop_clocks(ref, "Regione Monteverde", "Its opinion is needed.")

    await here.o2.validate(ref, Verdict.ACCEPT, scores=GOOD, reason="")

    await until(here.phase, ref, "open")
