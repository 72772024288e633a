"""Kept histories held against the record, on both databases."""

import gzip
from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from temporalio.testing import ActivityEnvironment

from activities.archive import ArchiveActivities, KeepPage, PageKept
from activities.archive_ports import History
from activities.effects import Done, Effect, EffectRunner
from activities.unit_of_work import UnitOfWork
from models.archive import ClosedRun
from models.event import EventKind, Stamp
from models.ids import ARCHIVE_STREAM, SYSTEM
from models.memory import Memory, Remembered
from store.unit_of_work import SqlUnits
from tests.store.samples import NOW, STREAM, world

RUN = ClosedRun(
    procedure=STREAM,
    run="r1",
    kind="ProposalWorkflow",
    ended="completed",
    started_at=NOW,
    closed_at=NOW + timedelta(days=30),
)


class Nobody:
    """Who is poked when something was done: these effects poke nobody."""


class Engine:
    """Remembers what it is told to, in pages of one run."""

    def __init__(self, told: Mapping[ClosedRun, History | None]) -> None:
        self._told = told

    async def closed(self, after: str, limit: int) -> tuple[Sequence[ClosedRun], str]:
        runs = list(self._told)
        place = int(after or 0)
        more = str(place + 1) if place + 1 < len(runs) else ""
        return runs[place : place + 1], more

    async def history(self, run: ClosedRun) -> History | None:
        return self._told[run]


def effects(units: SqlUnits) -> EffectRunner:
    return EffectRunner(units=units, peers=Nobody())  # type: ignore[arg-type]


async def done(units: SqlUnits, key: str) -> Remembered:
    """An effect of the procedure, as the worker makes it true."""

    async def work(unit: UnitOfWork) -> Done:
        event = await unit.events.append(
            stream=STREAM, kind=EventKind.SCREENED, actor=SYSTEM, at=NOW
        )
        return Done(stamp=event.stamp)

    made = await effects(units).once(Effect(key=key, at=NOW), Done, work)
    assert made.stamp is not None
    return Remembered(key=key, stamp=made.stamp, at=NOW)


def remembering(
    *acts: Remembered, asked: Sequence[str] = (), last: bool = True, known: int = 0
) -> History:
    keys = frozenset({*(act.key for act in acts), *asked})
    return History(
        content=gzip.compress(b'{"events": []}', mtime=0),
        events=len(acts) + 2,
        memory=Memory(runs=False, keys=keys, acts=acts, known=known),
        last=last,
    )


async def kept(
    units: SqlUnits, told: Mapping[ClosedRun, History | None], *, after: str = ""
) -> PageKept:
    verbs = ArchiveActivities(effects=effects(units), engine=Engine(told))
    request = KeepPage(key=f"archive/{len(told)}/{after}", at=NOW, after=after)
    found: PageKept = await ActivityEnvironment().run(verbs.keep_page, request)
    return found


async def test_history_that_agrees_is_kept_once(units: SqlUnits) -> None:
    await world(units)
    first = await done(units, f"{STREAM}/screen/1")
    second = await done(units, f"{STREAM}/screen/2")
    other = RUN.model_copy(update={"run": "r2"})
    told = {RUN: remembering(first, second), other: None}

    page = await kept(units, told)
    assert (page.kept, page.found, page.after) == (1, (), "1")
    forgotten = await kept(units, told, after="1")
    assert (forgotten.kept, forgotten.after) == (0, "")
    again = await kept(units, {RUN: remembering()})
    assert (again.kept, again.stamp) == (0, None)

    async with units.read() as unit:
        [row] = await unit.archive.of(STREAM)
        assert (row.run, row.events) == ("r1", 4)
        assert gzip.decompress(await unit.papers.get(row.history)) == b'{"events": []}'
        [act] = await unit.events.of(ARCHIVE_STREAM)
    assert (act.kind, act.body) == (
        EventKind.HISTORIES_KEPT,
        {"kept": 1, "differences": 0},
    )


ELSE = Stamp(stream=STREAM, seq=1, hash="f" * 64)


@pytest.mark.parametrize(
    ("doctor", "about"),
    [
        (lambda one, _: remembering(one.model_copy(update={"stamp": ELSE})), "undone"),
        (
            lambda one, two: remembering(one, two.model_copy(update={"key": "other"})),
            "undone",
        ),
        (
            lambda one, two: remembering(
                one, two.model_copy(update={"stamp": one.stamp})
            ),
            "doubled",
        ),
        (lambda one, _: remembering(one), "unasked"),
    ],
)
async def test_effect_and_event_are_one_to_one(
    units: SqlUnits, doctor, about: str
) -> None:
    await world(units)
    one = await done(units, f"{STREAM}/screen/1")
    two = await done(units, f"{STREAM}/screen/2")

    page = await kept(units, {RUN: doctor(one, two)})

    assert f"{STREAM}/{about}" in [found.name for found in page.found]
    async with units.read() as unit:
        tasks = await unit.tasks.open_of(ARCHIVE_STREAM)
    assert len(tasks) == len(page.found)


async def test_run_that_others_followed_need_not_know_of_all(units: SqlUnits) -> None:
    await world(units)
    one = await done(units, f"{STREAM}/screen/1")
    await done(units, f"{STREAM}/screen/2")
    begun_again = RUN.model_copy(update={"run": "r2"})

    earlier = await kept(units, {RUN: remembering(one, last=False)})
    later = await kept(units, {RUN: None, begun_again: remembering(known=2)}, after="1")

    assert (earlier.kept, earlier.found) == (1, ())
    assert (later.kept, later.found) == (1, ())
