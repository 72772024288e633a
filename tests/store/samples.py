"""A small world to store: one corridor, one session, three bodies, one proposal."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from models.body import Agreement, AgreementKind, AgreementYear, Body
from models.case import Case
from models.compliance import LegalStatus
from models.corridor import Corridor, Programme
from models.ids import (
    Actor,
    AgreementNumber,
    BodyCode,
    CaseId,
    CorridorCode,
    LetterId,
    MessageHash,
    PaperId,
    Ref,
    SessionId,
    case_id,
    proposal_workflow_id,
)
from models.inbound import InboundMessage
from models.letter import Letter, LetterKind
from models.round import Delivery, Round
from models.session import Session
from models.task import Task, TaskKind
from store.unit_of_work import SqlUnitOfWork, SqlUnits

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, UTC)
DAY = timedelta(days=1)
CORRIDOR = CorridorCode("IT-RU")
SESSION = SessionId("it-ru/15")
CASE = CaseId("it-ru/15/0001")
STREAM = proposal_workflow_id(CASE)
AGREEMENT = AgreementNumber("PIE-2007/1")
BODIES = tuple(map(BodyCode, ("IT-21", "IT-57", "IT-62")))
FORM = '{"title": {"it": "Segheria", "ru": "Лесопилка"}}'.encode()
FORM_PAPER = PaperId(hashlib.sha256(FORM).hexdigest())
RAW = b"Subject: Proposal\r\n\r\nDear body\r\n"
RAW_PAPER = PaperId(hashlib.sha256(RAW).hexdigest())


def corridor() -> Corridor:
    return Corridor(
        code=CORRIDOR,
        side_a="IT",
        side_b="RU",
        legal_status=LegalStatus.SIMULATION,
        language_a="it",
        language_b="ru",
        zone_a="Europe/Rome",
        zone_b="Europe/Moscow",
    )


def programme() -> Programme:
    return Programme(
        corridor=CORRIDOR,
        code="2025-2027",
        start=date(2025, 1, 1),
        end=date(2027, 12, 31),
        guidelines=("wood", "дерево"),
    )


def session(ordinal: int = 15) -> Session:
    return Session(
        session=SessionId(f"it-ru/{ordinal}"),
        corridor=CORRIDOR,
        ordinal=ordinal,
        programme="2025-2027",
        country="IT",
        place="Venezia",
        starts_at=NOW + 100 * DAY,
        freeze_at=NOW + 90 * DAY,
        capacity=120,
        postponed_from=(NOW + 50 * DAY,),
    )


def body(code: BodyCode) -> Body:
    return Body(
        code=code,
        corridor=CORRIDOR,
        kind="region",
        name=f"Regione {code}",
        country="IT",
        region=code,
        sectors=("wood", "stone"),
        language="it",
        email=f"Protocollo@{code}.example",
    )


def agreement() -> Agreement:
    return Agreement(
        number=AGREEMENT,
        corridor=CORRIDOR,
        kind=AgreementKind.PROGRAMME,
        body=BODIES[0],
        valid_from=date(2025, 1, 1),
        valid_to=date(2027, 12, 31),
        sectors=("wood",),
    )


def year(budget: int = 1_000_00) -> AgreementYear:
    return AgreementYear(agreement=AGREEMENT, year=2026, budget=budget)


def case(serial: int = 1, session: SessionId = SESSION) -> Case:
    return Case(
        case=case_id(session, serial),
        ref=Ref(f"IT-RU/2025-2027/XV/LIP/{serial:04d}"),
        corridor=CORRIDOR,
        programme="2025-2027",
        session=session,
        fingerprint=f"fingerprint {serial}",
        form=FORM_PAPER,
        registrar=Actor("secretariat:o1"),
        region="RU-LIP",
        sectors=("wood",),
        exclusive=False,
        partner_max=3,
        opened_at=NOW,
    )


def round_(number: int = 1) -> Round:
    return Round(
        case=CASE,
        number=number,
        version=1,
        opened_at=NOW,
        deadline=NOW + 25 * DAY,
        reminders=(NOW + 10 * DAY, NOW + 20 * DAY),
        grace_end=NOW + 27 * DAY,
        wall=NOW + 30 * DAY,
    )


def delivery(body: BodyCode) -> Delivery:
    return Delivery(case=CASE, round=1, body=body, agreement=None, why="territory")


def letter(name: str, conversation: int, **other: object) -> Letter:
    fields: dict[str, object] = {
        "letter": LetterId(name),
        "stream": STREAM,
        "kind": LetterKind.DISSEMINATION,
        "conversation": conversation,
        "body": BODIES[0],
        "language": "it",
        "to_address": "protocollo@it-21.example",
        "message_id": f"<{name}@staffetta.example>",
        "subject": "Предложение",
        "envelope_from": "r-1-abc@staffetta.example",
        "raw": RAW_PAPER,
        "written_at": NOW,
        "next_at": NOW,
    }
    return Letter.model_validate(fields | other)


def message(content: str, **other: object) -> InboundMessage:
    fields: dict[str, object] = {
        "message": MessageHash(hashlib.sha256(content.encode()).hexdigest()),
        "received_at": NOW,
        "mail_from": "protocollo@it-21.example",
        "rcpt_to": ("r-1-abc@staffetta.example",),
        "content_key": content,
    }
    return InboundMessage.model_validate(fields | other)


def task(name: str, **other: object) -> Task:
    fields: dict[str, object] = {
        "task": name,
        "stream": STREAM,
        "kind": TaskKind.QUESTION,
        "opened_at": NOW,
        "detail": "Answer the question of the body.",
    }
    return Task.model_validate(fields | other)


async def frame(unit: SqlUnitOfWork, *, budget: int = 1_000_00) -> None:
    await unit.corridors.add(corridor())
    await unit.corridors.add_programme(programme())
    await unit.sessions.add(session())
    for code in BODIES:
        await unit.bodies.add(body(code))
    await unit.agreements.add(agreement())
    await unit.agreements.add_year(year(budget))


async def change_case(units: SqlUnits, **fields: object) -> None:
    async with units.write() as unit:
        standing = await unit.cases.get(CASE)
        await unit.cases.save(standing.model_copy(update=fields))


async def world(units: SqlUnits, *, budget: int = 1_000_00) -> int:
    """Store everything up to a proposal in its first round; returns a conversation."""
    async with units.write() as unit:
        await frame(unit, budget=budget)
        await unit.papers.put(FORM)
        await unit.papers.put(RAW)
        await unit.cases.add(case())
        await unit.rounds.add(round_())
        for code in BODIES:
            await unit.deliveries.add(delivery(code))
        return (await unit.conversations.with_party(CASE, BODIES[0])).number
