"""A house in the middle of its rounds: proposals out, each body's answer come in.

The rows are those the procedure leaves behind, from the shipped samples; letters are
composed and answers read by the real parts, and no Temporal server is asked.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from activities.deadlines import Terms
from activities.dossier import Dossier
from activities.effects import EffectRunner
from activities.messages import MessageActivities, ReadMessage
from activities.writing import LetterWriter
from bench.mail_mix import quoting
from mail.certified_composer import CertifiedComposer
from mail.compose import LetterComposer
from mail.intake import content_key
from models.acts import Watched
from models.body import Body
from models.case import Case, Phase
from models.corridor import Programme
from models.event import EventKind
from models.ids import (
    SYSTEM,
    Actor,
    CaseId,
    MessageHash,
    Ref,
    SessionId,
    case_id,
    message_workflow_id,
    proposal_workflow_id,
    session_id,
)
from models.inbound import InboundMessage
from models.letter import Letter, LetterKind, LetterState
from models.message import ActKind
from models.proposal import ProposalForm
from models.round import Delivery, DeliveryState, Round
from models.screening_acts import StandStill
from models.session import Session
from runtime.calendar_files import IcsFiles
from runtime.demo_cast import Partner, partners
from runtime.demo_register import CORRIDOR, corridor
from runtime.demo_words import words
from runtime.settings import REFERENCE, Settings
from runtime.wiring import adhesion_book, certified_mailbox, identity, reader
from store.calendars import HolidayCalendars
from store.engine import build
from store.migrate import upgrade
from store.reference import load_reference
from store.unit_of_work import SqlUnitOfWork, SqlUnits

SENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ANSWERED = SENT + timedelta(days=2)
PROGRAMME = "2025-2027"
SESSION = session_id(CORRIDOR, 15)
_ABOVE_QUOTE = "Il giorno lun 2 mar 2026 alle ore 10:30 Segreteria ha scritto:"
_CONTRIBUTION, _PRIVATE = 60_000, 20_000  # euro
ACTS = (
    *(ActKind.INTERESTED, ActKind.DECLINED, ActKind.INTERESTED),
    *(ActKind.CONDITIONAL, ActKind.DECLINED),
)


class SilentPeers:
    """Nobody is there to look again."""

    async def poke_case(self, case: CaseId) -> None: ...
    async def poke_session(self, session: SessionId) -> None: ...
    async def poke_money(self, case: CaseId) -> None: ...
    async def poke_watch(self, watched: Watched) -> None: ...
    async def poke_post(self) -> None: ...
    async def stand_still(self, act: StandStill) -> None: ...


@dataclass(frozen=True)
class Waiting:
    """A reply that lies in the record, unread."""

    case: CaseId
    request: ReadMessage


class House:
    def __init__(self, units: SqlUnits, settings: Settings) -> None:
        known = identity(settings)
        reference = load_reference()
        composer = LetterComposer(known, reference)
        self.units = units
        self.effects = EffectRunner(units=units, peers=SilentPeers())
        self._writer = LetterWriter(
            composer=CertifiedComposer(composer, certified_mailbox(settings)),
            names=reference,
            terms=Terms(calendars=HolidayCalendars()),
            calendar_files=IcsFiles(known),
            channels=settings.channels,
        )
        self.messages = MessageActivities(
            effects=self.effects,
            writer=self._writer,
            reader=reader(settings, known),
            book=adhesion_book(settings, reference),
        )
        self._forms = json.loads((REFERENCE / "samples/proposals.json").read_text())
        self._serials = count(1)
        self._partners = partners()

    async def furnish(self) -> None:
        async with self.units.write() as unit:
            await unit.corridors.add(corridor())
            await unit.corridors.add_programme(
                Programme(
                    corridor=CORRIDOR,
                    code=PROGRAMME,
                    start=date(2025, 1, 1),
                    end=date(2027, 12, 31),
                )
            )
            await unit.sessions.add(_session())
            for partner in self._partners:
                await unit.bodies.add(_body(partner))

    async def waiting(self, replies: int) -> Sequence[Waiting]:
        """So many replies, no two of one conversation, neighbours of other cases."""
        bodies = len(self._partners)
        rows: list[list[Waiting]] = []
        for first in range(0, replies, bodies):
            asked = self._partners[: min(bodies, replies - first)]
            async with self.units.write() as unit:
                rows.append(await self._disseminated(unit, asked))
        return [row[n] for n in range(bodies) for row in rows if n < len(row)]

    async def _disseminated(
        self, unit: SqlUnitOfWork, asked: Sequence[Partner]
    ) -> list[Waiting]:
        dossier = await self._dossier(unit, next(self._serials))
        case = dossier.case.case
        current = _round(case)
        await unit.rounds.add(current)
        await unit.events.append(
            stream=proposal_workflow_id(case),
            kind=EventKind.DISSEMINATED,
            actor=SYSTEM,
            at=SENT,
            body={"round": 1, "bodies": [one.code for one in asked]},
        )
        found = []
        for number, partner in enumerate(asked):
            letter = await self._writer.to_body(
                unit,
                dossier,
                _body(partner),
                LetterKind.DISSEMINATION,
                key=f"{proposal_workflow_id(case)}/round/1",
                at=SENT,
                deadline=current.deadline,
            )
            await _left(unit, case, partner, letter)
            raw = await unit.papers.get(letter.raw)
            act = ACTS[number % len(ACTS)]
            found.append(Waiting(case, await _received(unit, partner, act, raw)))
        return found

    async def _dossier(self, unit: SqlUnitOfWork, serial: int) -> Dossier:
        given = self._forms[serial % len(self._forms)]
        own = {"technical_spec": f"Proposal {serial}", "ref": None}
        form = ProposalForm.model_validate(given | own)
        case = Case(
            case=case_id(SESSION, serial),
            ref=Ref(f"{CORRIDOR}/{PROGRAMME}/XV/LIP/{serial:04d}"),
            corridor=CORRIDOR,
            programme=PROGRAMME,
            session=SESSION,
            fingerprint=form.fingerprint(),
            form=await unit.papers.put(form.model_dump_json().encode()),
            phase=Phase.OPEN,
            registrar=Actor("secretariat:o1"),
            region=form.region,
            sectors=form.sectors,
            exclusive=form.exclusive,
            partner_max=form.partner_max,
            opened_at=SENT,
        )
        await unit.cases.add(case)
        return Dossier(case=case, form=form, corridor=corridor(), session=_session())


@asynccontextmanager
async def house(url: str, folder: Path) -> AsyncIterator[House]:
    """A new house in an empty database.

    Args:
        url: the database; it is brought to the newest layout.
        folder: for the key that signs reply addresses.
    """
    await upgrade(url)
    engine = build(url)
    try:
        built = House(SqlUnits(engine), Settings(folder=folder, database_url=url))
        await built.furnish()
        yield built
    finally:
        await engine.dispose()


async def _left(
    unit: SqlUnitOfWork, case: CaseId, partner: Partner, letter: Letter
) -> None:
    accepted = {"state": LetterState.ACCEPTED, "accepted_at": SENT}
    await unit.letters.save(letter.model_copy(update=accepted))
    await unit.deliveries.add(
        Delivery(
            case=case,
            round=1,
            body=partner.code,
            agreement=None,
            why="every sector",
            state=DeliveryState.WRITTEN,
            first_letter=letter.letter,
        )
    )


async def _received(
    unit: SqlUnitOfWork, partner: Partner, act: ActKind, letter: bytes
) -> ReadMessage:
    raw = _answer(partner, act, letter)
    name = MessageHash(hashlib.sha256(raw).hexdigest())
    sent = message_from_bytes(letter, policy=policy.default)
    await unit.papers.put(raw)
    await unit.messages.add(
        InboundMessage(
            message=name,
            received_at=ANSWERED,
            mail_from=partner.email,
            rcpt_to=(str(sent["Reply-To"]),),
            content_key=content_key(raw),
        )
    )
    return ReadMessage(message=name, key=message_workflow_id(name), at=ANSWERED)


def _answer(partner: Partner, act: ActKind, letter: bytes) -> bytes:
    """In the manner of the body, over the letter as mail programs quote it."""
    sent = message_from_bytes(letter, policy=policy.default)
    body = sent.get_body(("plain",))
    quoted = str(body.get_content()) if body else ""
    reply = EmailMessage(policy=policy.SMTP)
    reply["From"] = partner.email
    reply["To"] = str(sent["Reply-To"])
    reply["Subject"] = f"Re: {sent['Subject']}"
    domain = partner.email.rpartition("@")[2]
    named = hashlib.sha256(letter).hexdigest()[:32]
    reply["Message-ID"] = f"<{named}@{domain}>"
    reply["In-Reply-To"] = reply["References"] = str(sent["Message-ID"])
    money = (0, 0) if act is ActKind.DECLINED else (_CONTRIBUTION, _PRIVATE)
    text = words(partner.manner, act, *money)
    reply.set_content(quoting(text, quoted, _ABOVE_QUOTE))
    return reply.as_bytes()


def _body(partner: Partner) -> Body:
    fields = partner.model_dump(exclude={"manner", "agreement"})
    return Body.model_validate(fields | {"corridor": CORRIDOR})


def _session() -> Session:
    return Session(
        session=SESSION,
        corridor=CORRIDOR,
        ordinal=15,
        programme=PROGRAMME,
        country="IT",
        place="Monteverde",
        starts_at=SENT + timedelta(days=100),
        freeze_at=SENT + timedelta(days=90),
        capacity=10_000,
    )


def _round(case: CaseId) -> Round:
    return Round(
        case=case,
        number=1,
        version=1,
        opened_at=SENT,
        deadline=SENT + timedelta(days=25),
        grace_end=SENT + timedelta(days=27),
        wall=SENT + timedelta(days=60),
    )
