"""Questionnaires and both sides' answers on both databases."""

from datetime import timedelta

import pytest

from models.case import Outcome
from models.follow_up import FollowUpAnswer, Questionnaire, by_checkpoint
from models.ids import PROPOSER, CorridorCode
from models.two_sides import Side
from store.unit_of_work import SqlUnits
from tests.store.samples import BODIES, CASE, CORRIDOR, NOW, world


def answer(number: int, party: str, **more: object) -> FollowUpAnswer:
    told = {
        "case": CASE,
        "number": number,
        "checkpoint": 1,
        "side": Side.B if party == PROPOSER else Side.A,
        "party": party,
        "outcome": Outcome.CONTRACT,
        "value": 10**12,
        "text": "Firmato – подписано",
        "at": NOW + timedelta(hours=number),
        "by": PROPOSER,
    }
    return FollowUpAnswer.model_validate(told | more)


async def test_answers_are_read_in_order_and_belong_to_their_corridor(
    units: SqlUnits,
) -> None:
    await world(units)
    rows = [
        answer(1, BODIES[0]),
        answer(2, PROPOSER, outcome=Outcome.CONTACT, value=None, jobs=4),
        answer(10, PROPOSER, checkpoint=2),
    ]
    async with units.write() as unit:
        for one in reversed(rows):
            await unit.follow_ups.add(one)

    async with units.read() as unit:
        found = await unit.follow_ups.of(CASE)
        assert found == rows
        assert await unit.follow_ups.of_corridor(CORRIDOR) == rows
        assert await unit.follow_ups.of_corridor(CorridorCode("IT-BR")) == []
    assert [(one.checkpoint, one.disputed) for one in by_checkpoint(found)] == [
        (1, True),
        (2, False),
    ]


async def test_an_answer_is_never_written_over(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        await unit.follow_ups.add(answer(1, PROPOSER))

    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        async with units.write() as unit:
            await unit.follow_ups.add(answer(1, BODIES[0]))


async def test_silence_is_counted_on_the_questionnaire(units: SqlUnits) -> None:
    await world(units)
    asked = Questionnaire(
        case=CASE, checkpoint=1, asked_at=NOW, parties=(PROPOSER, BODIES[0])
    )
    async with units.write() as unit:
        await unit.questionnaires.add(asked)
    counted = asked.model_copy(
        update={"counted_at": NOW + timedelta(days=60), "silent": (PROPOSER,)}
    )
    async with units.write() as unit:
        await unit.questionnaires.get((CASE, 1))
        await unit.questionnaires.save(counted)

    async with units.read() as unit:
        assert await unit.questionnaires.of(CASE) == [counted]
        assert await unit.questionnaires.of_corridor(None) == [counted]
