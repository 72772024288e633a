"""X5, X8: late answers taken in by decision, and groups of bodies."""

from datetime import timedelta

import pytest

from models.interest import Interest
from models.message import ActKind
from runtime.errands import RefusedError
from tests.flow.house import House, house
from tests.flow.stories import disseminated
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def interests(here: House, ref: str) -> dict[str, Interest]:
    async with here.wired.units.read() as unit:
        found = await unit.interests.of(here.case_id(ref))
    return {one.body: one for one in found}


async def late_yes(here: House, **changes: object) -> str:
    """Ready with one partner, when a second body says yes after the round."""
    ref = await disseminated(here, **changes)
    letter = await here.letter("accordi@it-34.example")
    await here.o1.answer(ref, "IT-57", ActKind.INTERESTED, reason="phone")
    await here.sleep(timedelta(days=60))
    await until(here.phase, ref, "ready")
    await here.reply(letter, "Siamo interessati.\n")

    async def kept() -> bool:
        return "late-answer" in await here.open_tasks(here.stream(ref))

    await until(kept, want=True)
    await here.nothing_waits()
    return ref


async def test_x5_late_yes_is_admitted_by_decision_and_told(here):
    ref = await late_yes(here, exclusive=False, partner_max=3)
    before = len(here.letters("accordi@it-34.example"))

    await here.o1.admit_late(ref, "IT-34", "Its office was closed by the flood.")

    found = await interests(here, ref)
    assert found["IT-34"].state == "accepted"
    assert found["IT-34"].rank == 2
    letter = await here.letter("accordi@it-34.example", before + 1)
    text = str(letter.get_body(("plain",)).get_content())
    assert "ammessa con decisione motivata" in " ".join(text.split())
    assert "late-answer" not in await here.open_tasks(here.stream(ref))
    assert "proposal.late-admitted" in await here.kinds(ref)


async def test_x5_late_yes_to_an_exclusive_proposal_is_a_reserve(here):
    ref = await late_yes(here, exclusive=True, partner_max=1)

    await here.o1.admit_late(ref, "IT-34", "Its office was closed by the flood.")

    found = await interests(here, ref)
    assert (found["IT-57"].state, found["IT-34"].state) == ("accepted", "reserve")


async def test_x5_after_the_freeze_a_late_yes_waits_for_the_next_session(here):
    await here.session("XXX", days=480)
    ref = await late_yes(here, exclusive=False, partner_max=3)
    await here.freeze()
    await until(here.phase, ref, "scheduled")

    with pytest.raises(RefusedError) as refused:
        await here.o1.admit_late(ref, "IT-34", "Its office was closed by the flood.")

    assert str(refused.value) == (
        "The agenda is frozen and the proposal stands on it: a late answer is for the"
        " next session now (method X5). It is kept. Admit it once the proposal waits"
        " for that session: when the sitting has carried it over, or after `starter.py"
        " agenda remove`."
    )
    assert [*await interests(here, ref)] == ["IT-57"]
    await here.hold("IT-RU/XXIX", not_treated=[ref], reason="no time")
    await until(here.session_of, ref, "it-ru/30")
    await here.o1.admit_late(ref, "IT-34", "Its office was closed by the flood.")
    found = await interests(here, ref)
    assert {body: one.state for body, one in found.items()} == {
        "IT-57": "accepted",
        "IT-34": "accepted",
    }


async def test_x5_frozen_without_a_next_session_says_so(here):
    ref = await late_yes(here, exclusive=False, partner_max=3)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.o1.remove_item("IT-RU/XXIX", ref, reason="the site is sold")
    await until(here.phase, ref, "ready")

    with pytest.raises(RefusedError) as refused:
        await here.o1.admit_late(ref, "IT-34", "Its office was closed by the flood.")

    assert str(refused.value) == (
        "The agenda of session XXIX is frozen: what comes now is for the next session."
        f" The answer of IT-34 is kept: admit it once {ref} waits for that session."
    )


async def test_x5_only_a_late_yes_is_admitted_and_once(here):
    ref = await late_yes(here, exclusive=False, partner_max=3)
    before = await here.kinds(ref)

    with pytest.raises(RefusedError, match="has not said yes"):
        await here.o1.admit_late(ref, "IT-45", "No reason.")
    with pytest.raises(RefusedError, match="already"):
        await here.o1.admit_late(ref, "IT-57", "No reason.")
    with pytest.raises(RefusedError, match="for a reason"):
        await here.o1.admit_late(ref, "IT-34", "")

    assert await here.kinds(ref) == before


async def competing(here: House) -> str:
    ref = await disseminated(here, exclusive=True, partner_max=1)
    for body in ("IT-34", "IT-57", "IT-45"):
        await here.o1.answer(ref, body, ActKind.INTERESTED, reason="phone")
    await until(here.phase, ref, "choice")
    return ref


async def test_x8_two_bodies_are_chosen_as_a_group(here):
    ref = await competing(here)

    await here.o1.choose(ref, "IT-57", "They proposed it together.", group=["IT-45"])

    await until(here.phase, ref, "ready")
    found = await interests(here, ref)
    assert {body: (one.state, one.lead, one.rank) for body, one in found.items()} == {
        "IT-57": ("accepted", None, 1),
        "IT-45": ("accepted", "IT-57", 2),
        "IT-34": ("reserve", None, 3),
    }


async def test_x8_group_has_interested_bodies_each_once(here):
    ref = await competing(here)

    with pytest.raises(RefusedError, match="has not expressed interest"):
        await here.o1.choose(ref, "IT-57", "Together.", group=["IT-99"])
    with pytest.raises(RefusedError, match="named twice"):
        await here.o1.choose(ref, "IT-57", "Together.", group=["IT-57"])

    assert await here.phase(ref) == "choice"


async def test_x8_silent_proposer_gets_the_first_by_rule_and_reserves_stay_ranked(here):
    ref = await disseminated(here, exclusive=True, partner_max=1)
    for body in ("IT-45", "IT-57", "IT-34"):
        await here.o1.answer(ref, body, ActKind.INTERESTED, reason="phone")
    await until(here.phase, ref, "choice")
    await here.nothing_waits()

    due = (await here.case(ref)).due_at
    await here.sleep(due - await here.now() - timedelta(hours=1))
    assert await here.phase(ref) == "choice"
    await here.sleep(timedelta(hours=2))

    await until(here.phase, ref, "ready")
    found = await interests(here, ref)
    assert {body: (one.state, one.rank) for body, one in found.items()} == {
        "IT-45": ("accepted", 1),
        "IT-57": ("reserve", 2),
        "IT-34": ("reserve", 3),
    }
    [chosen] = [
        one for one in await here.events(ref) if one.kind == "proposal.partner-chosen"
    ]
    assert (chosen.actor, chosen.body["rule"]) == ("system", "time of receipt")
    assert chosen.body["reserves"] == ["IT-57", "IT-34"]
