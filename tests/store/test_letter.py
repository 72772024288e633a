import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import pytest

from models.body import Channel
from models.evidence import Evidence
from models.ids import LetterId, MessageHash
from models.letter import Letter, LetterState
from store.unit_of_work import SqlUnits
from tests.store.samples import CASE, NOW, letter, message, world

HOUR = timedelta(hours=1)


async def test_letter_comes_back_as_it_was_written(units: SqlUnits) -> None:
    number = await world(units)
    written = letter("a", number)
    async with units.write() as unit:
        await unit.letters.add(written)

    sent = written.model_copy(
        update={"state": LetterState.ACCEPTED, "accepted_at": NOW, "reply": "250 ок"}
    )
    async with units.write() as unit:
        assert await unit.letters.get(written.letter) == written
        await unit.letters.save(sent)

    async with units.read() as unit:
        assert await unit.letters.find(written.letter) == sent
        assert await unit.letters.by_message_id(written.message_id) == sent
        assert await unit.letters.by_message_id("<other>") is None


async def test_due_letters_come_by_recipient_then_in_order(units: SqlUnits) -> None:
    number = await world(units)
    letters = (
        letter("b1", number, to_address="b@b.example", written_at=NOW - HOUR),
        letter("a3", number, to_address="a@a.example", state=LetterState.DEFERRED),
        letter("a2", number, to_address="a@a.example", written_at=NOW - HOUR),
        letter("a1", number, to_address="a@a.example", written_at=NOW - HOUR),
        letter("later", number, to_address="a@a.example", next_at=NOW + HOUR),
        *(
            letter(state, number, to_address="a@a.example", state=state)
            for state in set(LetterState) - {LetterState.READY, LetterState.DEFERRED}
        ),
    )
    async with units.write() as unit:
        for one in letters:
            await unit.letters.add(one)

    async with units.write() as unit:
        assert await names(unit.letters.due(NOW, 50)) == ["a1", "a2", "a3", "b1"]
        assert await names(unit.letters.due(NOW, 2)) == ["a1", "a2"]
        assert await names(unit.letters.due(NOW - HOUR, 50)) == []
    async with units.read() as unit:
        assert await names(unit.letters.due(NOW, 50)) == ["a1", "a2", "a3", "b1"]


async def names(found: Awaitable[Sequence[Letter]]) -> list[str]:
    return [one.letter for one in await found]


