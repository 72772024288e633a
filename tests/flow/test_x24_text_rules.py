"""X24: what may replace a text that was sent, and what if it has not left."""

import json
from datetime import timedelta

import pytest

from models.letter import LetterKind, LetterState
from runtime.errands import RefusedError
from tests.flow.agendas import words
from tests.flow.house import House, house
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.flow.test_posting import HOURLY
from tests.flow.test_x24_wrong_text import (
    LIGURIA,
    MARCHE,
    SUMMARY,
    VENETO,
    WHY,
    notices,
    right,
    round_of,
    told,
)
from tests.flow.wait import until
from tests.store.letters_of import letters_of

pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def test_x24_listed_party_in_the_right_text_stops_it(here):
    ref = await told(here)
    form = sample(
        0, summary=SUMMARY, presented_by=presented_by("Severnyj Sklad Example")
    )
    await here.o1.correct(ref, form, WHY)

    with pytest.raises(RefusedError, match="resemble a listed name"):
        await here.o2.judge_text(ref, approved=True)
    assert (await here.case(ref)).version == 1
    with pytest.raises(RefusedError, match="cleared for a reason"):
        await here.o2.judge_text(ref, approved=True, cleared=True)

    await here.o2.judge_text(ref, approved=True, cleared=True, reason="homonym")

    assert (await here.case(ref)).version == 2


def presented_by(name: str) -> dict[str, object]:
    given: dict[str, object] = json.loads(sample(0))["presented_by"]
    return {**given, "body": name}


async def test_x24_what_is_no_correction_is_refused(here):
    ref = await told(here)
    with pytest.raises(RefusedError, match="reads otherwise"):
        await here.o1.correct(ref, sample(0), WHY)
    with pytest.raises(RefusedError, match="another proposer"):
        await here.o1.correct(ref, sample(1), WHY)
    with pytest.raises(RefusedError, match="told why"):
        await here.o1.correct(ref, right(), "")
    with pytest.raises(RefusedError, match="No corrected text waits"):
        await here.o2.judge_text(ref, approved=True)
    await here.o1.correct(ref, right(), WHY)
    with pytest.raises(RefusedError, match="waits already"):
        await here.o1.correct(ref, right(), WHY)

    assert (await here.case(ref)).version == 1


async def test_x24_no_whole_term_is_left_before_the_wall(here):
    ref = await told(here)
    wall = (await round_of(here, ref)).wall
    assert wall is not None
    until_ = wall - await here.now() - timedelta(days=4)
    await here.extend(ref, until_.days)
    await here.sleep(until_ - timedelta(days=10))

    with pytest.raises(RefusedError, match="postpone the session first"):
        await here.o1.correct(ref, right(), WHY, material=True)


async def test_x24_text_that_has_not_left_is_replaced_without_a_notice(tmp_path):
    async with house(tmp_path) as opened:
        here = await opened.furnish(HOURLY)
        ref = await disseminated(here)
        await until(posted_state, here, ref, want=LetterState.READY)
        await here.o1.correct(ref, right(), WHY, material=True)
        await here.o2.judge_text(ref, approved=True)
        await until(invitations, here, ref, want=2)

        await here.sleep(timedelta(hours=3))
        await here.nothing_waits()

        for address in (MARCHE, VENETO, LIGURIA):
            assert await notices(here, address) == 0
            [only] = here.letters(address)
            assert any(text[:40] in words(only) for text in SUMMARY.values())


async def invitations(here: House, ref: str) -> int:
    async with here.wired.units.read() as unit:
        every = await letters_of(unit, here.stream(ref))
    return sum(
        one.kind is LetterKind.DISSEMINATION and one.body == "IT-57" for one in every
    )


async def posted_state(here: House, ref: str) -> LetterState | None:
    async with here.wired.units.read() as unit:
        every = await letters_of(unit, here.stream(ref))
    found = [one.state for one in every if one.body == "IT-57"]
    return found[-1] if found else None
