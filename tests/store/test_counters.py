"""The counters of completeness on both databases, and what they name."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from audit.sealing import first_key, sealed
from audit.signing import SigningKey
from models.counters import FATES, Line
from models.deadline import Deadline
from models.deadlines import TermName
from models.event import EventKind
from models.ids import SYSTEM, Actor, MessageHash
from models.inbound import Disposition
from models.ledger import Account, reserve
from models.letter import LetterState
from models.running_deadline import RunningDeadline
from models.seal import sheet_of
from models.term import Term, TermUnit
from runtime.counting import SHOWN, Timers, counted
from store.unit_of_work import SqlUnits
from tests.store.samples import (
    AGREEMENT,
    CASE,
    NOW,
    STREAM,
    letter,
    message,
    task,
    world,
)
from tests.store.test_seal import behind_our_back

O1 = Actor("secretariat:o1")


class Engine:
    """Waits for what it is told to."""

    def __init__(self, *streams: str) -> None:
        self._streams = set(streams)

    async def __call__(self, streams: Sequence[str]) -> set[str] | None:
        return self._streams & set(streams)


async def away(streams: Sequence[str]) -> set[str] | None:
    return None


async def line(units: SqlUnits, name: str, timers: Timers = away) -> Line:
    [found] = [one for one in await counted(units, timers) if one.name == name]
    return found


async def tell(units: SqlUnits, kind: EventKind, of: MessageHash) -> None:
    async with units.write() as unit:
        await unit.events.append(
            stream=STREAM, kind=kind, actor=O1, at=NOW, body={"message": of}
        )


async def test_empty_record_is_complete(units: SqlUnits) -> None:
    lines = await counted(units, away)

    assert [one.name for one in lines] == [
        *("messages", "letters", "deadlines", "money", "events")
    ]
    assert [(one.whole, one.judged) for one in lines] == [
        *((0, "well"), (0, "well"), (0, "not asked"), (0, "well"), (0, "well"))
    ]


# ── messages ─────────────────────────────────────────────────────────────────────


async def test_messages_are_those_that_acts_and_tasks_tell_of(units: SqlUnits) -> None:
    await world(units)
    ends = {
        "a": Disposition.ACT,
        "b": Disposition.FILED,
        "c": Disposition.TASK,
        "d": Disposition.QUARANTINED,
        "e": Disposition.RECEIVED,
    }
    names = {one: message(one).message for one in ends}
    async with units.write() as unit:
        for one, end in ends.items():
            await unit.messages.add(message(one, disposition=end))
        for one in "cd":
            await unit.tasks.add(task(f"of {one}", stream=f"message/{names[one]}"))
    for one in "ab":
        await tell(units, EventKind.ANSWERED, names[one])

    found = await line(units, "messages")

    assert (found.whole, found.well) == (4, True)
    assert found.parts == {"act": 1, "task": 1, "filed": 1, "quarantined": 1}
    assert found.beside == {"not yet read": 1}


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (Disposition.ACT, "is act, and no act tells of it"),
        (Disposition.FILED, "is filed, and no act tells of it"),
        (Disposition.TASK, "is task, and no task tells of it"),
        (Disposition.QUARANTINED, "is quarantined, and no task tells of it"),
    ],
)
async def test_message_of_which_nothing_tells_is_named(
    units: SqlUnits, end: Disposition, said: str
) -> None:
    await world(units)
    lost = message("lost", disposition=end)
    async with units.write() as unit:
        await unit.messages.add(lost)

    found = await line(units, "messages")

    assert (found.whole, sum(found.parts.values()), found.judged) == (1, 0, "not")
    assert found.faults == (f"message {lost.message[:12]} {said}",)


async def test_closed_task_tells_of_no_message_that_waits(units: SqlUnits) -> None:
    await world(units)
    waits = message("waits", disposition=Disposition.TASK)
    about = {"stream": f"message/{waits.message}", "closed_at": NOW, "closed_by": O1}
    async with units.write() as unit:
        await unit.messages.add(waits)
        await unit.tasks.add(task("of it", **about))

    assert not (await line(units, "messages")).well


# ── letters ──────────────────────────────────────────────────────────────────────


def test_every_state_of_a_letter_has_a_fate() -> None:
    assert {*FATES} == {*LetterState} - {LetterState.BUNDLED}


async def test_letters_are_sent_pending_or_refused(units: SqlUnits) -> None:
    thread = await world(units)
    async with units.write() as unit:
        for state in FATES:
            left = {"accepted_at": NOW} if state is LetterState.ACCEPTED else {}
            await unit.letters.add(letter(state, thread, state=state, **left))
        await unit.letters.add(
            letter("in", thread, state=LetterState.BUNDLED, bundle="ready")
        )

    found = await line(units, "letters")

    assert (found.whole, found.well) == (len(FATES) + 1, True)
    assert found.parts == {"sent": 1, "pending": 6, "refused": 3}
    assert found.beside == {"inside digests": 1}


@pytest.mark.parametrize(
    ("name", "changed", "said"),
    [
        ("in", {"state": LetterState.BUNDLED}, "in no digest"),
        (
            "in",
            {"state": LetterState.BUNDLED, "bundle": "gone"},
            "in a digest that is accepted",
        ),
        ("left", {"state": LetterState.ACCEPTED}, "with no time of leaving"),
        ("stays", {"accepted_at": NOW}, "1 ready letters, as stays"),
    ],
)
async def test_letter_that_contradicts_itself_is_named(
    units: SqlUnits, name: str, changed: dict[str, object], said: str
) -> None:
    thread = await world(units)
    gone = letter("gone", thread, state=LetterState.ACCEPTED, accepted_at=NOW)
    async with units.write() as unit:
        await unit.letters.add(gone)
        await unit.letters.add(letter(name, thread, **changed))

    found = await line(units, "letters")

    assert (found.whole, sum(found.parts.values()), found.judged) == (2, 1, "not")
    [fault] = found.faults
    assert said in fault


# ── deadlines ────────────────────────────────────────────────────────────────────


def running(name: TermName, ends: int, **other: object) -> RunningDeadline:
    term = Term(amount=1, unit=TermUnit.HOURS)
    at = NOW + timedelta(hours=ends)
    fields: dict[str, object] = {
        "stream": STREAM,
        "name": name,
        "number": 1,
        "deadline": Deadline(base=NOW, term=term, zone="Europe/Rome"),
        "announced": at,
        "ends_at": at,
    }
    return RunningDeadline.model_validate(fields | other)


async def begun(units: SqlUnits, *found: RunningDeadline) -> None:
    await world(units)
    async with units.write() as unit:
        for one in found:
            await unit.deadlines.add(one)


async def test_procedure_with_a_deadline_needs_a_timer(units: SqlUnits) -> None:
    await begun(units, running(TermName.INTEREST, 9), running(TermName.COMPLETION, 5))

    waits = await line(units, "deadlines", Engine(STREAM))
    sleeps = await line(units, "deadlines", Engine())
    unknown = await line(units, "deadlines", away)

    assert (waits.whole, waits.parts, waits.judged) == (1, {"timers": 1}, "well")
    assert (sleeps.parts, sleeps.judged) == ({"timers": 0}, "not")
    assert sleeps.faults == (f"{STREAM}: nobody waits for 2026-03-02 14:30 UTC",)
    assert (unknown.parts, unknown.judged, unknown.well) == ({}, "not asked", True)


async def test_ended_and_stopped_deadlines_need_none(units: SqlUnits) -> None:
    await begun(
        units,
        running(TermName.INTEREST, 9, closed_at=NOW),
        running(TermName.COMPLETION, 9, ends_at=None),
    )

    found = await line(units, "deadlines", Engine())

    assert (found.whole, found.judged) == (0, "well")


async def test_deadline_that_ended_while_the_engine_was_asked_is_none(
    units: SqlUnits,
) -> None:
    await begun(units, running(TermName.INTEREST, 9))

    async def ending(streams: Sequence[str]) -> set[str] | None:
        async with units.write() as unit:
            [one] = await unit.deadlines.of(STREAM)
            await unit.deadlines.save(one.model_copy(update={"closed_at": NOW}))
        return set()

    assert (await line(units, "deadlines", ending)).judged == "well"


# ── money ────────────────────────────────────────────────────────────────────────


async def with_money(units: SqlUnits) -> None:
    """Two years of a budget, one of them with a reservation."""
    await world(units)
    async with units.write() as unit:
        year = await unit.agreements.year(AGREEMENT, 2026)
        assert year
        for number in (2026, 2027):
            await unit.events.append(
                stream=f"agreement/{AGREEMENT}/{number}",
                kind=EventKind.AGREEMENT_OPENED,
                actor=O1,
                at=NOW,
                body={"budget": year.budget, "project_cap": None},
            )
        other = year.model_copy(update={"year": 2027, "budget": year.budget + 500_00})
        await unit.agreements.add_year(other)
        await unit.events.append(
            stream=f"agreement/{AGREEMENT}/2027",
            kind=EventKind.AGREEMENT_RAISED,
            actor=O1,
            at=NOW,
            body={"cents": 500_00, "budget": other.budget, "act": "D1"},
        )
        entries = reserve((), year.budget, 300_00, cause="case")
        await unit.agreements.post(AGREEMENT, 2026, CASE, entries, at=NOW)


async def test_accounts_of_all_years_sum_to_what_acts_gave(units: SqlUnits) -> None:
    await with_money(units)

    found = await line(units, "money")

    assert (found.whole, found.judged) == (2_500_00, "well")
    assert found.parts == dict.fromkeys(Account, 0) | {
        "available": 2_200_00,
        "reserved": 300_00,
    }


async def test_budget_that_no_act_gave_is_named(url: str, units: SqlUnits) -> None:
    await with_money(units)
    await behind_our_back(url, "UPDATE agreement_year SET budget = 1 WHERE year = 2026")

    found = await line(units, "money")

    assert found.judged == "not"
    assert found.faults == (
        f"{AGREEMENT}/2026: the acts give 100000, its row 1 cents",
        f"{AGREEMENT}/2026: available is -29999 cents",
    )


# ── events ───────────────────────────────────────────────────────────────────────


async def seal(units: SqlUnits) -> None:
    async with units.write() as unit:
        key = SigningKey.new()
        await unit.seal_keys.add(first_key(key, at=NOW, by=SYSTEM))
        heads = await unit.seals.heads()
        made = sealed(
            heads, after=None, day=date(2026, 3, 2), at=NOW, by=SYSTEM, key=key
        )
        await unit.papers.put(sheet_of(heads))
        await unit.seals.add(made)


async def acts(units: SqlUnits, number: int, stream: str = STREAM) -> None:
    async with units.write() as unit:
        for _ in range(number):
            await unit.events.append(
                stream=stream, kind=EventKind.ANSWERED, actor=O1, at=NOW
            )


async def test_events_are_sealed_or_since(units: SqlUnits) -> None:
    await world(units)
    await acts(units, 3)
    before = await line(units, "events")
    await seal(units)
    await acts(units, 2)
    await acts(units, 1, "session/it-ru/15")

    after = await line(units, "events")

    assert (before.whole, before.parts) == (3, {"sealed": 0, "since": 3})
    assert (after.whole, after.parts) == (6, {"under seal 1": 3, "since": 3})
    assert (before.judged, after.judged) == ("well", "well")


async def test_event_that_was_taken_away_is_missing(url: str, units: SqlUnits) -> None:
    await world(units)
    await acts(units, 3)
    await seal(units)
    await behind_our_back(url, "DELETE FROM event WHERE seq = 2")

    found = await line(units, "events")

    assert (found.whole, sum(found.parts.values()), found.judged) == (2, 3, "not")


async def test_chain_that_was_cut_below_its_seal_is_named(
    url: str, units: SqlUnits
) -> None:
    await world(units)
    await acts(units, 3)
    await seal(units)
    await behind_our_back(
        url, "DELETE FROM event WHERE seq = 3", "UPDATE stream SET seq = 2"
    )

    found = await line(units, "events")

    assert found.faults == (f"event/{STREAM} was sealed at 3 and ends at 2",)
    assert found.judged == "not"


async def test_no_more_faults_are_named_than_a_person_reads(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        for number in range(SHOWN + 5):
            lost = message(str(number), disposition=Disposition.ACT)
            await unit.messages.add(lost)

    found = await line(units, "messages")

    assert len(found.faults) == SHOWN
    assert found.whole == SHOWN + 5
