from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from models.case import Outcome, Phase
from models.event import Event, EventKind
from models.ids import Actor, AgreementNumber, PaperId, SessionId, TaskId
from models.inbound import Disposition
from models.ledger import Account, reserve
from models.letter import LetterKind, LetterState
from models.message import ActKind, Reading, ReadingKind
from models.session import Slot
from models.statement import Booking, statement
from store.errors import NotFoundError
from store.read_models import (
    AgendaRow,
    CaseRow,
    Counters,
    EventItem,
    LetterItem,
    MessageItem,
)
from store.reading import SqlReading
from store.unit_of_work import SqlUnits
from tests.store.samples import (
    AGREEMENT,
    BODIES,
    CASE,
    CORRIDOR,
    NOW,
    RAW_PAPER,
    SESSION,
    STREAM,
    body,
    case,
    change_case,
    letter,
    message,
    session,
    task,
    world,
    year,
)
from tests.store.test_interest import answer

HOUR = timedelta(hours=1)
TITLE = {"it": "Segheria", "ru": "Лесопилка"}


@pytest.fixture
def reading(engine: AsyncEngine) -> SqlReading:
    return SqlReading(engine)


def row(**changed: object) -> CaseRow:
    return CaseRow.model_validate(case().model_dump() | changed | {"title": TITLE})


async def test_cases_are_listed_by_filters(
    units: SqlUnits, reading: SqlReading
) -> None:
    await world(units)
    closed = {"phase": Phase.CLOSED, "outcome": Outcome.WITHDRAWN}
    await change_case(units, **closed)
    async with units.write() as unit:
        await unit.cases.add(case(2))

    assert [one.case for one in await reading.list_cases()] == [CASE, case(2).case]
    assert await reading.list_cases(phase=Phase.CLOSED) == [row(**closed)]
    assert await reading.list_cases(outcome=Outcome.WITHDRAWN) == [row(**closed)]
    assert await reading.list_cases(session=SESSION, phase=Phase.OPEN) == []
    assert await reading.list_cases(session=SessionId("it-ru/16")) == []


async def test_case_is_found_by_any_of_its_names(
    units: SqlUnits, reading: SqlReading
) -> None:
    await world(units)

    for name in (CASE, CASE.upper(), case().ref, f" {case().ref.lower()} "):
        assert await reading.case_by_ref(name) == row()
    with pytest.raises(NotFoundError, match="no proposal 7; `list` names them all"):
        await reading.case_by_ref("7")


async def test_form_that_is_no_form_has_no_title(
    units: SqlUnits, reading: SqlReading
) -> None:
    await world(units)
    async with units.write() as unit:
        for form in (b"\x00", b"[]", b'{"title": 1}', b"{}"):
            paper = await unit.papers.put(form)
            standing = await unit.cases.get(CASE)
            await unit.cases.save(standing.model_copy(update={"form": paper}))

    assert (await reading.case_by_ref(CASE)).title == {}


async def append(units: SqlUnits, at_hours: int, kind: EventKind) -> Event:
    async with units.write() as unit:
        return await unit.events.append(
            stream=STREAM,
            kind=kind,
            actor=Actor("secretariat:o1"),
            at=NOW + at_hours * HOUR,
            reason="why",
            body={"n": at_hours},
        )


async def test_timeline_merges_acts_letters_and_mails(
    units: SqlUnits, reading: SqlReading
) -> None:
    number = await world(units)
    mail = message(
        "a",
        received_at=NOW + 2 * HOUR,
        conversation=number,
        disposition=Disposition.ACT,
        reading=Reading(kind=ReadingKind.REPLY, text="Sì, ci interessa"),
    )
    async with units.write() as unit:
        await unit.messages.add(mail)
        await unit.messages.add(message("unmatched"))
        await unit.interests.record(answer(message=mail.message, span="ci interessa"))
        await unit.letters.add(letter("out", number, written_at=NOW + 2 * HOUR))
        await unit.letters.add(letter("other", number, stream="session/it-ru/15"))
    first = await append(units, 1, EventKind.DISSEMINATED)
    second = await append(units, 2, EventKind.ANSWERED)
    late = await append(units, 0, EventKind.ROUND_CLOSED)

    items = await reading.timeline(STREAM)

    came, written = items[1], items[4]
    assert items == [item(first), came, item(second), item(late), written]
    assert came == MessageItem(
        at=mail.received_at,
        message=mail.message,
        party=BODIES[0],
        disposition=Disposition.ACT,
        kind=ReadingKind.REPLY,
        act=ActKind.INTERESTED,
        span="ci interessa",
        detail="",
    )
    assert written == LetterItem(
        at=NOW + 2 * HOUR,
        letter=letter("out", number).letter,
        kind=LetterKind.DISSEMINATION,
        body=BODIES[0],
        state=LetterState.READY,
        subject="Предложение",
        message_id="<out@staffetta.example>",
        paper=PaperId(RAW_PAPER),
        accepted_at=None,
    )
    assert await reading.timeline(STREAM, until=NOW + HOUR) == [item(first)]
    assert await reading.timeline("proposal/it-ru/15/0002") == []


