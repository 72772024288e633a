"""X24: a wrong text was sent out; two people put it right, and all are told alike."""

from datetime import timedelta

import pytest

from models.case import Outcome
from models.deadlines import TermName
from models.event import Event, EventKind
from models.ids import BodyCode
from models.interest import Answer
from models.message import ActKind
from models.round import Round
from runtime.errands import RefusedError
from tests.flow.agendas import words
from tests.flow.house import GOOD, House, house
from tests.flow.rehearsals import desk, foreseen
from tests.flow.samples import sample
from tests.flow.stories import closed, disseminated
from tests.flow.test_foresight import counted, written
from tests.flow.wait import until

MARCHE, VENETO, LIGURIA = (f"accordi@it-{code}.example" for code in (57, 34, 45))
WHY = "The capacity was given in kilograms."
SUMMARY = {
    "it": "Linea di selezione e compostaggio da sessantamila tonnellate annue, con"
    " ricerca di un partner italiano che la progetti e la costruisca.",
    "ru": "Линия сортировки и компостирования мощностью шестьдесят тысяч тонн в год;"
    " требуется итальянский партнёр для проектирования и строительства.",
    "en": "Sorting and composting line for sixty thousand tonnes a year; an Italian"
    " partner is sought who designs and builds it.",
}
pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


def right() -> bytes:
    return sample(0, summary=SUMMARY)


async def told(here: House) -> str:
    """A proposal of which every body has its letter."""
    ref = await disseminated(here)
    for address in (MARCHE, VENETO, LIGURIA):
        await here.letter(address)
    await here.nothing_waits()
    return ref


async def corrected(here: House, ref: str, *, material: bool) -> None:
    await here.o1.correct(ref, right(), WHY, material=material)
    await here.o2.judge_text(ref, approved=True)
    for address in (MARCHE, VENETO, LIGURIA):
        await until(notices, here, address, 1)
    await here.nothing_waits()


async def notices(here: House, address: str) -> int:
    known = ("Rettifica", "Correction of the text")
    subjects = [str(one["Subject"]) for one in here.letters(address)]
    return sum(any(word in one for word in known) for one in subjects)


async def round_of(here: House, ref: str) -> Round:
    async with here.wired.units.read() as unit:
        found = await unit.rounds.current(here.case_id(ref))
    assert isinstance(found, Round)
    return found


async def given(here: House, ref: str, body: str) -> list[Answer]:
    async with here.wired.units.read() as unit:
        every = await unit.interests.answers(here.case_id(ref))
    return [one for one in every if one.body == body]


async def state(here: House, ref: str, body: str) -> str:
    async with here.wired.units.read() as unit:
        found = await unit.deliveries.get((here.case_id(ref), 1, BodyCode(body)))
    return found.state.value


async def last(here: House, ref: str, kind: EventKind) -> Event:
    return [one for one in await here.events(ref) if one.kind is kind][-1]


async def test_x24_every_body_reads_what_changed_in_its_language(here):
    ref = await told(here)
    before = await round_of(here, ref)

    await corrected(here, ref, material=False)

    assert (await here.case(ref)).version == 2
    after = await round_of(here, ref)
    assert (after.version, after.deadline) == (2, before.deadline)
    italian = words(here.letters(MARCHE)[-1])
    assert SUMMARY["it"] in italian
    assert WHY in italian
    assert "Il termine resta invariato" in italian
    assert SUMMARY["en"] in words(here.letters(LIGURIA)[-1])
    event = await last(here, ref, EventKind.TEXT_CORRECTED)
    assert (event.actor, event.body["corrector"]) == (
        "secretariat:o2",
        "secretariat:o1",
    )
    assert (event.body["version"], event.body["material"]) == (2, False)


async def test_x24_new_version_is_screened_and_validated_by_another(here):
    ref = await told(here)
    screened = (await here.kinds(ref)).count("proposal.screened")
    third = here.officer("secretariat:o3")
    await third.correct(ref, right(), WHY)
    assert "text-due" in await here.open_tasks(here.stream(ref))

    for officer in (third, here.o1):  # who handed it in; who registered the proposal
        with pytest.raises(RefusedError, match="a colleague must decide"):
            await officer.judge_text(ref, approved=True)
    assert (await here.case(ref)).version == 1
    assert len(here.letters(MARCHE)) == 1

    await here.o2.judge_text(ref, approved=True, scores=GOOD)

    assert (await here.kinds(ref)).count("proposal.screened") == screened + 1
    assert "text-due" not in await here.open_tasks(here.stream(ref))
    again = {**SUMMARY, "en": SUMMARY["en"] + " It is urgent."}
    await here.o2.correct(ref, sample(0, summary=again), WHY)
    with pytest.raises(RefusedError, match="a colleague must decide"):
        await third.judge_text(ref, approved=True)


