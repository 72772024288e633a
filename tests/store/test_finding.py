"""The auditor's reading, samples and findings on both databases."""

# ruff: noqa: S608  (it forges what it likes)

import asyncio
import hashlib
from datetime import timedelta

import pytest

from models.case import Phase
from models.errors import DomainError
from models.event import Event, EventKind
from models.finding import FindingState
from models.ids import Actor, CaseId, audit_stream, register_stream
from models.sampling import Drawing, Sample
from models.task import TaskKind
from runtime.auditor_desk import AuditorDesk
from runtime.finding_desk import FindingDesk, ShownFinding
from runtime.reading_room import ReadingRoom, redrawn
from runtime.register import Register
from store.errors import NotFoundError
from store.unit_of_work import SqlUnits
from tests.store.samples import CASE, DAY, NOW, STREAM, case, world
from tests.store.test_seal import behind_our_back

BLOB = {"sqlite": "BLOB", "postgresql": "bytea"}
COURT, OTHER = Actor("auditor:court"), Actor("auditor:other")
O1 = Actor("secretariat:o1")
REF = "IT-RU/2025-2027/XV/LIP/0001"


async def furnished(units: SqlUnits) -> None:
    await world(units)
    for code in ("court", "other"):
        await AuditorDesk(units=units, actor=O1).keep(
            code, name=code, email=f"{code}@court.example", language="en", now=NOW
        )
    async with units.write() as unit:
        await unit.events.append(
            stream=STREAM, kind=EventKind.SUBMITTED, actor=O1, at=NOW
        )


def desk(units: SqlUnits, actor: Actor = COURT) -> FindingDesk:
    return FindingDesk(units=units, actor=actor)


def room(units: SqlUnits, actor: Actor = COURT) -> ReadingRoom:
    return ReadingRoom(units=units, actor=actor)


async def events(units: SqlUnits, stream: str) -> list[Event]:
    async with units.read() as unit:
        return [*await unit.events.of(stream)]


async def shown(units: SqlUnits) -> ShownFinding:
    [found] = await desk(units).findings(REF)
    return found


async def waiting(units: SqlUnits) -> list[str]:
    async with units.read() as unit:
        return [one.kind for one in await unit.tasks.open_of(STREAM)]


# ── reading ──────────────────────────────────────────────────────────────────────


async def test_reading_is_noted_for_ever(units: SqlUnits) -> None:
    await furnished(units)

    await room(units).reads("history", {"ref": REF}, now=NOW)
    await room(units).reads("list", {}, now=NOW + DAY)

    first, second = await events(units, audit_stream("court"))
    assert (first.kind, first.actor, first.at) == (EventKind.RECORD_READ, COURT, NOW)
    assert first.body == {"command": "history", "read": {"ref": REF}}
    assert (second.body["command"], second.prev_hash) == ("list", first.hash)


@pytest.mark.parametrize("act", ["reads", "sample", "find"])
async def test_who_is_not_registered_or_has_left_is_let_in_nowhere(
    units: SqlUnits, act: str
) -> None:
    await furnished(units)
    await AuditorDesk(units=units, actor=O1).leave("other", now=NOW)

    async def tried(actor: Actor) -> None:
        if act == "reads":
            await room(units, actor).reads("list", {}, now=NOW)
        elif act == "sample":
            await room(units, actor).sample(Drawing(size=1), seed=None, now=NOW)
        else:
            await desk(units, actor).find(REF, "Late.", event=None, now=NOW)

    with pytest.raises(DomainError, match="Auditor nobody is not in the register"):
        await tried(Actor("auditor:nobody"))
    with pytest.raises(DomainError, match="Auditor other has left"):
        await tried(OTHER)
    assert await events(units, audit_stream("other")) == []
    assert await events(units, audit_stream("nobody")) == []
    assert len(await events(units, register_stream("auditor", "other"))) == 2
    assert await desk(units).findings() == []


# ── samples ──────────────────────────────────────────────────────────────────────


async def many(units: SqlUnits) -> list[CaseId]:
    """Twelve cases, every third one closed, one opened a day."""
    await furnished(units)
    async with units.write() as unit:
        for serial in range(2, 13):
            phase = Phase.CLOSED if serial % 3 == 0 else Phase.OPEN
            changed = {"phase": phase, "opened_at": NOW + serial * DAY}
            await unit.cases.add(case(serial).model_copy(update=changed))
    return [case(serial).case for serial in range(1, 13)]


