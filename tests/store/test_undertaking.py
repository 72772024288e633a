"""Minutes and undertakings on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from activities.effects import Effect, EffectRunner
from activities.protocol import recall_undertakings
from models.errors import DomainError
from models.ids import Actor, CorridorCode, SessionId, session_workflow_id
from models.minutes import ItemMinutes, Minutes, Recorded, Treatment
from models.two_sides import Side
from models.undertaking import (
    Promise,
    Settlement,
    Undertaking,
    UndertakingReport,
    UndertakingState,
    undertaking_id,
)
from runtime.undertaking_desk import UndertakingDesk
from store.unit_of_work import SqlUnits
from tests.store.money_world import Calls
from tests.store.samples import BODIES, CASE, CORRIDOR, NOW, SESSION, session, world

O1 = Actor("secretariat:o1")


def undertaking(number: int, of: SessionId = SESSION, **more: object) -> Undertaking:
    promise = Promise(
        side=Side.A,
        body=BODIES[0],
        text={"it": "Invia i dati", "ru": "Направит данные"},
        due=date(2028, 3, 1),
    )
    told = {
        "undertaking": undertaking_id(of, number),
        "session": of,
        "item": 1,
        "case": CASE,
        "promise": promise,
    }
    return Undertaking.model_validate(told | more)


def acting(units: SqlUnits) -> UndertakingDesk:
    effects = EffectRunner(units=units, peers=Calls())
    return UndertakingDesk(units=units, actor=O1, effects=effects)


async def test_register_is_read_in_order_of_sessions_and_numbers(
    units: SqlUnits,
) -> None:
    await world(units)
    earlier = SessionId("it-ru/9")
    rows = [undertaking(10), undertaking(9), undertaking(1, earlier, case=None)]
    async with units.write() as unit:
        await unit.sessions.add(session(9))
        for one in rows:
            await unit.undertakings.add(one)

    async with units.read() as unit:
        found = await unit.undertakings.of_corridor(CORRIDOR)
        assert found == [rows[2], rows[1], rows[0]]
        assert await unit.undertakings.of_corridor(CorridorCode("IT-BR")) == []


async def test_reports_and_settlement_stay_with_the_undertaking(
    units: SqlUnits,
) -> None:
    await world(units)
    report = UndertakingReport(
        side=Side.B,
        state=UndertakingState.MOVED,
        text="Позже",
        at=NOW,
        by=O1,
        moved_to=date(2028, 5, 1),
    )
    word = Settlement(state=UndertakingState.KEPT, note="Confermato", at=NOW, by=O1)
    async with units.write() as unit:
        await unit.undertakings.add(undertaking(1))
    async with units.write() as unit:
        standing = await unit.undertakings.get(undertaking_id(SESSION, 1))
        after = standing.reported(report).model_copy(update={"settlement": word})
        await unit.undertakings.save(after)

    async with units.read() as unit:
        found = await unit.undertakings.get(undertaking_id(SESSION, 1))
    assert found == after
    assert found.due == date(2028, 5, 1)


async def test_minutes_are_recorded_once(units: SqlUnits) -> None:
    await world(units)
    item = ItemMinutes(
        number=1,
        case=CASE,
        treatment=Treatment.TREATED,
        said={"it": "Si è discusso.", "ru": "Обсудили."},
        participants=12,
    )
    taken = Minutes(session=SESSION, languages=("it", "ru"), items=(item,))
    recorded = Recorded(session=SESSION, minutes=taken, at=NOW, by=O1)
    async with units.write() as unit:
        await unit.minutes.add(recorded)

    with pytest.raises(Exception, match=r"(?i)unique|duplicate|constraint"):
        async with units.write() as unit:
            await unit.minutes.add(recorded)
    async with units.read() as unit:
        assert await unit.minutes.get(SESSION) == recorded


async def test_dry_report_and_settlement_say_what_comes_and_keep_nothing(
    units: SqlUnits,
) -> None:
    await world(units)
    async with units.write() as unit:
        await unit.undertakings.add(undertaking(1))
    kept, broken = UndertakingState.KEPT, UndertakingState.BROKEN
    desk = acting(units)
    await desk.report("it-ru/15/u/1", Side.A, kept, "Inviati", now=NOW)
    stream = "register/undertaking/it-ru/15/u/1"
    async with units.read() as unit:
        before = await unit.undertakings.of_corridor(CORRIDOR)
        events = await unit.events.of(stream)

    dry = UndertakingDesk(units=units, actor=O1, effects=None)
    reported = await dry.report("it-ru/15/u/1", Side.B, broken, "Нет", now=NOW)
    settled = await dry.settle("it-ru/15/u/1", broken, "Non fatto", now=NOW)

    assert (reported.disputed, settled.state) == (True, broken)
    async with units.read() as unit:
        assert await unit.undertakings.of_corridor(CORRIDOR) == before
        assert await unit.events.of(stream) == events
        assert await unit.tasks.open_of(stream) == []


async def test_report_said_again_is_entered_once_and_its_words_are_in_the_record(
    units: SqlUnits,
) -> None:
    await world(units)
    async with units.write() as unit:
        await unit.undertakings.add(undertaking(1))
    desk, kept, broken = acting(units), UndertakingState.KEPT, UndertakingState.BROKEN
    stream = "register/undertaking/it-ru/15/u/1"

    first = await desk.report("it-ru/15/u/1", Side.A, kept, "Inviati", now=NOW)
    later = NOW + timedelta(minutes=5)
    again = await desk.report("it-ru/15/u/1", Side.A, kept, "Inviati", now=later)
    other = await desk.report("it-ru/15/u/1", Side.A, broken, "Anzi no", now=later)
    back = await desk.report("it-ru/15/u/1", Side.A, kept, "Inviati", now=later)
    await desk.settle("it-ru/15/u/1", kept, "Confermato", now=later)

    assert again == first
    assert [len(one.reports) for one in (first, other, back)] == [1, 2, 3]
    async with units.read() as unit:
        events = await unit.events.of(stream)
    assert [one.reason for one in events] == [
        "Inviati",
        "Anzi no",
        "Inviati",
        "Confermato",
    ]


async def test_report_without_words_is_refused(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        await unit.undertakings.add(undertaking(1))

    with pytest.raises(DomainError):
        await acting(units).report(
            "it-ru/15/u/1", Side.A, UndertakingState.KEPT, " ", now=NOW
        )

    async with units.read() as unit:
        assert await unit.events.of("register/undertaking/it-ru/15/u/1") == []


async def test_promises_are_overdue_from_midnight_at_the_secretariat(
    units: SqlUnits,
) -> None:
    await world(units)
    following = session(16)
    late = datetime(2028, 3, 1, 23, 30, tzinfo=UTC)  # the 2nd of March in Rome
    async with units.write() as unit:
        await unit.undertakings.add(undertaking(1))
        await recall_undertakings(unit, following, Effect(key="recall", at=late))

    async with units.read() as unit:
        [task] = await unit.tasks.open_of(session_workflow_id(following.session))
    assert "was due on 2028-03-01" in task.detail
