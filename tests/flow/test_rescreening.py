"""A new list of restrictive measures while proposals are under way (X21)."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from models.acts import Ruling
from models.deadlines import TermName
from models.errors import DomainError
from models.ids import SYSTEM
from models.message import ActKind
from runtime.screening_desk import KnownList
from store.engine import build
from store.reports import SqlReports
from tests.flow.house import House, house
from tests.flow.lists import PROPOSER, desk, load, ruled
from tests.flow.samples import sample
from tests.flow.stories import disseminated, ready
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def newest(here: House) -> KnownList:
    return [*await desk(here).lists()][-1]


async def still(here: House) -> list[str]:
    return [one.ref for one in await desk(here).halted()]


async def interest(here: House, ref: str):
    async with here.wired.units.read() as unit:
        found = await unit.deadlines.of(here.stream(ref))
    return next(one for one in found if one.name is TermName.INTEREST)


async def arrived(here: House) -> int:
    return sum(
        len(here.host.mailbox(f"accordi@{body}.example"))
        for body in ("it-34", "it-45", "it-57")
    )


async def invited(here: House) -> str:
    """A proposal whose three invitations have arrived."""
    ref = await disseminated(here)
    await until(arrived, here, want=3)
    await here.nothing_waits()
    return ref


async def test_x21_hit_stands_still_until_somebody_judges(here):
    ref = await invited(here)

    await load(here, PROPOSER)

    assert await still(here) == [ref]
    assert await here.open_tasks(here.stream(ref)) == ["screening"]
    assert (await interest(here, ref)).ends_at is None
    await here.sleep(timedelta(days=200))
    assert await arrived(here) == 3  # no reminder leaves
    assert await here.phase(ref) == "open"
    [halted] = await desk(here).halted()
    assert [one.party for one in halted.matches] == [PROPOSER]
    known = await newest(here)
    assert (known.version.screened, known.version.hits, known.in_use) == (1, 1, True)


async def test_x21_nothing_else_is_done_meanwhile(here):
    ref = await invited(here)
    await load(here, PROPOSER)

    with pytest.raises(DomainError, match="stands still"):
        await here.extend(ref, 60)
    with pytest.raises(DomainError, match="four eyes"):
        await here.o1.resolve(here.stream(ref), Ruling.CLEAR, "mine")
    with pytest.raises(DomainError, match="--clear or --block"):
        await here.o2.resolve(here.stream(ref), Ruling.RETRY, "again")

    assert await still(here) == [ref]


async def test_x21_cleared_gives_back_the_time(here):
    ref = await invited(here)
    before = await interest(here, ref)
    await load(here, PROPOSER)
    await here.sleep(timedelta(days=28))
    letter = here.letters("accordi@it-57.example")[0]
    await here.reply(letter, "Siamo interessati.\n")
    await until(here.answers, ref, {"IT-57": "interested"})

    await ruled(here, ref, Ruling.CLEAR, "another company")

    after = await interest(here, ref)
    assert before.ends_at is not None
    assert after.ends_at is not None
    assert after.ends_at - before.ends_at >= timedelta(days=27)
    assert await here.open_tasks(here.stream(ref)) == []
    for address in ("accordi@it-34.example", "accordi@it-45.example"):
        told = await here.letter(address, 2)
        end = after.ends_at.astimezone(UTC)
        assert str(end.year) in told.get_body().get_content()
    async with here.wired.units.read() as unit:
        current = await unit.rounds.current(here.case_id(ref))
        answers = await unit.interests.answers(here.case_id(ref))
    assert current.deadline == after.ends_at
    assert [one.late for one in answers] == [False]
    await here.sleep(before.ends_at + timedelta(days=5) - await here.now())
    assert await here.phase(ref) == "open"
    await here.sleep(timedelta(days=60))
    await until(here.phase, ref, "ready")


async def test_x21_confirmed_recalls_every_delivery(here):
    ref = await invited(here)
    await load(here, PROPOSER)

    await ruled(here, ref, Ruling.BLOCK, "the very same party")

    await until(here.phase, ref, "closed")
    assert (await here.case(ref)).outcome == "blocked"
    for body in ("it-34", "it-45", "it-57"):
        assert await here.letter(f"accordi@{body}.example", 2)
    await here.nothing_waits()
    assert await arrived(here) == 6
    kinds = await here.kinds(ref)
    assert kinds.count("standstill.begun") == kinds.count("standstill.ended") == 1


async def test_x21_letters_that_wait_are_dropped_when_confirmed(here):
    """Invitations written and not yet sent: nobody has to be told of a recall."""
    ref = await invited(here)
    await load(here, PROPOSER)
    letter = here.letters("accordi@it-57.example")[0]
    await here.reply(letter, "Non siamo interessati.\n")
    await until(here.answers, ref, {"IT-57": "declined"})
    assert await arrived(here) == 3  # its receipt is held

    await ruled(here, ref, Ruling.BLOCK, "the very same party")
    await until(here.phase, ref, "closed")
    await here.nothing_waits()

    assert len(here.letters("accordi@it-57.example")) == 2  # the recall, no receipt


async def test_x21_money_is_kept_while_a_case_stands_still(here):
    ref = await ready(here)
    held = (await here.case(ref)).reserved
    await load(here, PROPOSER)

    await here.sleep(timedelta(days=150))  # its life would have ended
    assert (await here.case(ref)).reserved == held
    await ruled(here, ref, Ruling.CLEAR, "another company")

    assert (await here.case(ref)).reserved == held
    await here.sleep(timedelta(days=150))
    assert (await here.case(ref)).reserved == 0


async def test_x21_case_at_a_standstill_is_not_convened(here):
    ref = await ready(here, contribution=None)
    await load(here, PROPOSER)

    await here.freeze()

    assert await here.phase(ref) == "ready"


async def test_x21_case_at_a_standstill_is_not_presented(here):
    """Hit on the very day: it goes on to the next session, or is ruled."""
    await here.session("XXX", days=480)
    ref = await ready(here, contribution=None)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.days_before("IT-RU/XXIX", 0)
    await load(here, PROPOSER)

    with pytest.raises(DomainError, match="stands still over a list"):
        await here.hold("IT-RU/XXIX", reason="minutes")
    await here.hold("IT-RU/XXIX", not_treated=[ref], reason="minutes")

    await until(here.phase, ref, "ready")
    assert (await here.case(ref)).session == "it-ru/30"
    assert await still(here) == [ref]
    await ruled(here, ref, Ruling.CLEAR, "another company")
    await here.freeze("IT-RU/XXX")
    await until(here.phase, ref, "scheduled")


async def test_x21_what_was_cleared_is_not_asked_again(here):
    ref = await invited(here)
    await load(here, PROPOSER)
    await ruled(here, ref, Ruling.CLEAR, "another company")

    await load(here, PROPOSER, "Qualcun Altro", version="2027-03")

    assert await still(here) == []
    assert [one.in_use for one in await desk(here).lists()] == [False, True]
    await load(here, PROPOSER, PROPOSER.upper(), version="2027-04")
    assert await still(here) == [ref]


async def test_x21_every_open_case_is_compared_in_chunks(here):
    """More cases than one chunk holds; a second proposer is not touched."""
    titles = json.loads(sample())["title"]
    refs = [
        (
            await here.submit(
                sample(title={k: f"{v} {number}" for k, v in titles.items()})
            )
        ).ref
        for number in range(52)
    ]
    for ref in refs:
        await until(here.phase, ref, "validation")

    await load(here, PROPOSER)

    known = await newest(here)
    assert (known.version.screened, known.version.hits) == (52, 52)
    assert sorted(await still(here)) == sorted(refs)
    with pytest.raises(DomainError, match="stands still"):
        await here.accept(refs[51])


async def test_x21_register_names_the_list_of_each_screening(here):
    ref = await invited(here)
    await load(here, PROPOSER)
    await ruled(here, ref, Ruling.CLEAR, "another company")

    engine = build(here.wired.settings.database_url)
    lines = await SqlReports(engine).screening_register(
        datetime(2000, 1, 1, tzinfo=UTC), await here.now() + timedelta(days=1)
    )
    await engine.dispose()
    assert [(one.result, one.found, one.cause, one.by) for one in lines] == [
        ("clear", "clear", "", SYSTEM),
        ("hit", "hit", "new-list", SYSTEM),
        ("clear", "hit", "ruling", "secretariat:o2"),
    ]
    assert [one.lists for one in lines] == [
        "demo-list 2027-01",
        "EU-TEST 2027-02; demo-list 2027-01",
        "EU-TEST 2027-02",
    ]


async def test_x21_first_list_makes_screening_possible(tmp_path):
    async with house(tmp_path, screening_list=tmp_path / "none.csv") as here:
        await here.furnish()
        ref = (await here.submit(sample())).ref
        await until(here.open_tasks, here.stream(ref), ["screening"])

        await load(here, "Qualcun Altro")
        await here.o2.resolve(here.stream(ref), Ruling.RETRY, "a list is there now")

        await until(here.phase, ref, "validation")


async def test_x21_same_file_is_refused(here):
    await load(here, PROPOSER)

    with pytest.raises(DomainError, match="in the register already, as EU-TEST"):
        await load(here, PROPOSER, version="2027-03")


async def test_x21_answer_by_phone_waits_too(here):
    ref = await invited(here)
    await load(here, PROPOSER)

    with pytest.raises(DomainError, match="stands still"):
        await here.o1.answer(ref, "IT-57", ActKind.DECLINED, reason="phone")
