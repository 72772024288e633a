from datetime import timedelta

import pytest

from models.ids import Actor
from models.interest import Answer, Interest, InterestState
from models.message import ActKind
from store.unit_of_work import SqlUnits
from tests.store.samples import BODIES, CASE, NOW, message, world


def answer(number: int = 1, **other: object) -> Answer:
    fields: dict[str, object] = {
        "case": CASE,
        "round": 1,
        "body": BODIES[0],
        "number": number,
        "act": ActKind.INTERESTED,
        "received_at": NOW,
        "by": "form",
        "confirmed_by": Actor("body:IT-21"),
    }
    return Answer.model_validate(fields | other)


def interest(rank: int = 0) -> Interest:
    return Interest(case=CASE, body=BODIES[0], received_at=NOW, rank=rank)


async def test_answers_stay_in_order(units: SqlUnits) -> None:
    await world(units)
    second = answer(
        2,
        received_at=NOW + timedelta(minutes=1),
        act=ActKind.DECLINED,
        message=message("a").message,
        span="нет, спасибо",
        late=True,
    )
    other = answer(body=BODIES[1], contribution=10**15, private=1)
    async with units.write() as unit:
        await unit.messages.add(message("a"))
        for one in (second, other, answer()):
            await unit.interests.record(one)

    async with units.read() as unit:
        assert await unit.interests.answers(CASE) == [answer(), other, second]


async def test_answer_is_recorded_once(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(Exception, match=r"(?i)unique"):
        await _record(units, answer(), answer())


async def test_answer_needs_a_round(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await _record(units, answer(round=2))


async def _record(units: SqlUnits, *answers: Answer) -> None:
    async with units.write() as unit:
        for one in answers:
            await unit.interests.record(one)


async def test_interest_stands_until_removed(units: SqlUnits) -> None:
    await world(units)
    accepted = interest(rank=1).model_copy(
        update={"state": InterestState.ACCEPTED, "contribution": 5, "private": 7}
    )
    async with units.write() as unit:
        await unit.interests.add(interest())
        await unit.interests.save(accepted)
        assert await unit.interests.of(CASE) == [accepted]

    async with units.write() as unit:
        await unit.interests.remove(CASE, BODIES[0])
        await unit.interests.remove(CASE, BODIES[1])
        assert await unit.interests.find((CASE, BODIES[0])) is None
        await unit.interests.add(interest(rank=2))

    async with units.read() as unit:
        assert await unit.interests.of(CASE) == [interest(rank=2)]