async def test_x24_material_correction_starts_the_clock_again_for_all(here):
    ref = await told(here)
    await here.o1.answer(ref, "IT-57", ActKind.INTERESTED, reason="phone")
    await here.sleep(timedelta(days=10))
    before = await round_of(here, ref)

    await corrected(here, ref, material=True)

    after = await round_of(here, ref)
    assert after.deadline > before.deadline
    assert (await here.case(ref)).due_at == after.deadline
    async with here.wired.units.read() as unit:
        clocks = [
            one
            for one in await unit.deadlines.of(here.stream(ref))
            if one.name is TermName.INTEREST
        ]
    assert [one.closed_at is None for one in clocks] == [False, True]
    assert clocks[-1].ends_at == after.deadline
    assert clocks[-1].deadline.extensions == ()
    for address in (MARCHE, VENETO):
        assert "decorre quindi di nuovo per intero" in words(here.letters(address)[-1])
    assert "confermarla" in words(here.letters(MARCHE)[-1])
    assert "confermarla" not in words(here.letters(VENETO)[-1])
    assert [one.version for one in await given(here, ref, "IT-57")] == [1]
    assert await state(here, ref, "IT-57") == "written"


async def test_x24_answer_is_bound_to_the_text_it_was_given_to(here):
    ref = await told(here)
    old = here.letters(MARCHE)[0]
    await corrected(here, ref, material=True)

    await here.reply(old, "Siamo interessati.\n")
    await until(here.answers, ref, {"IT-57": "interested"})
    [first] = await given(here, ref, "IT-57")
    assert first.version == 1
    assert await state(here, ref, "IT-57") == "written"  # asked again

    await here.nothing_waits()
    notice = next(
        one for one in here.letters(MARCHE) if "Rettifica" in str(one["Subject"])
    )
    await here.reply(notice, "Siamo interessati.\n")

    async def confirmed() -> list[int]:
        return [one.version for one in await given(here, ref, "IT-57")]

    await until(confirmed, want=[1, 2])
    assert await state(here, ref, "IT-57") == "answered"
    answered = await last(here, ref, EventKind.ANSWERED)
    assert answered.body["version"] == 2


async def test_x24_unconfirmed_answer_stands_and_a_person_asks(here):
    ref = await told(here)
    await here.o1.answer(ref, "IT-57", ActKind.INTERESTED, reason="phone")
    await corrected(here, ref, material=True)

    await here.sleep(timedelta(days=80))
    await until(here.phase, ref, "ready")

    end = await last(here, ref, EventKind.ROUND_CLOSED)
    assert end.body["interested"] == ["IT-57"]
    assert end.body["unconfirmed"] == ["IT-57"]
    assert "IT-57" not in str(end.body["silent"])
    assert "text-unconfirmed" in await here.open_tasks(here.stream(ref))
    await here.o1.withdraw(ref, "end of the play")
    await closed(here, ref, Outcome.WITHDRAWN)


async def test_x24_all_answered_waits_for_the_text_that_is_judged(here):
    """The round does not close under a correction; dropped, it goes on as it was."""
    ref = await told(here)
    await here.o1.correct(ref, right(), WHY)
    for body in ("IT-57", "IT-34", "IT-45"):
        await here.o1.answer(ref, body, ActKind.DECLINED, reason="phone")
    assert await here.phase(ref) == "open"

    await here.o2.judge_text(ref, approved=False, reason="It was right.")

    await closed(here, ref, Outcome.NO_INTEREST)
    assert [await notices(here, one) for one in (MARCHE, VENETO, LIGURIA)] == [0, 0, 0]


async def test_x24_consequences_are_shown_before(here):
    ref = await told(here)
    await here.o1.correct(ref, right(), WHY, material=True)
    await here.sleep(timedelta(days=5))
    before = await written(here, ref)
    dry = await desk(here, "secretariat:o2", dry=True)

    await dry.judge_text(ref, approved=True)

    assert await written(here, ref) == before
    shown = foreseen(dry)
    assert [one.name for one in shown.deadlines] == ["interest", "interest"]
    await here.o2.judge_text(ref, approved=True)
    await until(notices, here, LIGURIA, 1)
    assert counted(shown) == await written(here, ref) - before
