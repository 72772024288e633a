"""A session is planned backwards, reminds of its steps, and moves once (X11)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from activities.deadlines import ends_at
from models.deadlines import TermName
from models.ids import session_workflow_id
from models.milestones import MilestoneName, Plan
from models.reference_number import session_named
from models.session import Session
from runtime.errands import RefusedError
from tests.flow.house import House, house
from tests.flow.stories import disseminated, ready
from tests.flow.wait import until

SESSION = session_named("IT-RU/XXIX")
STREAM = session_workflow_id(SESSION)
M = MilestoneName


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def session(here: House) -> Session:
    async with here.wired.units.read() as unit:
        found = await unit.sessions.get(SESSION)
    assert isinstance(found, Session)
    return found


async def plan(here: House) -> Plan:
    found = (await session(here)).plan
    assert found is not None
    return found


async def postpone(here: House, days: int | None) -> None:
    now = await here.now()
    until_ = now + timedelta(days=days) if days else None
    await here.o1.postpone("IT-RU/XXIX", until_, "The hall is closed.")


async def test_session_is_planned_when_it_is_opened(here):
    found = await plan(here)

    starts_at = (await session(here)).starts_at
    assert starts_at is not None
    assert found.starts_on == starts_at.astimezone(ZoneInfo("Europe/Rome")).date()
    days = [one.date for one in found.milestones]
    assert days == sorted(day for day in days if day)
    freeze = (await session(here)).freeze_at
    assert freeze is not None
    assert freeze.astimezone(ZoneInfo("Europe/Rome")).date() == (
        found[M.AGENDA_FREEZE].date
    )


async def test_each_step_is_put_before_the_desk_on_its_day(here):
    due = (await plan(here))[M.LAST_PROPOSALS].date
    assert due is not None
    before = datetime.combine(due, datetime.min.time(), UTC) - timedelta(hours=2)

    await here.sleep(before - await here.now())
    assert not any("last_proposals" in one for one in await tasks(here))
    await here.sleep(timedelta(hours=12))

    async def reached() -> bool:
        return (await plan(here))[M.LAST_PROPOSALS].done

    await until(reached, want=True)
    assert any("last_proposals" in one for one in await tasks(here))


async def tasks(here: House) -> list[str]:
    async with here.wired.units.read() as unit:
        return [task.task for task in await unit.tasks.open_of(STREAM)]


async def test_moving_keeps_what_is_done_and_moves_the_rest(here):
    await here.sleep(timedelta(days=100))
    old = await plan(here)

    await postpone(here, 200)

    new = await plan(here)
    assert new[M.COLLECTION].done
    assert new[M.COLLECTION].date == old[M.COLLECTION].date
    later = (M.AGENDA_FREEZE, M.PROTOCOL, M.FOLLOW_UP_4)
    assert [name for name in later if new[name].date == old[name].date] == []
    async with here.wired.units.read() as unit:
        [moved] = [
            event
            for event in await unit.events.of(STREAM)
            if event.kind == "session.postponed"
        ]
    told = moved.body["milestones"]
    assert isinstance(told, dict)
    assert told["protocol"] == [str(old[M.PROTOCOL].date), str(new[M.PROTOCOL].date)]
    assert "collection" not in told
    assert (await session(here)).ordinal == 29


async def test_session_without_a_date_keeps_no_dead_timers(here):
    await postpone(here, None)

    found = await plan(here)
    assert [one.name for one in found.milestones if one.date and not one.done] == []
    assert (await session(here)).freeze_at is None
    before = await tasks(here)
    await here.sleep(timedelta(days=400))
    assert await tasks(here) == before


async def test_open_round_gets_the_new_wall_and_keeps_its_end(here):
    ref = await disseminated(here)
    case = await here.case(ref)
    before = await interest(here, ref)

    await postpone(here, 400)

    after = await interest(here, ref)
    assert before.deadline.wall is not None
    assert after.deadline.wall is not None
    assert after.deadline.wall.at > before.deadline.wall.at
    assert after.ends_at == before.ends_at == case.due_at
    await here.extend(ref, 300)  # the old wall would not have let it


async def test_end_that_the_old_wall_set_stays_told_and_can_be_moved_later(here):
    await postpone(here, 50)
    ref = await disseminated(here)
    before = await interest(here, ref)
    assert before.deadline.wall is not None
    assert before.ends_at == before.deadline.wall.at

    await postpone(here, 400)

    after = await interest(here, ref)
    [kept] = after.deadline.extensions
    assert (kept.approver, kept.until) == ("rule I7", before.ends_at)
    async with here.wired.units.read() as unit:
        assert await ends_at(unit, after.deadline) == after.ends_at == before.ends_at
        current = await unit.rounds.current(here.case_id(ref))
    assert current is not None
    assert current.deadline == before.ends_at
    assert before.ends_at is not None
    days = (before.ends_at - await here.now()).days + 3
    await here.extend(ref, days)  # later than was told, sooner than the free end
    assert (await interest(here, ref)).ends_at > before.ends_at


async def test_round_that_would_be_cut_is_left_and_named(here):
    ref = await disseminated(here)
    before = await interest(here, ref)

    await postpone(here, 45)

    assert await interest(here, ref) == before
    async with here.wired.units.read() as unit:
        moved = (await unit.events.of(STREAM))[-1]
    assert ref in str(moved.body["remarks"])


async def interest(here: House, ref: str):
    async with here.wired.units.read() as unit:
        found = await unit.deadlines.of(here.stream(ref))
    return next(one for one in found if one.name is TermName.INTEREST)


async def test_reservation_that_lapses_before_the_new_date_is_named(here):
    ref = await ready(here)

    await postpone(here, 300)

    async with here.wired.units.read() as unit:
        moved = (await unit.events.of(STREAM))[-1]
    assert f"{ref}: its reservation lapses" in str(moved.body["remarks"])


async def test_session_does_not_end_before_it_begins(here):
    now = await here.now()
    before = await session(here)

    with pytest.raises(RefusedError, match="exchange the two days"):
        await here.o1.postpone(
            "IT-RU/XXIX",
            now + timedelta(days=300),
            "The hall is closed.",
            ends=now + timedelta(days=290),
        )

    assert await session(here) == before
