"""Letters that wait for their hour: held, recalled, gathered, stopped by the law."""

from datetime import timedelta

import pytest

from models.compliance import LegalStatus
from models.letter import LetterState
from models.posting import Posting
from tests.flow.house import CORRIDOR, House, house
from tests.flow.samples import sample
from tests.flow.wait import until
from tests.store.letters_of import letters_of

BODY = "IT-57"
ADDRESS = "accordi@it-57.example"
HOURLY = CORRIDOR.model_copy(
    update={
        "policy": CORRIDOR.policy.model_copy(
            update={
                "posting": Posting(hold=600, times=(), gather=3600, correction=86_400)
            }
        )
    }
)


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish(HOURLY)


async def opened(here: House, number: int) -> list[str]:
    """Several proposals, disseminated and not yet posted."""
    refs: list[str] = []
    for _ in range(number):
        ref: str = (await here.submit(sample())).ref
        await here.accept(ref)
        await until(here.phase, ref, "open")
        refs.append(ref)
    for ref in refs:
        await until(letter_of, here, ref, want=LetterState.READY)
    return refs


async def letter_of(here: House, ref: str) -> LetterState | None:
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, here.stream(ref))
    found = [one.state for one in letters if one.body == BODY]
    return found[-1] if found else None


async def post(here: House) -> None:
    await here.sleep(timedelta(hours=2))


async def test_letters_to_many_wait_for_their_window(here):
    [ref] = await opened(here, 1)

    assert here.letters(ADDRESS) == []
    await post(here)

    assert len([await here.letter(ADDRESS)]) == 1
    await until(letter_of, here, ref, want=LetterState.ACCEPTED)


async def test_several_proposals_leave_as_one_letter(here):
    refs = await opened(here, 3)

    await post(here)
    letter = await here.letter(ADDRESS)

    text = letter.get_body(("plain",)).get_content()
    assert [ref for ref in refs if ref not in text] == []
    assert len(here.letters(ADDRESS)) == 1
    for ref in refs:
        await until(letter_of, here, ref, want=LetterState.ACCEPTED)
        assert "letters.bundled" in await here.kinds(ref)


async def test_one_reply_answers_many_proposals(here):
    first, second, third = await opened(here, 3)
    await post(here)
    letter = await here.letter(ADDRESS)

    await here.reply(letter, "1: SI\n2: NO\n")

    await until(here.answers, first, {BODY: "interested"})
    await until(here.answers, second, {BODY: "declined"})
    assert await here.answers(third) == {}


async def test_yes_to_a_digest_without_a_number_is_asked_about(here):
    refs = await opened(here, 2)
    await post(here)

    await here.reply(await here.letter(ADDRESS), "Siamo interessati.\n")

    await until(here.waiting_messages, 1)
    assert [await here.answers(ref) for ref in refs] == [{}, {}]


async def test_reply_to_a_digest_stands_in_every_history(here):
    refs = await opened(here, 2)
    await post(here)
    await here.reply(await here.letter(ADDRESS), "1: SI\n2: NO\n")
    await until(here.answers, refs[1], {BODY: "declined"})

    told = [len(await here.reading.messages(case=here.case_id(ref))) for ref in refs]

    assert told == [1, 1]


async def test_reminder_follows_the_digest_in_one_thread(here):
    refs = await opened(here, 2)
    await post(here)
    digest = await here.letter(ADDRESS)
    await here.reply(digest, "1: NO\n")
    await until(here.answers, refs[0], {BODY: "declined"})
    await here.letter(ADDRESS, 2)  # its receipt

    await here.sleep(timedelta(days=20))
    reminder = await here.letter(ADDRESS, 3)

    assert refs[1] in str(reminder["Subject"])
    assert str(digest["Message-ID"]) in str(reminder["References"])


async def test_withdrawn_before_the_window_is_never_posted(here):
    [ref] = await opened(here, 1)

    await here.o1.withdraw(ref, "the proposer asked")
    await until(here.phase, ref, "closed")
    await post(here)

    assert here.letters(ADDRESS) == []
    assert await letter_of(here, ref) is LetterState.RECALLED


async def test_law_that_changes_stops_letters_already_written(here):
    [ref] = await opened(here, 1)

    await here.register.keep_corridor(
        HOURLY.model_copy(update={"legal_status": LegalStatus.CLOSED}),
        now=await here.now(),
    )
    await post(here)

    await until(letter_of, here, ref, want=LetterState.REFUSED)
    assert "letter.refused" in await here.kinds(ref)
    assert here.letters(ADDRESS) == []


async def test_digest_that_bounces_bounces_for_every_proposal(here):
    here.host.bouncing = {ADDRESS}
    refs = await opened(here, 2)

    await post(here)

    for ref in refs:
        await until(here.open_tasks, here.stream(ref), ["address-bad"])