def by_hand(seed: str, cases: list[CaseId], size: int) -> list[str]:
    """As a stranger does it, with nothing of ours."""
    lots = sorted(
        (hashlib.sha256(f"{seed}\n{c}".encode()).hexdigest(), c) for c in cases
    )
    return [drawn for _, drawn in lots[:size]]


def names(sample: Sample) -> list[str]:
    return [one.case for one in sample.drawn]


async def test_sample_is_drawn_again_from_what_was_noted(units: SqlUnits) -> None:
    cases = await many(units)

    thrown = await room(units).sample(Drawing(size=5), seed=None, now=NOW)

    [noted] = await events(units, audit_stream("court"))
    assert (noted.kind, noted.stamp) == (EventKind.SAMPLE_DRAWN, thrown.stamp)
    async with units.read() as unit:
        sheet = (await unit.papers.get(thrown.population)).decode()
    assert sheet.split("\n") == cases
    assert noted.body["population"] == hashlib.sha256(sheet.encode()).hexdigest()
    again = by_hand(str(noted.body["seed"]), cases, 5)
    assert noted.body["drawn"] == names(thrown) == again
    assert (thrown.total, noted.body["total"], noted.body["size"]) == (12, 12, 5)


async def test_seed_decides_and_two_thrown_ones_differ(units: SqlUnits) -> None:
    await many(units)

    same = [
        await room(units).sample(Drawing(size=6), seed="lotto-9", now=NOW)
        for _ in range(2)
    ]
    other = await room(units).sample(Drawing(size=6), seed="lotto-8", now=NOW)
    thrown = [
        await room(units).sample(Drawing(size=1), seed=None, now=NOW) for _ in range(2)
    ]

    assert names(same[0]) == names(same[1]) != names(other)
    assert thrown[0].seed != thrown[1].seed


async def test_sample_is_drawn_from_what_fits_every_filter(units: SqlUnits) -> None:
    await many(units)
    drawing = Drawing(
        size=9,
        phase=Phase.CLOSED,
        region="RU-LIP",
        since=NOW + 4 * DAY,
        until=NOW + 9 * DAY,
    )

    found = await room(units).sample(drawing, seed="s", now=NOW)

    assert sorted(names(found)) == [case(serial).case for serial in (6, 9)]
    [noted] = await events(units, audit_stream("court"))
    assert noted.body["filters"] == {
        "phase": "closed",
        "region": "RU-LIP",
        "since": "2026-03-06T09:30:15.123456Z",
        "until": "2026-03-11T09:30:15.123456Z",
    }
    nowhere = Drawing(size=1, region="RU-XXX")
    with pytest.raises(DomainError, match="no case to draw from"):
        await room(units).sample(nowhere, seed="s", now=NOW)
    with pytest.raises(DomainError, match="is no seed"):
        await room(units).sample(drawing, seed="a b", now=NOW)
    assert len(await events(units, audit_stream("court"))) == 1


async def test_sample_that_somebody_changed_is_not_drawn_again(
    url: str, units: SqlUnits
) -> None:
    cases = await many(units)
    drawing = Drawing(size=4)
    first = await room(units).sample(drawing, seed="s", now=NOW)
    honest = await redrawn(units, "court", 1)
    fewer = "\n".join(one for one in cases if one != first.drawn[0].case)

    await behind_our_back(
        url,
        f"UPDATE paper SET bytes = CAST('{fewer}' AS {BLOB[url.partition(':')[0]]}) "
        f"WHERE sha256 = '{first.population}'",
    )
    forged = await redrawn(units, "court", 1)

    assert honest.intact
    assert (honest.same, list(honest.drawn)) == (True, names(first))
    assert (forged.same, forged.intact) == (False, False)
    assert forged.drawn != forged.noted


# ── findings ─────────────────────────────────────────────────────────────────────


async def test_finding_is_opened_answered_and_closed(units: SqlUnits) -> None:
    await furnished(units)

    told = await desk(units).find(REF, "No receipt.", event=1, now=NOW)
    opened, asked = await shown(units), await waiting(units)
    await desk(units, O1).answer(told.name, "It bounced.", now=NOW + DAY)
    answered, still = await shown(units), await waiting(units)
    await desk(units).close(told.name, "Seen.", now=NOW + 2 * DAY)
    closed = await shown(units)

    assert told.name == f"{REF}/f/1"
    assert (opened.state, opened.text, opened.finding.event) == (
        FindingState.OPEN,
        "No receipt.",
        1,
    )
    assert (asked, still) == ([TaskKind.AUDIT_FINDING], [])
    assert (answered.state, answered.answer) == (FindingState.ANSWERED, "It bounced.")
    assert (answered.finding.answered_by, closed.finding.auditor) == (O1, COURT)
    assert (closed.state, closed.closing) == (FindingState.CLOSED, "Seen.")
    story = [
        (one.kind, one.actor, one.reason)
        for one in await events(units, STREAM)
        if one.kind.startswith("finding.")
    ]
    assert story == [
        (EventKind.FINDING_OPENED, COURT, "No receipt."),
        (EventKind.FINDING_ANSWERED, O1, "It bounced."),
        (EventKind.FINDING_CLOSED, COURT, "Seen."),
    ]


