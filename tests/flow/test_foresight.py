"""What an officer is shown before an act is what the act then sets off."""

from collections import Counter
from datetime import timedelta

import pytest

from models.acts import CofinancingChoice, Verdict
from models.errors import DomainError
from models.foreseen import Foreseen
from models.ledger import Account
from tests.flow.agendas import NAME, frozen, item, releases, rows
from tests.flow.house import GOOD, House, house
from tests.flow.rehearsals import desk, foreseen
from tests.flow.samples import sample
from tests.flow.stories import answered, disseminated, ready
from tests.flow.wait import until
from tests.store.letters_of import letters_of

pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def written(here: House, ref: str) -> Counter[tuple[str, str]]:
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, here.stream(ref))
    return Counter((one.kind.value, one.language) for one in letters)


def counted(found: Foreseen) -> Counter[tuple[str, str]]:
    return Counter({(one.kind.value, one.language): one.count for one in found.letters})


async def validated(here: House) -> str:
    ref: str = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    return ref


async def told(here: House) -> str:
    """A proposal of which every body has its letter."""
    ref = await disseminated(here)
    for body in ("it-57", "it-34", "it-45"):
        await here.letter(f"accordi@{body}.example")
    await here.nothing_waits()
    return ref


async def test_dry_run_changes_nothing(here):
    ref = await validated(here)
    before = (await here.kinds(ref), await written(here, ref))
    dry = await desk(here, "secretariat:o2", dry=True)

    await dry.validate(ref, Verdict.ACCEPT, scores=GOOD, reason="")

    assert counted(foreseen(dry)) == {
        ("dissemination", "it"): 2,
        ("dissemination", "en"): 1,
    }
    assert (await here.kinds(ref), await written(here, ref)) == before
    assert await here.phase(ref) == "validation"


async def test_acceptance_sets_off_what_was_foreseen(here):
    ref = await validated(here)
    before = await written(here, ref)
    office = await desk(here, "secretariat:o2", dry=False)

    await office.validate(ref, Verdict.ACCEPT, scores=GOOD, reason="")
    expected = counted(foreseen(office))
    await until(written, here, ref, want=before + expected)

    case = await here.case(ref)
    [interest] = [one for one in foreseen(office).deadlines if one.name == "interest"]
    assert case.due_at is not None
    assert interest.after is not None
    assert interest.after.date() == case.due_at.date()


async def test_event_names_what_was_foreseen(here):
    ref = await validated(here)
    office = await desk(here, "secretariat:o2", dry=False)

    await office.validate(ref, Verdict.RETURN, scores=None, reason="Plan missing")

    [event] = [one for one in await here.events(ref) if one.kind == "proposal.returned"]
    async with here.wired.units.read() as unit:
        paper = await unit.papers.get(event.body["foreseen"])
    assert paper.decode() == "\n".join(foreseen(office).sentences())
    assert "return-for-completion in ru" in paper.decode()
    assert "deadline validation" in paper.decode()


async def test_extension_foresees_letters_and_the_new_end(here):
    ref = await told(here)
    before = await written(here, ref)
    office = await desk(here, "secretariat:o1", dry=False)
    here.o1 = office

    await here.extend(ref, 50)

    expected = counted(foreseen(office))
    assert sum(expected.values()) == 3
    await until(written, here, ref, want=before + expected)
    [moved] = foreseen(office).deadlines
    assert moved.before is not None
    assert moved.after == (await here.case(ref)).due_at


async def test_withdrawal_foresees_the_recall(here):
    ref = await told(here)
    before = await written(here, ref)
    office = await desk(here, "secretariat:o1", dry=False)

    await office.withdraw(ref, "The firm was sold.")

    await until(here.phase, ref, "closed")
    assert await written(here, ref) - before == counted(foreseen(office))


async def test_postponing_foresees_every_proposal_it_moves(here):
    ref = await ready(here)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    before = await written(here, ref)
    office = await desk(here, "secretariat:o1", dry=False)

    await office.postpone(
        "IT-RU/XXIX", await here.now() + timedelta(days=300), "The hall is closed."
    )

    expected = foreseen(office)
    [moved] = expected.cases
    assert (moved.ref, moved.before, moved.after) == (ref, "scheduled", "ready")
    assert await written(here, ref) - before == counted(expected)
    assert sum(counted(expected).values()) == 2


async def test_choice_of_money_is_foreseen_to_the_cent(here):
    ref = await disseminated(here)
    await answered(here, ref, contribution=1_000_000)
    await until(here.phase, ref, "cofinancing")
    dry = await desk(here, "secretariat:o1", dry=True)

    await dry.cofinance(ref, CofinancingChoice.ACCEPT_PARTIAL, "Better than nothing.")

    [entry] = foreseen(dry).money
    assert (entry.agreement, entry.cents) == ("AP-IT-57", 1_000_000)
    assert (entry.credit, entry.debit) == (Account.AVAILABLE, Account.RESERVED)


async def test_refusal_is_foreseen_in_the_same_words(here):
    ref = await validated(here)
    dry = await desk(here, "secretariat:o1", dry=True)

    with pytest.raises(DomainError, match="No clock stands still"):
        await dry.resume_clocks(ref)


async def test_change_of_a_frozen_agenda_foresees_its_letters_and_its_changes(here):
    ref = await item(here)
    await frozen(here, ref)
    before = await written(here, ref)
    office = await desk(here, "secretariat:o1", dry=False)
    [slot] = await rows(here)
    later = slot.starts_at + timedelta(minutes=10)

    await office.move_item(NAME, ref, table="plenary", at=later)

    expected = foreseen(office)
    assert counted(expected) == {
        ("agenda-changed", "it"): 1,
        ("agenda-changed", "ru"): 1,
    }
    assert [one.startswith("New time: ") for one in expected.remarks] == [True]
    assert await written(here, ref) - before == counted(expected)


async def test_dry_change_of_an_agenda_says_who_would_wait_and_changes_nothing(here):
    ref = await item(here)
    await frozen(here, ref)
    before = (await rows(here), await releases(here))
    dry = await desk(here, "secretariat:o1", dry=True)

    await dry.remove_item(NAME, ref, reason="the site is sold")

    [case] = foreseen(dry).cases
    assert (case.before, case.after) == ("scheduled", "ready")
    assert (await rows(here), await releases(here)) == before
