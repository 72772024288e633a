"""A letter sent once more: alone, in its thread, and only where it has a point."""

import pytest

from models.errors import DomainError
from models.ids import BodyCode
from models.letter import Letter, LetterKind, LetterState
from runtime.client import access
from runtime.resend_desk import ResendDesk
from tests.flow.house import House, house
from tests.flow.test_posting import ADDRESS, BODY, HOURLY, opened, post
from tests.flow.wait import until

PREFACE = "La inviamo ancora."


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as home:
        yield await home.furnish(HOURLY)


async def resend(here: House, letter: Letter) -> str:
    async with access(here.wired.settings) as known:
        known.reached.append(here.env.client)
        desk = ResendDesk(
            known, await known.effects(), "secretariat:o1", now=await here.now()
        )
        return (await desk.resend(letter.letter, PREFACE, "asked")).letter


async def letters(here: House, kind: LetterKind) -> list[Letter]:
    found = await here.reading.letters(kind=kind, body=BodyCode(BODY))
    return sorted(found, key=lambda one: (one.written_at, one.letter))


async def test_letters_of_a_digest_are_sent_again_one_by_one(here):
    await opened(here, 2)
    for waiting in await letters(here, LetterKind.DISSEMINATION):
        with pytest.raises(DomainError, match="The letter is ready"):
            await resend(here, waiting)
    await post(here)
    sent = await here.letter(ADDRESS)
    [digest] = await letters(here, LetterKind.DIGEST)
    members = await letters(here, LetterKind.DISSEMINATION)
    await until(states, here, members, want={LetterState.ACCEPTED})

    with pytest.raises(DomainError, match="A digest carries several letters"):
        await resend(here, digest)
    named = [await resend(here, one) for one in members]
    await post(here)

    await until(mails, here, want=3)
    again = here.letters(ADDRESS)[1:]
    for one in again:
        text = one.get_body(("plain",)).get_content()
        assert text.count(PREFACE) == 1
        assert one["In-Reply-To"] == sent["Message-ID"]
    assert [one.partition("/again/")[0] for one in named] == [
        one.letter for one in members
    ]
    assert len(await letters(here, LetterKind.DIGEST)) == 1


async def test_letter_sent_again_twice_carries_one_preface(here):
    await opened(here, 1)
    await post(here)
    await here.letter(ADDRESS)
    [first] = await letters(here, LetterKind.DISSEMINATION)
    await until(states, here, [first], want={LetterState.ACCEPTED})
    again = await resend(here, first)
    with_name = first.model_copy(update={"letter": again})
    twice = await resend(here, with_name)
    await post(here)

    await until(mails, here, want=3)
    text = here.letters(ADDRESS)[-1].get_body(("plain",)).get_content()
    assert (text.count(PREFACE), twice.count("/again/")) == (1, 1)


async def test_invitation_of_a_withdrawn_proposal_is_not_sent_again(here):
    [ref] = await opened(here, 1)
    await post(here)
    await here.letter(ADDRESS)
    [first] = await letters(here, LetterKind.DISSEMINATION)
    await until(states, here, [first], want={LetterState.ACCEPTED})
    await here.o1.withdraw(ref, "the plant was sold")
    await until(here.phase, ref, "closed")

    with pytest.raises(DomainError, match="has been overtaken"):
        await resend(here, first)


async def states(here: House, found: list[Letter]) -> set[LetterState]:
    async with here.wired.units.read() as unit:
        return {(await unit.letters.get(one.letter)).state for one in found}


async def mails(here: House) -> int:
    return len(here.letters(ADDRESS))
