"""Agendas on both databases: replaced as a whole, released once."""

from datetime import timedelta

import pytest

from models.agenda import Conflict, ConflictKind
from models.agenda_release import Entry, Release
from models.agenda_rows import Announced, Override, Queued
from models.ids import Actor, BodyCode, CaseId, SessionId
from models.interest import Interest
from models.session import Slot
from store.unit_of_work import SqlUnits
from tests.store.samples import CASE, DAY, NOW, SESSION, case, session, world

OTHER = case(2).case


def slot(position: int, name: CaseId = CASE) -> Slot:
    starts_at = NOW + 100 * DAY + timedelta(minutes=15 * position)
    return Slot(
        session=SESSION,
        case=name,
        position=position,
        minutes=15,
        table="a",
        day=starts_at.date(),
        starts_at=starts_at,
        rank="Place 1",
        why="its first free time",
        by_hand=position == 1,
    )


def queued(position: int, name: CaseId = CASE) -> Queued:
    return Queued(
        session=SESSION,
        case=name,
        position=position,
        rank="Place 2",
        why="needs 15 minutes; table a has 5 left",
        by_hand=True,
    )


def override(number: int) -> Override:
    return Override(
        session=SESSION,
        number=number,
        conflict=Conflict(
            kind=ConflictKind.OVER_CAPACITY,
            cases=(CASE, OTHER),
            where="table a",
            excess=5,
            sentence="Too many minutes.",
            remedy="Move one.",
        ),
        note="L'assessore arriva più tardi",
        by=Actor("secretariat:o1"),
    )


def announced(number: int, *cases: CaseId) -> Announced:
    entries = tuple(
        Entry(
            case=name,
            table="a",
            room="Зал 2",
            day=NOW.date(),
            starts_at=NOW,
            minutes=15,
            bodies=(BodyCode("IT-57"),),
        )
        for name in cases
    )
    release = Release(
        session=SESSION, number=number, at=NOW, zone="Europe/Rome", entries=entries
    )
    return Announced(
        session=SESSION,
        number=number,
        at=NOW,
        content_hash=release.content_hash,
        release=release,
        changes=("Added.", "Добавлено."),
    )


async def furnished(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        await unit.cases.add(case(2))


async def test_agenda_is_replaced_as_a_whole(units: SqlUnits) -> None:
    await furnished(units)
    async with units.write() as unit:
        await unit.agendas.replace(
            SESSION, [slot(2), slot(1, OTHER)], overrides=[override(1), override(2)]
        )
        assert await unit.agendas.slots(SESSION) == [slot(1, OTHER), slot(2)]

    async with units.write() as unit:
        await unit.agendas.replace(SESSION, [slot(1)], [queued(1, OTHER)])

    async with units.read() as unit:
        assert await unit.agendas.slots(SESSION) == [slot(1)]
        assert await unit.agendas.queue(SESSION) == [queued(1, OTHER)]
        assert await unit.agendas.overrides(SESSION) == []
        assert await unit.agendas.slots(SessionId("it-ru/16")) == []


async def test_overrides_keep_their_conflict_and_their_order(units: SqlUnits) -> None:
    await furnished(units)
    async with units.write() as unit:
        await unit.agendas.replace(SESSION, overrides=[override(2), override(1)])

    async with units.read() as unit:
        assert await unit.agendas.overrides(SESSION) == [override(1), override(2)]


async def test_case_leaves_slots_and_queue_alone(units: SqlUnits) -> None:
    await furnished(units)
    async with units.write() as unit:
        await unit.agendas.replace(SESSION, [slot(1)], [queued(1, OTHER)])

    async with units.write() as unit:
        await unit.agendas.drop(SESSION, CASE)
    async with units.read() as unit:
        assert await unit.agendas.slots(SESSION) == []
        assert await unit.agendas.queue(SESSION) == [queued(1, OTHER)]

    async with units.write() as unit:
        await unit.agendas.drop(SESSION, OTHER)
    async with units.read() as unit:
        assert await unit.agendas.queue(SESSION) == []


async def test_last_release_is_the_one_with_the_highest_number(units: SqlUnits) -> None:
    await furnished(units)
    async with units.write() as unit:
        assert await unit.agendas.last_release(SESSION) is None
        for number in (1, 2):
            await unit.agendas.add(announced(number, CASE))
        await unit.agendas.add(announced(3))

    async with units.read() as unit:
        last = await unit.agendas.last_release(SESSION)
        assert last == announced(3)
        assert len(await unit.agendas.releases(SESSION)) == 3


async def test_release_number_is_used_once(units: SqlUnits) -> None:
    await furnished(units)
    async with units.write() as unit:
        await unit.agendas.add(announced(1, CASE))

    with pytest.raises(Exception, match=r"(?i)unique|duplicate|constraint"):
        async with units.write() as unit:
            await unit.agendas.add(announced(1))


async def test_accepted_interests_are_those_of_the_session(units: SqlUnits) -> None:
    await furnished(units)
    elsewhere = case(9, session=SessionId("it-ru/16"))
    async with units.write() as unit:
        await unit.sessions.add(session(16))
        await unit.cases.add(elsewhere)
        for name, state, rank in (
            (CASE, "accepted", 2),
            (OTHER, "reserve", 1),
            (elsewhere.case, "accepted", 1),
        ):
            await unit.interests.add(interest(name, state, rank))

    async with units.read() as unit:
        assert await unit.interests.accepted_in(SESSION) == [
            interest(CASE, "accepted", 2)
        ]


def interest(name: CaseId, state: str, rank: int) -> Interest:
    return Interest.model_validate(
        {
            "case": name,
            "body": "IT-57",
            "received_at": NOW,
            "state": state,
            "rank": rank,
        }
    )
