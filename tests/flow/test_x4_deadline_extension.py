"""X4: more time, for all alike; and for a proposer who completes (method 4.6)."""

from datetime import UTC, datetime, timedelta

import pytest

from models.acts import Verdict
from models.case import Outcome
from models.event import EventKind
from models.message import ActKind
from runtime.errands import RefusedError
from store.calendars import HolidayCalendars
from tests.flow.agendas import words
from tests.flow.house import House, house
from tests.flow.rehearsals import desk, foreseen
from tests.flow.samples import sample
from tests.flow.stories import closed, disseminated
from tests.flow.test_foresight import counted
from tests.flow.wait import until

RUSSIA = HolidayCalendars().country("RU")
BODIES = tuple(f"accordi@it-{code}.example" for code in (57, 34, 45))
PROPOSER = "projects@poima-eko.example"
pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def returned(here: House) -> str:
    ref: str = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="waste contract")
    await until(here.phase, ref, "returned")
    await here.nothing_waits()
    return ref


async def later(here: House, ref: str, days: int) -> datetime:
    """So many working days of the proposer after its term ends now."""
    due = (await here.case(ref)).due_at
    assert due is not None
    day = RUSSIA.add(due.date(), days)
    return datetime.combine(day, due.timetz().replace(tzinfo=None), UTC)


async def extend(here: House, ref: str, until_: datetime) -> None:
    await here.o1.extend_completion(
        ref, until_, "The contract is being signed.", requester="proposer"
    )


async def test_x4_all_are_told_and_who_has_answered_may_amend(here):
    ref = await disseminated(here)
    for address in BODIES:
        await here.letter(address)
    await here.nothing_waits()
    await here.o1.answer(ref, "IT-57", ActKind.DECLINED, reason="phone")
    before = (await here.case(ref)).due_at

    await here.extend(ref, 50)
    await here.letter(BODIES[1], 2)  # written after the act is answered
    await here.nothing_waits()

    after = (await here.case(ref)).due_at
    assert before is not None
    assert after is not None
    assert after > before
    for address in BODIES:
        said = [
            one
            for one in here.letters(address)
            if any(
                word in str(one["Subject"]) for word in ("Proroga", "Extension of the")
            )
        ]
        assert len(said) == 1
    await here.sleep(before + timedelta(days=4) - await here.now())
    assert await here.phase(ref) == "open"
    await here.o1.answer(ref, "IT-57", ActKind.INTERESTED, reason="phone")
    assert await here.answers(ref) == {"IT-57": "interested"}
    await here.sleep(timedelta(days=40))
    await until(here.phase, ref, "ready")


async def test_x4_completion_is_extended_and_the_proposer_told(here):
    ref = await returned(here)
    old = (await here.case(ref)).due_at
    assert old is not None

    await extend(here, ref, await later(here, ref, 5))
    await here.nothing_waits()

    letter = here.letters(PROPOSER)[-1]
    assert "Продление предоставленного Вам срока" in str(letter["Subject"])
    assert "The contract is being signed." in words(letter)
    moved = (await here.events(ref))[-1]
    assert moved.kind in {EventKind.DEADLINE_MOVED, EventKind.LETTERS_WRITTEN}
    await here.sleep(old + timedelta(days=1) - await here.now())
    assert await here.phase(ref) == "returned"  # it would have lapsed
    await here.o1.revise(ref, sample(keywords=["rifiuti"]), "contract added")
    await until(here.phase, ref, "validation")


async def test_x4_extended_completion_lapses_at_its_new_end(here):
    ref = await returned(here)
    until_ = await later(here, ref, 3)
    await extend(here, ref, until_)

    await here.sleep(until_ + timedelta(hours=1) - await here.now())

    await closed(here, ref, Outcome.LAPSED)


async def test_x4_completion_is_extended_twice_at_most(here):
    ref = await returned(here)
    await extend(here, ref, await later(here, ref, 4))
    await extend(here, ref, await later(here, ref, 4))
    due = (await here.case(ref)).due_at

    with pytest.raises(RefusedError, match="moved twice, which is the limit"):
        await extend(here, ref, await later(here, ref, 4))

    assert (await here.case(ref)).due_at == due


async def test_x4_completion_lasts_thirty_days_in_all(here):
    ref = await returned(here)
    due = (await here.case(ref)).due_at

    with pytest.raises(RefusedError, match="at the latest, 30 working days"):
        await extend(here, ref, await later(here, ref, 16))

    assert (await here.case(ref)).due_at == due
    await extend(here, ref, await later(here, ref, 15))


async def test_x4_completion_takes_two_people_and_a_proposal_that_was_returned(here):
    ref = await returned(here)
    with pytest.raises(RefusedError, match="four eyes"):
        await here.o1.extend_completion(
            ref, await later(here, ref, 2), "why", requester="secretariat:o1"
        )
    with pytest.raises(RefusedError, match="IT-57 is no body of the proposal's round"):
        await here.o1.extend_completion(
            ref, await later(here, ref, 2), "why", requester="body:IT-57"
        )
    opened = await disseminated(here, keywords=["altro"])
    with pytest.raises(RefusedError, match="only while it is returned"):
        await extend(here, opened, await later(here, ref, 2))


async def test_x4_longer_completion_is_shown_before(here):
    ref = await returned(here)
    dry = await desk(here, "secretariat:o1", dry=True)
    until_ = await later(here, ref, 5)

    await dry.extend_completion(ref, until_, "why", requester="proposer")

    [moved] = foreseen(dry).deadlines
    assert (moved.name, moved.after) == ("completion", until_)
    assert counted(foreseen(dry)) == {("term-moved", "ru"): 1}
    assert (await here.case(ref)).due_at != until_
