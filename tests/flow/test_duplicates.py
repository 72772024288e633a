"""Proposals that may be one project: noticed, and decided by a person (X3)."""

import pytest

from activities.duplicates import DecideDuplicate
from activities.duplicates import decide as only_decide
from activities.effects import EffectRunner
from models.errors import DomainError
from models.ids import Actor, duplicate_stream
from models.likeness import Duplicate, DuplicateDecision
from models.message import ActKind
from tests.flow.alike import FIRST_SENDER, SECOND_SENDER, by_the_chamber, decide
from tests.flow.house import House, house
from tests.flow.lists import PROPOSER, load
from tests.flow.samples import sample
from tests.flow.stories import answered, disseminated
from tests.flow.wait import until

MERGE, LINK, DISTINCT = DuplicateDecision


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def pairs(here: House, ref: str) -> list[Duplicate]:
    async with here.wired.units.read() as unit:
        return [*await unit.duplicates.of(here.case_id(ref))]


async def asked(here: House, ref: str) -> list[str]:
    return await here.open_tasks(duplicate_stream(here.case_id(ref)))


async def two(here: House) -> tuple[str, str]:
    """The same project by its proposer and by a chamber; both in validation."""
    first = (await here.submit(sample())).ref
    await until(here.phase, first, "validation")
    second = (await here.submit(by_the_chamber())).ref
    await until(here.phase, second, "validation")
    return first, second


async def test_x3_likeness_is_put_before_a_person_and_explained(here):
    first, second = await two(here)

    assert await asked(here, second) == ["duplicate"]
    assert await asked(here, first) == []
    [pair] = await pairs(here, second)
    assert (pair.case, pair.other) == (here.case_id(second), here.case_id(first))
    assert pair.percent >= 65
    assert "duplicate.suspected" in await here.kinds(second)
    async with here.wired.units.read() as unit:
        [task] = await unit.tasks.open_of(duplicate_stream(here.case_id(second)))
    assert f"{second} may be {first} over again ({pair.percent} %" in task.detail


async def test_x3_another_project_is_not_suspected(here):
    await here.submit(sample(0))
    other = (await here.submit(sample(1))).ref
    await until(here.phase, other, "validation")

    assert await pairs(here, other) == []


async def test_x3_merged_keeps_both_senders(here):
    first, second = await two(here)
    await here.letter(SECOND_SENDER)

    await decide(here, first, second, MERGE)

    await until(here.phase, second, "closed")
    assert (await here.case(second)).outcome == "merged"
    assert await asked(here, second) == []
    told = await here.letter(SECOND_SENDER, 2)
    words = " ".join(told.get_body().get_content().split())
    assert second in words
    before = len(here.letters(FIRST_SENDER))
    await here.accept(first)
    await until(here.phase, first, "open")
    await answered(here, first)
    await until(here.phase, first, "ready")
    await here.o1.withdraw(first, "the plant was sold")
    last = [
        await here.letter(FIRST_SENDER, before + 1),
        await here.letter(SECOND_SENDER, 3),
    ]
    assert {str(one["Subject"]) for one in last} == {str(last[0]["Subject"])}
    assert last[0]["Reply-To"] != last[1]["Reply-To"]


async def test_x3_merging_recalls_what_was_sent(here):
    first = await disseminated(here)
    second = await disseminated(here)
    for number in (1, 2):
        await here.letter("accordi@it-57.example", number)
    await here.nothing_waits()

    await decide(here, first, second, MERGE)

    await until(here.phase, second, "closed")
    await here.letter("accordi@it-57.example", 3)
    await here.o1.answer(first, "IT-57", ActKind.DECLINED, reason="phone")
    assert await here.phase(first) == "open"


async def test_x3_across_sessions_linked_and_never_merged(here):
    await here.session("XXX", days=500)
    first = (await here.submit(sample())).ref
    await until(here.phase, first, "validation")
    again = (await here.submit(by_the_chamber(), "IT-RU/XXX")).ref
    await until(here.phase, again, "validation")
    assert len(await pairs(here, again)) == 1

    with pytest.raises(DomainError, match="linked, not merged"):
        await decide(here, first, again, MERGE)
    await decide(here, first, again, LINK)

    [pair] = await pairs(here, first)
    assert (pair.decision, pair.decided_by) == (LINK, "secretariat:o2")
    assert await asked(here, again) == []
    assert await here.phase(again) == await here.phase(first) == "validation"


async def test_x3_distinct_ends_the_question(here):
    first, second = await two(here)

    await decide(here, second, first, DISTINCT, "two lines of one plant")

    assert await asked(here, second) == []
    for ref in (first, second):
        assert "duplicate.decided" in await here.kinds(ref)
        assert await here.phase(ref) == "validation"


async def test_x3_question_stays_while_a_pair_is_open(here):
    first, second = await two(here)
    third = (await here.submit(by_the_chamber(keywords=["terzo"]))).ref
    await until(here.phase, third, "validation")

    await decide(here, first, third, DISTINCT)

    assert await asked(here, third) == ["duplicate", "duplicate"]
    await decide(here, second, third, DISTINCT)
    assert await asked(here, third) == []


async def test_x3_refusals_change_nothing(here):
    first, second = await two(here)

    with pytest.raises(DomainError, match="no duplicate of itself"):
        await decide(here, first, first, MERGE)
    with pytest.raises(DomainError, match="give --reason"):
        await decide(here, first, second, MERGE, " ")
    await here.o1.withdraw(first, "sold")
    await until(here.phase, first, "closed")
    with pytest.raises(DomainError, match="only open proposals are merged"):
        await decide(here, first, second, MERGE)

    assert [one.decision for one in await pairs(here, second)] == [None]


async def test_x3_merging_that_is_refused_decides_nothing(here):
    first, second = await two(here)
    await load(here, PROPOSER)
    await until(here.open_tasks, here.stream(second), ["screening"])

    with pytest.raises(DomainError, match="stands still"):
        await decide(here, first, second, MERGE)

    assert [one.decision for one in await pairs(here, second)] == [None]
    assert await asked(here, second) == ["duplicate"]


async def test_x3_merging_that_was_only_decided_is_done_again(here):
    first, second = await two(here)
    effects = EffectRunner(units=here.wired.units, peers=here.wired.peers)
    decided = DecideDuplicate(
        key="duplicate/cut-off",
        at=await here.now(),
        actor=Actor("secretariat:o2"),
        kept=here.case_id(first),
        other=here.case_id(second),
        decision=MERGE,
    )
    await only_decide(effects, decided)
    assert await here.phase(second) == "validation"

    await decide(here, first, second, MERGE)

    await until(here.phase, second, "closed")
    assert (await here.case(second)).outcome == "merged"