async def test_finding_is_closed_unanswered_by_who_opened_it_alone(
    units: SqlUnits,
) -> None:
    await furnished(units)
    told = await desk(units).find(REF, "Odd.", event=None, now=NOW)

    with pytest.raises(DomainError, match="opened by auditor:court, who alone closes"):
        await desk(units, OTHER).close(told.name, "Mine.", now=NOW)
    with pytest.raises(DomainError, match="not secretariat:o1's"):
        await desk(units, O1).close(told.name, "Ours.", now=NOW)
    assert (await shown(units)).state is FindingState.OPEN
    await desk(units).close(told.name, "A slip of mine.", now=NOW)

    assert await waiting(units) == []
    for act in (desk(units).close, desk(units, O1).answer):
        with pytest.raises(DomainError, match="is closed"):
            await act(told.name, "Again.", now=NOW)


async def test_answer_is_the_secretariats_and_given_once(units: SqlUnits) -> None:
    await furnished(units)
    told = await desk(units).find(REF, "Odd.", event=None, now=NOW)

    for actor, said in (
        (COURT, "reads everything and changes nothing"),
        (Actor("chair:c1"), "answered by the secretariat"),
    ):
        with pytest.raises(DomainError, match=said):
            await desk(units, actor).answer(told.name, "So.", now=NOW)
    await desk(units, O1).answer(told.name, "So.", now=NOW)
    with pytest.raises(DomainError, match="is answered: only an open one"):
        await desk(units, O1).answer(told.name, "Or so.", now=NOW)

    assert (await shown(units)).answer == "So."


async def test_finding_names_an_act_and_a_case_that_exist(units: SqlUnits) -> None:
    await furnished(units)

    with pytest.raises(DomainError, match="no event 2 of IT-RU"):
        await desk(units).find(REF, "Odd.", event=2, now=NOW)
    with pytest.raises(NotFoundError):
        await desk(units).find(REF[:-1] + "9", "Odd.", event=None, now=NOW)
    with pytest.raises(DomainError, match="is no finding"):
        await desk(units, O1).answer(REF, "So.", now=NOW)
    with pytest.raises(NotFoundError):
        await desk(units, O1).answer(f"{REF}/f/1", "So.", now=NOW)

    assert await desk(units).findings() == []
    assert [one.kind for one in await events(units, STREAM)] == [EventKind.SUBMITTED]


async def test_event_of_a_finding_holds_no_address(units: SqlUnits) -> None:
    await furnished(units)

    await desk(units).find(REF, "Told a@b.example.", event=None, now=NOW)

    opened = (await events(units, STREAM))[1]
    assert opened.reason == "Told <…>"
    assert (await shown(units)).text == "Told a@b.example."


async def test_findings_of_two_at_once_have_their_own_numbers(units: SqlUnits) -> None:
    await furnished(units)

    told = await asyncio.gather(
        *(
            desk(units, actor).find(REF, "Odd.", event=None, now=NOW)
            for actor in (COURT, OTHER) * 4
        )
    )

    assert sorted(one.name for one in told) == [f"{REF}/f/{n}" for n in range(1, 9)]


async def test_task_of_a_finding_is_answered_not_just_closed(units: SqlUnits) -> None:
    await furnished(units)
    await desk(units).find(REF, "Odd.", event=None, now=NOW)
    async with units.read() as unit:
        [task] = await unit.tasks.open_of(STREAM)

    with pytest.raises(DomainError, match=f"audit answer {REF}/f/1"):
        await Register(units=units, actor=O1).deal_with(
            task.task, "Done.", now=NOW + timedelta(hours=1)
        )

    assert await waiting(units) == [TaskKind.AUDIT_FINDING]
    async with units.read() as unit:
        assert [one.case for one in await unit.findings.all(CASE)] == [CASE]
