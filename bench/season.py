"""A season in the record: every body asked about every proposal, most have answered.

Rows as the procedure leaves them, of invented bodies; no letter is composed, since
reports count letters and do not read them.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from models.body import Agreement, AgreementKind, AgreementYear, Body
from models.case import Case, Phase
from models.corridor import Programme
from models.event import EventKind
from models.ids import (
    SYSTEM,
    Actor,
    AgreementNumber,
    BodyCode,
    LetterId,
    PaperId,
    Ref,
    case_id,
    proposal_workflow_id,
    session_id,
)
from models.interest import Answer, Interest, InterestState
from models.ledger import reserve
from models.letter import Letter, LetterKind, LetterState
from models.message import ActKind
from models.round import Delivery, DeliveryState, Round
from models.session import Session
from runtime.demo_register import CORRIDOR, corridor
from store.engine import build
from store.migrate import upgrade
from store.reports import SqlReports
from store.unit_of_work import SqlUnitOfWork, SqlUnits

BEGIN = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
NOW = BEGIN + timedelta(days=120)
SESSION = session_id(CORRIDOR, 29)
SECTORS = ("ENVI", "MECH", "BIO")
_DAY = timedelta(days=1)
_MONEY, _EACH = 100_000_000, 100_000  # cents: of a year, of a yes
_SEED = 20_260_112
_WORDS = (
    *(ActKind.INTERESTED, ActKind.DECLINED, ActKind.DECLINED),
    *(ActKind.CONDITIONAL, ActKind.QUESTION, None, None),
)


@dataclass(frozen=True)
class Size:
    bodies: int
    proposals: int

    @property
    def pairs(self) -> int:
        return self.bodies * self.proposals

    def __str__(self) -> str:
        return f"{self.bodies} × {self.proposals}"


@asynccontextmanager
async def season(size: Size, folder: Path) -> AsyncIterator[SqlReports]:
    """The record of one season, in a new database of the folder."""
    url = f"sqlite:///{folder / f'{size.bodies}-{size.proposals}.db'}"
    await upgrade(url)
    engine = build(url)
    units = SqlUnits(engine)
    try:
        async with units.write() as unit:
            paper = await _frame(unit, size)
        random = Random(_SEED)  # noqa: S311  (the same season every time)
        for serial in range(1, size.proposals + 1):
            async with units.write() as unit:
                await _Proposal(unit, size, serial, paper, random).add()
        yield SqlReports(engine)
    finally:
        await engine.dispose()


def codes(size: Size) -> list[BodyCode]:
    return [BodyCode(f"IT-{number:03d}") for number in range(size.bodies)]


def _under(body: BodyCode) -> AgreementNumber:
    return AgreementNumber(f"AP-{body}")


async def _frame(unit: SqlUnitOfWork, size: Size) -> PaperId:
    await unit.corridors.add(corridor())
    await unit.corridors.add_programme(
        Programme(
            corridor=CORRIDOR,
            code="2025-2027",
            start=date(2025, 1, 1),
            end=date(2027, 12, 31),
        )
    )
    await unit.sessions.add(
        Session(
            session=SESSION,
            corridor=CORRIDOR,
            ordinal=29,
            programme="2025-2027",
            country="IT",
            place="Venezia",
            starts_at=NOW + 60 * _DAY,
            freeze_at=NOW + 40 * _DAY,
            capacity=600,
        )
    )
    for body in codes(size):
        await _body(unit, body)
    return await unit.papers.put(b"{}")


async def _body(unit: SqlUnitOfWork, body: BodyCode) -> None:
    await unit.bodies.add(
        Body(
            code=body,
            corridor=CORRIDOR,
            kind="region",
            name=f"Ente inventato {body}",
            country="IT",
            language="it",
            email=f"protocollo@{body.lower()}.example",
        )
    )
    await unit.agreements.add(
        Agreement(
            number=_under(body),
            corridor=CORRIDOR,
            kind=AgreementKind.PROGRAMME,
            body=body,
            valid_from=date(2025, 1, 1),
            valid_to=date(2027, 12, 31),
        )
    )
    await unit.agreements.add_year(
        AgreementYear(agreement=_under(body), year=2026, budget=_MONEY)
    )


class _Proposal:
    def __init__(
        self,
        unit: SqlUnitOfWork,
        size: Size,
        serial: int,
        paper: PaperId,
        random: Random,
    ) -> None:
        self._unit = unit
        self._size = size
        self._serial = serial
        self._paper = paper
        self._random = random
        self._case = case_id(SESSION, serial)
        self._stream = proposal_workflow_id(self._case)
        self._sent = BEGIN + random.randint(0, 20) * _DAY

    async def add(self) -> None:
        await self._file()
        for body in codes(self._size):
            await self._ask(body)

    async def _file(self) -> None:
        number = f"{self._serial:04d}"
        await self._unit.cases.add(
            Case(
                case=self._case,
                ref=Ref(f"IT-RU/2025-2027/XXIX/LIP/{number}"),
                corridor=CORRIDOR,
                programme="2025-2027",
                session=SESSION,
                fingerprint=number,
                form=self._paper,
                registrar=Actor("secretariat:o1"),
                region="RU-LIP",
                sectors=(SECTORS[self._serial % len(SECTORS)],),
                exclusive=False,
                partner_max=3,
                phase=Phase.OPEN,
                opened_at=self._sent - 5 * _DAY,
            )
        )
        for kind, days in (
            (EventKind.SUBMITTED, -5),
            (EventKind.VALIDATED, -1),
            (EventKind.DISSEMINATED, 0),
        ):
            await self._unit.events.append(
                stream=self._stream,
                kind=kind,
                actor=SYSTEM,
                at=self._sent + days * _DAY,
            )
        await self._unit.rounds.add(
            Round(
                case=self._case,
                number=1,
                version=1,
                opened_at=self._sent,
                deadline=self._sent + 35 * _DAY,
                reminders=(),
                grace_end=self._sent + 37 * _DAY,
                wall=self._sent + 60 * _DAY,
            )
        )

    async def _ask(self, body: BodyCode) -> None:
        word = self._random.choice(_WORDS)
        answered = word is not None and word is not ActKind.QUESTION
        await self._letter(body, LetterKind.DISSEMINATION, self._sent)
        await self._unit.deliveries.add(
            Delivery(
                case=self._case,
                round=1,
                body=body,
                agreement=_under(body),
                why="agreement",
                state=DeliveryState.ANSWERED if answered else DeliveryState.SILENT,
                first_letter=self._name(body, LetterKind.DISSEMINATION),
            )
        )
        if word is not None:
            await self._answer(body, word)

    async def _answer(self, body: BodyCode, word: ActKind) -> None:
        at = self._sent + self._random.randint(1, 34) * _DAY
        await self._unit.interests.record(
            Answer(
                case=self._case,
                round=1,
                body=body,
                number=1,
                act=word,
                received_at=at,
                by="form",
                confirmed_by=SYSTEM,
            )
        )
        await self._letter(body, LetterKind.ANSWER_RECEIPT, at)
        if word is ActKind.INTERESTED:
            await self._interest(body, at)

    async def _interest(self, body: BodyCode, at: datetime) -> None:
        await self._unit.interests.add(
            Interest(
                case=self._case,
                body=body,
                received_at=at,
                state=InterestState.ACCEPTED,
                contribution=_EACH,
            )
        )
        year = (_under(body), 2026)
        await self._unit.agreements.year(*year)
        entries = reserve((), _MONEY, _EACH, cause=str(self._serial))
        await self._unit.agreements.post(*year, self._case, entries, at=at)

    async def _letter(self, body: BodyCode, kind: LetterKind, at: datetime) -> None:
        name = self._name(body, kind)
        conversation = await self._unit.conversations.with_party(self._case, body)
        await self._unit.letters.add(
            Letter(
                letter=name,
                stream=self._stream,
                kind=kind,
                conversation=conversation.number,
                body=body,
                language="it",
                to_address=f"protocollo@{body.lower()}.example",
                message_id=f"<{name}@staffetta.example>",
                subject="Proposta",
                envelope_from="r-1@staffetta.example",
                raw=self._paper,
                state=LetterState.ACCEPTED,
                written_at=at,
                next_at=at,
                accepted_at=at + timedelta(hours=1),
            )
        )

    def _name(self, body: BodyCode, kind: LetterKind) -> LetterId:
        return LetterId(f"{self._stream}/{kind}/{body}")
