"""A digest that waits while one of its proposals stands still (X21)."""

import json
from datetime import timedelta

import pytest

from activities.bundling import bundle
from models.acts import Ruling
from models.letter import LetterKind, LetterState
from runtime.wiring import writer
from tests.flow.house import House, house
from tests.flow.lists import load, ruled
from tests.flow.samples import sample
from tests.flow.test_posting import ADDRESS, BODY, HOURLY
from tests.flow.wait import until
from tests.store.letters_of import letters_of

LISTED = json.loads(sample(0))["proposer"]["name"]


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish(HOURLY)


async def invitation(here: House, ref: str):
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, here.stream(ref))
    return next(
        (
            one
            for one in letters
            if one.body == BODY and one.kind is LetterKind.DISSEMINATION
        ),
        None,
    )


async def state(here: House, ref: str) -> LetterState | None:
    found = await invitation(here, ref)
    return found.state if found else None


async def test_x21_digest_is_dissolved_and_the_others_leave(here):
    """Nobody gets the blocked proposal, nor a recall of what never reached them."""
    refs = []
    for number in (0, 1):
        refs.append((await here.submit(sample(number))).ref)
        await here.accept(refs[-1])
        await until(state, here, refs[-1], want=LetterState.READY)
    listed, other = refs
    waiting = [await invitation(here, ref) for ref in refs]
    await load(here, LISTED)
    async with here.wired.units.write() as unit:  # as a counter that was faster did
        made = writer(here.wired.settings, here.wired.reference)
        names = [one.letter for one in waiting if one]
        await bundle(unit, made, names, await here.now())
    assert await state(here, other) == LetterState.BUNDLED

    await here.sleep(timedelta(days=2))
    assert here.letters(ADDRESS) == []  # the digest waits as a whole
    await ruled(here, listed, Ruling.BLOCK, "the very same party")
    await until(here.phase, listed, "closed")
    await here.sleep(timedelta(days=1))
    letter = await here.letter(ADDRESS)
    await here.nothing_waits()

    text = letter.get_body(("plain",)).get_content()
    assert other in text
    assert listed not in text
    assert len(here.letters(ADDRESS)) == 1
    assert await state(here, listed) == LetterState.RECALLED
    assert await state(here, other) == LetterState.ACCEPTED
