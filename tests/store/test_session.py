from models.ids import CaseId, SessionId
from models.session import SessionState, Slot
from store.unit_of_work import SqlUnits
from tests.store.samples import (
    CASE,
    CORRIDOR,
    SESSION,
    case,
    session,
    world,
)


def slot(position: int, name: CaseId = CASE) -> Slot:
    return Slot(session=SESSION, case=name, position=position, minutes=15, why="rank")


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


async def test_agenda_is_replaced_as_a_whole(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        await unit.cases.add(case(2))
        await unit.sessions.set_slots(SESSION, [slot(2), slot(1, case(2).case)])
        drawn = await unit.sessions.slots(SESSION)
        assert drawn == [slot(1, case(2).case), slot(2)]

    async with units.write() as unit:
        await unit.sessions.set_slots(SESSION, [slot(1), slot(2, case(2).case)])
        await unit.sessions.set_slots(SESSION, [slot(1)])

    async with units.read() as unit:
        assert await unit.sessions.slots(SESSION) == [slot(1)]
        assert await unit.sessions.slots(SessionId("it-ru/16")) == []