async def test_two_post_offices_never_take_the_same_letter(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = (another(url), another(url))
    number = await world(both[0])
    async with both[0].write() as unit:
        for name in range(40):
            await unit.letters.add(letter(f"{name:02}", number))
    taken: list[LetterId] = []

    async def take(units: SqlUnits) -> None:
        async with units.write() as unit:
            for one in await unit.letters.due(NOW, 5):
                taken.append(one.letter)
                await unit.letters.save(
                    one.model_copy(update={"state": LetterState.SENDING})
                )

    for _ in range(4):
        await asyncio.gather(*(take(units) for units in both * 2))

    assert sorted(taken) == [f"{name:02}" for name in range(40)]


async def test_next_due_is_the_earliest_that_wants_attention(units: SqlUnits) -> None:
    number = await world(units)
    states = {
        LetterState.DOUBTFUL: 3 * HOUR,
        LetterState.DEFERRED: 4 * HOUR,
        LetterState.READY: 5 * HOUR,
        LetterState.SENDING: HOUR,
        LetterState.ACCEPTED: HOUR,
    }
    async with units.write() as unit:
        assert await unit.letters.next_due(NOW) is None
        for state, after in states.items():
            await unit.letters.add(
                letter(state, number, state=state, next_at=NOW + after)
            )

    async with units.read() as unit:
        assert await unit.letters.next_due(NOW) == NOW + 3 * HOUR


async def test_unsettled_letters_want_evidence(units: SqlUnits) -> None:
    number = await world(units)
    async with units.write() as unit:
        for name, state, after in (
            ("doubtful", LetterState.DOUBTFUL, 0 * HOUR),
            ("too early", LetterState.DOUBTFUL, HOUR),
            ("sending", LetterState.SENDING, HOUR),
            ("ready", LetterState.READY, 0 * HOUR),
            ("accepted", LetterState.ACCEPTED, 0 * HOUR),
        ):
            await unit.letters.add(
                letter(name, number, state=state, next_at=NOW + after)
            )

    async with units.read() as unit:
        assert await names(unit.letters.unsettled(NOW)) == ["doubtful", "sending"]


async def test_thread_is_the_conversation_oldest_first(units: SqlUnits) -> None:
    number = await world(units)
    async with units.write() as unit:
        other = await unit.conversations.with_party(CASE, "proposer")
        await unit.letters.add(letter("late", number, written_at=NOW + HOUR))
        await unit.letters.add(letter("early", number))
        await unit.letters.add(letter("other", other.number))

    async with units.read() as unit:
        assert await unit.letters.thread(number) == [
            "<early@staffetta.example>",
            "<late@staffetta.example>",
        ]


async def test_message_id_is_given_once(units: SqlUnits) -> None:
    number = await world(units)

    with pytest.raises(Exception, match=r"(?i)unique"):
        await _write(units, number)


async def _write(units: SqlUnits, number: int) -> None:
    async with units.write() as unit:
        for name in ("a", "b"):
            await unit.letters.add(letter(name, number, message_id="<one@x.example>"))


async def test_journal_is_evidence_and_may_come_twice(units: SqlUnits) -> None:
    for at in (NOW, NOW + HOUR):
        async with units.write() as unit:
            await unit.letters.journal("<one@x.example>", at)
            await unit.letters.journal("<one@x.example>", at)
            assert await unit.letters.journalled("<one@x.example>")

    async with units.read() as unit:
        assert await unit.letters.journalled("<one@x.example>")
        assert not await unit.letters.journalled("<two@x.example>")


def certified(name: str, number: int, **other: object) -> Letter:
    fields: dict[str, object] = {"channel": Channel.PEC, "state": LetterState.ACCEPTED}
    return letter(name, number, **fields | other)


async def test_receipt_awaited_wakes_the_post_office(units: SqlUnits) -> None:
    number = await world(units)
    async with units.write() as unit:
        await unit.letters.add(certified("none", number))
        await unit.letters.add(certified("b", number, receipt_due=NOW + HOUR))
        await unit.letters.add(letter("a", number, next_at=NOW + 2 * HOUR))

    async with units.read() as unit:
        assert await unit.letters.next_due(NOW) == NOW + HOUR
        assert await names(unit.letters.unconfirmed(NOW)) == []
        assert await names(unit.letters.unconfirmed(NOW + HOUR)) == ["b"]


async def test_letter_is_known_by_its_provider_s_id(units: SqlUnits) -> None:
    number = await world(units)
    received, unnamed = message("receipt"), message("without its id")
    async with units.write() as unit:
        await unit.letters.add(certified("a", number))
        await unit.messages.add(received)
        await unit.messages.add(unnamed)
        await unit.evidence.add(receipt(received.message))
        nameless = receipt(unnamed.message).model_copy(update={"identifier": ""})
        await unit.evidence.add(nameless)

    async with units.read() as unit:
        found = [
            await unit.letters.by_message_id(named)
            for named in ("<opec1@gestore.example>", "opec1@gestore.example", "", "<>")
        ]
        known = await unit.conversations.by_message_ids(["<opec1@gestore.example>"])
    assert [one.letter if one else None for one in found] == ["a", "a", None, None]
    assert known == {"<opec1@gestore.example>": number}


async def test_receipts_of_a_letter_come_in_their_order(units: SqlUnits) -> None:
    number = await world(units)
    first, second = message("first"), message("second")
    async with units.write() as unit:
        await unit.letters.add(certified("a", number))
        for one in (first, second):
            await unit.messages.add(one)
        await unit.evidence.add(receipt(second.message, at=NOW + HOUR))
        await unit.evidence.add(receipt(first.message))

    async with units.read() as unit:
        rows = await unit.evidence.of_letter(LetterId("a"))
        assert await unit.evidence.of_letter(LetterId("b")) == []
    assert list(rows) == [
        receipt(first.message),
        receipt(second.message, at=NOW + HOUR),
    ]


def receipt(named: MessageHash, *, at: datetime = NOW) -> Evidence:
    return Evidence(
        message=named,
        letter=LetterId("a"),
        kind="accettazione",
        at=at,
        issuer="Gestore di prova",
        identifier="opec1@gestore.example",
    )
