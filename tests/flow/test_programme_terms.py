"""What a programme's life asks for: once each, and again when its end has moved."""

from datetime import date, timedelta

import pytest

from activities.effects import EffectRunner
from activities.programme_watch import AttendProgramme, ProgrammeActivities
from models.acts import Watched, WatchKind
from models.errors import DomainError
from models.programme import ProgrammeState
from models.programme_steps import Step
from runtime.wiring import terms
from tests.flow.house import house
from tests.flow.programmes import (
    IT_RU,
    PAPER,
    desk,
    entered,
    guided,
    pass_to,
    state,
    tasks,
    years,
)
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def test_x19_end_is_asked_about_again_after_each_prolongation(here):
    code, following = await years(here)
    await guided(here, code)
    await here.wired.peers.poke_watch(
        Watched(kind=WatchKind.PROGRAMME, name=f"{IT_RU}/{code}")
    )
    await pass_to(here, following.start)
    await until(tasks, here, code, [f"over/{following.start - timedelta(days=1)}"])
    later = following.start + timedelta(days=120)

    await (await desk(here)).prolong(
        IT_RU,
        code,
        until=later,
        agreed_on=(await here.now()).date(),
        document=PAPER,
    )
    assert await tasks(here, code) == []
    await pass_to(here, later + timedelta(days=1))

    await until(tasks, here, code, [f"over/{later}"])
    await (await desk(here)).change(IT_RU, code, Step.END)
    assert await tasks(here, code) == []


async def test_agreement_leaves_the_signature_asked_for(here):
    following = await entered(here)
    await pass_to(here, date(following.start.year - 1, 11, 30))
    await until(tasks, here, following.code, ["signature"])

    await (await desk(here)).agree(IT_RU, following.code)

    assert await tasks(here, following.code) == ["signature"]


async def test_programme_that_closes_is_not_asked_to_be_signed(here):
    code, following = await years(here)
    await guided(here, code)
    await pass_to(here, following.start)
    await (await desk(here)).change(IT_RU, code, Step.END)

    asked = AttendProgramme(key="look/1", at=await here.now(), name=f"{IT_RU}/{code}")
    effects = EffectRunner(units=here.wired.units, peers=here.wired.peers)
    acts = ProgrammeActivities(effects=effects, terms=terms())
    done = await acts.attend_programme(asked)

    assert (done.next_at, await tasks(here, code)) == (None, [])


async def test_signature_and_prolongation_of_a_day_to_come_are_refused(here):
    code, _ = await years(here)
    following = await entered(here)
    await (await desk(here)).agree(IT_RU, following.code)
    tomorrow = (await here.now()).date() + timedelta(days=2)

    with pytest.raises(DomainError, match="still to come; correct it"):
        await (await desk(here)).sign(
            IT_RU, following.code, on=tomorrow, document=PAPER, session=None, place=None
        )
    with pytest.raises(DomainError, match="still to come; correct it"):
        await (await desk(here)).prolong(
            IT_RU,
            code,
            until=following.start + timedelta(days=60),
            agreed_on=tomorrow,
            document=PAPER,
        )

    assert await state(here, following.code) is ProgrammeState.AGREED
    assert await state(here, code) is ProgrammeState.IN_FORCE
