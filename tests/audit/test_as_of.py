"""What was on record at an instant is what the chronicle folds to."""

import asyncio
import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.as_of import CaseThen, case_at
from audit.case_rows import Row
from audit.fold import Fold
from models.chronicle import Columns, Key
from models.event import EventKind
from models.ids import SYSTEM, CaseId, TaskId
from models.ledger import Account
from models.task import Task, TaskKind
from runtime.wiring import Wired
from store.engine import build
from store.migrate import upgrade
from store.unit_of_work import SqlUnits
from store.whole_record import whole_record
from tests.flow.house import House, house
from tests.flow.plays import STORIES

BEGUN = datetime(2027, 3, 1, tzinfo=UTC)
Rows = dict[str, dict[Key, Columns]]


async def standing(units: SqlUnits) -> tuple[int, Rows]:
    """Every row as the database has it now, and the last record."""
    async with whole_record(units.engine) as record:
        head = await record.chronicle_head()
        rows: Rows = {}
        for table, some in record.told():
            rows[table] = {key: columns async for key, columns in some}
    return (head[0] if head else 0), {name: one for name, one in rows.items() if one}


async def folded(units: SqlUnits, *, at: datetime | None, until: int | None) -> Rows:
    """The same from the chronicle alone, with what is kept of people."""
    async with whole_record(units.engine) as record:
        chronicle = record.chronicle()
        if at is not None:
            until, _ = await chronicle.last_by(at)
        fold = Fold()
        async for one in chronicle.records(until=until):
            fold.take(one.number, one.content)
        people = {one.keyed: json.loads(one.value) async for one in record.people()}
    rows: Rows = {}
    for (table, key), told in fold.rows.items():
        columns = dict(told.columns)
        for keyed in told.keyed:
            columns |= people[keyed]
        rows.setdefault(table, {})[key] = columns
    return rows


@pytest.mark.parametrize("name", ["committed", "by-mail", "standing-still"])
async def test_fold_is_what_was_recorded_at_each_moment(
    name: str, tmp_path: Path
) -> None:
    """While a whole story is played, the record is copied again and again."""
    seen: dict[int, Rows] = {}

    async def watch(here: House) -> None:
        while True:
            number, rows = await standing(here.wired.units)
            seen[number] = rows
            await asyncio.sleep(0.02)

    async with house(tmp_path) as here:
        await here.furnish()
        watching = asyncio.create_task(watch(here))
        await STORIES[name](here)
        await here.nothing_waits()
        watching.cancel()

        wrong = [
            number
            for number, rows in seen.items()
            if await folded(here.wired.units, at=None, until=number) != rows
        ]

    assert (len(seen) > 1, wrong) == (True, [])


steps = st.lists(
    st.tuples(
        st.integers(min_value=-3, max_value=10),
        st.sampled_from(["open", "close", "act"]),
        st.integers(min_value=1, max_value=4),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(done=steps)
def test_fold_at_any_instant_is_what_was_recorded_by_then(
    done: list[tuple[int, str, int]],
) -> None:
    """Also where clocks went back: a record is never older than the one before."""
    asyncio.run(_played(done))


async def _played(done: list[tuple[int, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/record.db"
        await upgrade(url)
        engine = build(url)
        units = SqlUnits(engine)
        at = latest = BEGUN
        recorded: list[tuple[datetime, Rows]] = [(at - timedelta(hours=9), {})]
        for hours, verb, number in done:
            at += timedelta(hours=hours)
            await _step(units, at, verb, number)
            latest = max(latest, at)
            recorded.append((latest, (await standing(units))[1]))
        for instant, _ in recorded:
            for asked in (instant, instant + timedelta(minutes=30)):
                want = [rows for moment, rows in recorded if moment <= asked][-1]
                assert await folded(units, at=asked, until=None) == want
        await engine.dispose()


async def _step(units: SqlUnits, at: datetime, verb: str, number: int) -> None:
    async with units.write(at) as unit:
        found = await unit.tasks.find(TaskId(f"task/{number}"))
        if verb == "act":
            await unit.events.append(
                stream=f"s/{number}", kind=EventKind.WITHDRAWN, actor=SYSTEM, at=at
            )
        elif found is None:
            await unit.tasks.add(
                Task(
                    task=TaskId(f"task/{number}"),
                    stream="s/1",
                    kind=TaskKind.EFFECT_REFUSED,
                    opened_at=at,
                    detail=verb,
                )
            )
        else:
            await unit.tasks.save(found.model_copy(update={"closed_at": at}))


async def test_case_is_shown_as_it_was(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        await here.furnish()
        before = await here.now()
        ref = await STORIES["committed"](here)
        await here.nothing_waits()
        case, acts = here.case_id(ref), await here.events(ref)
        when = {act.kind: act.at for act in acts}

        asked = {
            kind: await at(here.wired, case, when[kind])
            for kind in (EventKind.SUBMITTED, EventKind.DISSEMINATED)
        }
        last = await at(here.wired, case, await here.now())
        none = await at(here.wired, case, before - timedelta(days=1))

    assert none is None
    assert phase(asked[EventKind.SUBMITTED]) == "screening"
    assert "delivery" not in rows_of(asked[EventKind.SUBMITTED])
    sent = asked[EventKind.DISSEMINATED]
    assert phase(sent) == "open"
    assert [one["email"] for one in rows_of(sent)["body"]] != []
    assert sent
    assert sent.money == {}
    assert last
    assert any(Account.COMMITTED in accounts for accounts in last.money.values())
    assert isinstance(last.check, dict)
    assert last.acts[-1].seq == acts[-1].seq


async def at(wired: Wired, case: CaseId, instant: datetime) -> CaseThen | None:
    async with whole_record(wired.units.engine) as record:
        return await case_at(record, case, instant)


def rows_of(found: CaseThen | None) -> Mapping[str, Sequence[Row]]:
    assert found is not None
    return found.rows


def phase(found: CaseThen | None) -> object:
    assert found is not None
    return found.rows["proposal"][0]["phase"]
