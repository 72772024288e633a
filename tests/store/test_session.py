from models.ids import SessionId
from models.session import SessionState
from store.unit_of_work import SqlUnits
from tests.models.agendas import timetable
from tests.store.samples import (
    CORRIDOR,
    SESSION,
    session,
    world,
)


async def test_sessions_by_state_and_order(units: SqlUnits) -> None:
    await world(units)
    undated = session(17).model_copy(
        update={"starts_at": None, "freeze_at": None, "state": SessionState.POSTPONED}
    )
    async with units.write() as unit:
        for one in (session(18), undated, session(16)):
            await unit.sessions.add(one)

    async with units.read() as unit:
        assert await unit.sessions.open_after(CORRIDOR, 15) == session(16)
        assert await unit.sessions.open_after(CORRIDOR, 16) == session(18)
        assert await unit.sessions.open_after(CORRIDOR, 18) is None
        collecting = await unit.sessions.in_state(CORRIDOR, [SessionState.COLLECTING])
        assert collecting == [session(), session(16), session(18)]
        assert await unit.sessions.get(SessionId("it-ru/17")) == undated


async def test_timetable_comes_back_as_it_was_laid(units: SqlUnits) -> None:
    await world(units)
    laid = session().model_copy(update={"timetable": timetable()})
    async with units.write() as unit:
        await unit.sessions.get(SESSION)
        await unit.sessions.save(laid)

    async with units.read() as unit:
        assert await unit.sessions.get(SESSION) == laid