def item(event: Event) -> EventItem:
    return EventItem.model_validate(event.model_dump(exclude={"stream", "prev_hash"}))


async def test_letters_and_messages_are_listed_by_filters(
    units: SqlUnits, reading: SqlReading
) -> None:
    number = await world(units)
    ready = letter("a", number)
    sent = letter(
        "b", number, state=LetterState.ACCEPTED, body=None, kind=LetterKind.RESULT
    )
    mail = message("a", conversation=number, disposition=Disposition.TASK)
    unmatched = message("b", received_at=NOW + HOUR)
    async with units.write() as unit:
        for one in (ready, sent):
            await unit.letters.add(one)
        for other in (mail, unmatched):
            await unit.messages.add(other)

    assert await reading.letters() == [sent, ready]
    assert await reading.letters(limit=1) == [sent]
    assert await reading.letters(state=LetterState.READY) == [ready]
    assert await reading.letters(stream=STREAM, kind=LetterKind.RESULT) == [sent]
    assert await reading.letters(body=BODIES[0]) == [ready]
    assert await reading.messages() == [unmatched, mail]
    assert await reading.messages(case=CASE) == [mail]
    assert await reading.messages(disposition=Disposition.RECEIVED) == [unmatched]


async def test_open_tasks_wait_oldest_first(
    units: SqlUnits, reading: SqlReading
) -> None:
    late = task("a", opened_at=NOW + HOUR, stream="message/0")
    async with units.write() as unit:
        for one in (late, task("b"), task("c", closed_at=NOW)):
            await unit.tasks.add(one)

    assert await reading.open_tasks() == [task("b"), late]
    assert [one.task for one in await reading.open_tasks(STREAM)] == [TaskId("b")]


async def test_register_is_listed(units: SqlUnits, reading: SqlReading) -> None:
    await world(units)

    assert await reading.sessions(CORRIDOR) == [session()]
    assert await reading.sessions() == [session()]
    assert await reading.bodies(CORRIDOR) == [body(code) for code in BODIES]
    assert len(await reading.bodies()) == 3


async def test_agenda_names_the_proposals(units: SqlUnits, reading: SqlReading) -> None:
    await world(units)
    slot = Slot(
        session=SESSION,
        case=CASE,
        position=1,
        minutes=20,
        table="a",
        day=NOW.date(),
        starts_at=NOW,
        rank="Place 1",
        why="first",
    )
    async with units.write() as unit:
        await unit.agendas.replace(SESSION, [slot])

    assert await reading.agenda(SESSION) == [
        AgendaRow(
            position=1,
            minutes=20,
            table="a",
            starts_at=NOW,
            rank="Place 1",
            why="first",
            by_hand=False,
            frozen=False,
            case=CASE,
            ref=case().ref,
            phase=Phase.DRAFT,
            score=0,
            title=TITLE,
        )
    ]


async def test_statement_balances_the_year(
    units: SqlUnits, reading: SqlReading
) -> None:
    await world(units)
    [move] = reserve((), year().budget, 300_00, cause="act 1")
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # 2 July in Rome
    async with units.write() as unit:
        await unit.agreements.post(AGREEMENT, 2026, CASE, [move], at=late)

    found = await reading.agreement_statement(AGREEMENT, 2026)

    booked = Booking(at=late, on=date(2026, 7, 2), case=CASE, entry=move)
    assert found == statement(AGREEMENT, 2026, year().budget, [booked])
    assert (found.opening, found.check_sum) == (year().budget, year().budget)
    assert found.closing[Account.RESERVED] == 300_00
    with pytest.raises(NotFoundError, match="no agreement year X / 2026"):
        await reading.agreement_statement(AgreementNumber("X"), 2026)


async def test_counters_and_heads(units: SqlUnits, reading: SqlReading) -> None:
    number = await world(units)
    async with units.write() as unit:
        await unit.letters.add(letter("a", number))
        await unit.letters.add(letter("b", number))
        await unit.messages.add(message("a", disposition=Disposition.FILED))
        await unit.tasks.add(task("a"))
        await unit.tasks.add(task("b", closed_at=NOW))
    await append(units, 1, EventKind.DISSEMINATED)
    last = await append(units, 1, EventKind.ANSWERED)

    assert await reading.counters() == Counters(
        messages={Disposition.FILED: 1},
        letters={LetterState.READY: 2},
        open_tasks=1,
        events=2,
        orphans=0,
    )
    assert await reading.streams() == [last.stamp]


async def test_message_without_its_task_is_an_orphan(
    units: SqlUnits, reading: SqlReading
) -> None:
    await world(units)
    for name in ("a", "b", "c"):
        async with units.write() as unit:
            waits = message(name, disposition=Disposition.TASK)
            await unit.messages.add(waits)
            if name != "a":
                closed = NOW if name == "b" else None
                told = task(name, stream=f"message/{waits.message}", closed_at=closed)
                await unit.tasks.add(told)

    assert (await reading.counters()).orphans == 2
