"""A notice to more bodies than one transaction writes to."""

from collections import Counter

import pytest

from activities.effects import EffectRunner
from activities.round_letters import CHUNK
from models.errors import DomainError
from models.event import EventKind
from runtime.adhesion_desk import AdhesionDesk
from runtime.wiring import adhesion_book
from tests.flow.adhesions import STREAM, TEXT, XXIX, desk, events
from tests.flow.dying import Killed, dying
from tests.flow.house import House, house

BODIES = CHUNK + 5


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        await opened.furnish()
        for number in range(BODIES - 3):
            await opened.body(f"IT-{number + 100}")
        yield opened


async def letters(here: House) -> Counter[str]:
    return Counter(
        one.to_address
        for one in await here.reading.letters()
        if one.letter.startswith(STREAM)
    )


def desk_with(here: House, effects: EffectRunner, now) -> AdhesionDesk:
    return AdhesionDesk(
        effects=effects,
        book=adhesion_book(here.wired.settings, here.wired.reference),
        actor="secretariat:o1",
        now=now,
    )


async def killed(here: House, opened: int) -> None:
    mortal = desk_with(here, dying(here, opened), await here.now())
    with pytest.raises(Killed):
        await mortal.publish(XXIX, TEXT)


async def test_notice_is_written_chunk_by_chunk(here):
    done = await (await desk(here)).publish(XXIX, TEXT)

    assert (done.bodies, done.letters) == (BODIES, BODIES)
    assert Counter((await letters(here)).values()) == {1: BODIES}
    chunks = await events(here, EventKind.LETTERS_WRITTEN)
    named = [one.body["letters"] for one in chunks]
    assert [len(one) for one in named if isinstance(one, list)] == [
        CHUNK,
        BODIES - CHUNK,
    ]


@pytest.mark.parametrize(("opened", "written"), [(2, 0), (3, CHUNK)])
async def test_notice_half_written_is_gone_on_with(here, opened, written):
    await killed(here, opened)
    assert (await letters(here)).total() == written

    done = await (await desk(here)).publish(XXIX, TEXT)

    assert (done.number, done.bodies) == (1, BODIES)
    assert Counter((await letters(here)).values()) == {1: BODIES}
    assert len(await events(here, EventKind.NOTICE_PUBLISHED)) == 1


async def test_another_notice_waits_until_the_last_has_gone_to_all(here):
    await killed(here, 2)

    with pytest.raises(DomainError, match="has not been written to all its bodies"):
        await (await desk(here)).publish(XXIX, TEXT | {"it": "Altri temi."})
