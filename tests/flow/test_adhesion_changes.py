"""Forms entered later than they came, and forms that change an earlier one."""

import json
from datetime import datetime, timedelta

import pytest

from activities.adhesion import AdhesionError
from models.adhesion import Admission
from models.event import EventKind
from tests.flow.adhesions import (
    XXIX,
    adhesions,
    desk,
    enter,
    events,
    invited,
    past_the_wall,
)
from tests.flow.house import house
from tests.flow.wait import until
from tests.models.adhesion_replies import filled
from tests.models.test_adhesion import given_form


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def test_form_that_came_earlier_is_entered_with_the_day_of_its_entry(here):
    came, now = await here.now() - timedelta(days=3), await here.now()
    content = json.dumps(given_form(), default=str).encode()

    await (await desk(here)).enter(XXIX, content, "by post", came)

    [record] = await adhesions(here)
    [event] = await events(here, EventKind.ADHESION_RECORDED)
    assert record.received_at == came
    assert event.at >= now
    assert datetime.fromisoformat(str(event.body["received_at"])) == came


async def test_form_that_came_in_time_counts_though_entered_late(here):
    came = await here.now()
    await past_the_wall(here)
    content = json.dumps(given_form(), default=str).encode()

    done = await (await desk(here)).enter(XXIX, content, "lay in the post", came)

    assert done.admission is Admission.IN_TIME


async def test_same_form_entered_again_changes_nothing(here):
    await enter(here)

    with pytest.raises(AdhesionError, match="holds this very form"):
        await enter(here)

    assert len(await events(here, EventKind.ADHESION_RECORDED)) == 1


async def test_late_change_of_what_counts_is_entered_by_a_person_alone(here):
    letter = await invited(here)
    await enter(here)
    await past_the_wall(here)

    await here.reply(letter, filled())
    await until(here.waiting_messages, 1)
    [task] = [one for one in await here.reading.open_tasks() if "message" in one.stream]
    assert "0001 was taken down in time, and this change of it came" in task.detail
    await enter(here, aims="Vendere")

    [record] = await adhesions(here)
    assert record.form.aims == "Vendere"


@pytest.mark.parametrize(
    ("admitted", "words"),
    [
        (None, "came after the wall and waits for a decision"),
        (True, "came after the wall and was admitted as it is"),
        (False, "came after the wall and was refused"),
    ],
)
async def test_change_of_a_late_form_says_where_the_first_stands(here, admitted, words):
    letter = await invited(here)
    await past_the_wall(here)
    done = await enter(here)
    if admitted is not None:
        await (await desk(here)).decide(done.adhesion, "decided", admitted=admitted)

    await here.reply(letter, filled(aims="Vendere"))

    await until(here.waiting_messages, 1)
    [task] = [one for one in await here.reading.open_tasks() if "message" in one.stream]
    assert f"{done.adhesion} {words}" in task.detail
