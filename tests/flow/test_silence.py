"""Silence says something of an address: the second contact, then a person."""

from datetime import timedelta

import pytest

from models.body import MOST_SILENCES
from models.ids import BodyCode
from tests.flow.house import House, house
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.flow.wait import until

BODY = "IT-57"


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def silent(here: House) -> None:
    """As many rounds without a word as an address is believed for."""
    for _ in range(MOST_SILENCES):
        ref = (await here.submit(sample())).ref
        await here.accept(ref)
        await until(here.phase, ref, "open")
        await here.sleep(timedelta(days=60))
        await until(here.phase, ref, "closed")


async def test_silent_bodies_are_put_before_a_person(here):
    await silent(here)

    ref = await disseminated(here)

    assert await here.open_tasks(here.stream(ref)) == ["bodies-silent"]


async def test_second_contact_is_written_to_after_silence(here):
    async with here.wired.units.read() as unit:
        bodies = [await unit.bodies.get(BodyCode(f"IT-{n}")) for n in (57, 34, 45)]
    for body in bodies:
        await here.register.keep_body(
            body.model_copy(
                update={"second_email": f"due@{body.code.lower()}.example"}
            ),
            now=await here.now(),
        )
    await silent(here)

    ref = await disseminated(here)
    letter = await here.letter("due@it-57.example")
    await here.reply(letter, "Siamo interessati.\n")
    await until(here.answers, ref, {BODY: "interested"})

    async with here.wired.units.read() as unit:
        assert (await unit.bodies.get(BodyCode(BODY))).silences == 0
    assert await here.open_tasks(here.stream(ref)) == []
