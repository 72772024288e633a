"""What the bench applies are real replies: each becomes the act that was written."""

from collections.abc import AsyncIterator
from itertools import cycle, pairwise
from pathlib import Path

import pytest

from bench.mail_house import ACTS, House, house
from models.inbound import Disposition
from models.letter import LetterKind
from runtime.demo_cast import partners
from tests.store.letters_of import letters_of


@pytest.fixture
async def built(tmp_path: Path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'bench.db'}", tmp_path) as built:
        yield built


async def test_replies_of_the_house_become_the_acts_that_were_written(built: House):
    known = partners()
    waiting = await built.waiting(len(known))

    done = [await built.messages.read_message(one.request) for one in waiting]

    [case] = {one.case for one in waiting}
    async with built.units.read() as unit:
        answers = await unit.interests.answers(case)
    assert {one.disposition for one in done} == {Disposition.ACT}
    assert {one.body: one.act for one in answers} == dict(
        zip([one.code for one in known], cycle(ACTS), strict=False)
    )


async def test_replies_of_the_house_belong_to_one_conversation_each(built: House):
    waiting = await built.waiting(len(partners()) + 3)
    for one in waiting:
        await built.messages.read_message(one.request)

    async with built.units.read() as unit:
        found = [await unit.messages.find(one.request.message) for one in waiting]
    assert len({one.conversation for one in found if one}) == len(waiting)


async def test_reply_of_the_house_is_answered_with_a_receipt(built: House):
    [one] = await built.waiting(1)

    done = await built.messages.read_message(one.request)

    async with built.units.read() as unit:
        letters = await letters_of(unit, f"proposal/{one.case}")
    assert done.letters == 1
    assert [letter.kind for letter in letters] == [
        LetterKind.DISSEMINATION,
        LetterKind.ANSWER_RECEIPT,
    ]


async def test_neighbours_of_the_house_are_of_other_cases(built: House):
    waiting = await built.waiting(2 * len(partners()))

    assert all(one.case != other.case for one, other in pairwise(waiting))
