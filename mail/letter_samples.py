"""An invented letter of each kind, to try a text on and to show it.

What a kind is told here is what the procedure tells it: a fact that stays empty in the
sample is never filled in such a letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from mail.compose import LetterComposer
from mail.identity import MailIdentity
from mail.said import Said, said
from mail.wording import wording
from models.ids import SYSTEM, LetterId, PaperId
from models.letter import (
    DIGESTS,
    Action,
    ComposedLetter,
    LetterDraft,
    LetterFacts,
    LetterItem,
    LetterKind,
    Template,
)
from models.seal import Seal

REF = "IT-RU/2025-2027/XXIX/LIP/0007"
CONVERSATION = 7
IDENTITY = MailIdentity(
    domain="staffetta.example",
    secret=b"a sample, and nobody's secret",
    office_name={"it": "Segreteria", "ru": "Секретариат", "en": "Secretariat"},
)
"""Of no real house: what is signed with it is believed nowhere."""

_LATER_REF = "IT-RU/2025-2027/XXIX/TVE/0011"
_WRITTEN = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
_RECEIVED = datetime(2027, 3, 22, 9, 30, tzinfo=UTC)
_DEADLINE = datetime(2027, 3, 20, 22, 59, 59, tzinfo=UTC)
_BEFORE = datetime(2027, 3, 10, 22, 59, 59, tzinfo=UTC)
_SITTING = datetime(2027, 6, 10, 8, 30, tzinfo=UTC)

_SEAL = Seal(
    number=12,
    day=date(2027, 3, 1),
    at=datetime(2027, 3, 1, 2, 0, tzinfo=UTC),
    by=SYSTEM,
    size=48,
    leaves=PaperId("1" * 64),
    root="2" * 64,
    prev_hash="3" * 64,
    key="4" * 64,
    hash="5" * 64,
    signature="6" * 128,
)

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "it": {
        "title": "Linea modulare per componenti in materiale composito",
        "summary": "Si cerca un partner per una linea di produzione modulare.",
        "description": "La linea è in prova da un anno.\n\nServe un partner.",
        "region": "Regione di Lipetsk",
        "sector": "Meccanica",
        "partner_sought": "Costruttore di macchine",
        "reason": "Ragione scritta dalla segreteria.",
        "question": "È previsto un contributo per le trasferte?",
        "answer": "Sì, fino alla metà della spesa ammessa.",
        "gap": "Piano finanziario",
        "place": "Monteverde",
        "partner": "Regione Monteverde",
        "name": "Regione Monteverde",
        "table": "Finanza e credito, Sala 2",
    },
    "ru": {
        "title": "Модульная линия для деталей из композитов",
        "summary": "Требуется партнёр для модульной производственной линии.",
        "description": "Линия испытывается в течение года.\n\nТребуется партнёр.",
        "region": "Липецкая область",
        "sector": "Машиностроение",
        "partner_sought": "Производитель оборудования",
        "reason": "Основание, изложенное секретариатом.",
        "question": "Предусмотрено ли возмещение командировочных расходов?",
        "answer": "Да, до половины допустимых расходов.",
        "gap": "Финансовый план",
        "place": "Монтеверде",
        "partner": "Область Монтеверде",
        "name": "Область Монтеверде",
        "table": "Финансы и кредит, Зал 2",
    },
    "en": {
        "title": "Modular line for composite parts",
        "summary": "A partner is sought for a modular production line.",
        "description": "The line has been on trial for a year.\n\nA partner is needed.",
        "region": "Lipetsk Region",
        "sector": "Mechanical engineering",
        "partner_sought": "Machine builder",
        "reason": "A reason written by the secretariat.",
        "question": "Is there a contribution to travel costs?",
        "answer": "Yes, up to half of the admissible costs.",
        "gap": "Financial plan",
        "place": "Monteverde",
        "partner": "Monteverde Region",
        "name": "Monteverde Region",
        "table": "Finance and credit, Room 2",
    },
}
_TOLD: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.SUBMISSION_RECEIPT: (),
    LetterKind.RETURN_FOR_COMPLETION: ("gaps", "deadline"),
    LetterKind.COMPLETION_REMINDER: ("gaps", "deadline"),
    LetterKind.TERM_MOVED: ("deadline", "previous_deadline", "reason"),
    LetterKind.REJECTION_NOTICE: ("reason", "deadline"),
    LetterKind.REJECTION: ("reason", "outcome", "received_at"),
    LetterKind.DISSEMINATION: ("deadline",),
    LetterKind.REMINDER: ("deadline",),
    LetterKind.ANSWER_RECEIPT: (
        *("act", "contribution", "received_at", "late", "late_rule", "correct_until"),
        *("deadline", "late_cause", "waiting"),
    ),
    LetterKind.DEADLINE_MOVED: ("deadline", "previous_deadline", "reason"),
    LetterKind.DEADLINE_STANDS: (
        *("previous_starts_at", "next_session", "deadline", "reason"),
    ),
    LetterKind.QUESTION_ANSWERED: (
        *("question", "answer", "to_one", "deadline", "reason"),
    ),
    LetterKind.TEXT_CORRECTED: (
        *("earlier", "restarted", "act", "deadline", "previous_deadline", "reason"),
    ),
    LetterKind.RECALL: ("reason",),
    LetterKind.RESULT: ("reason", "outcome", "partners", "ministry_share"),
    LetterKind.CONVOCATION: ("position", "minutes", "slot_at", "table"),
    LetterKind.AGENDA_CHANGED: (
        *("slot_at", "table", "previous_slot_at", "previous_table", "partners"),
    ),
    LetterKind.SESSION_MOVED: ("previous_starts_at", "reason"),
    LetterKind.PARTY_CHANGED: ("previous_name", "new_name", "deadline", "reason"),
    LetterKind.SESSION_CANCELLED: (
        *("previous_starts_at", "next_session", "slot_at", "reason"),
    ),
    LetterKind.FOLLOW_UP: ("partners", "deadline"),
    LetterKind.FOLLOW_UP_RECEIPT: ("outcome", "value", "jobs", "received_at"),
    LetterKind.DIGEST: ("items", "deadline"),
    LetterKind.REMINDER_DIGEST: ("items", "deadline"),
    LetterKind.CORRECTION_RECEIPT: ("act", "standing", "received_at", "deadline"),
    LetterKind.MUTE_RECEIPT: ("deadline",),
    LetterKind.ADHESION_NOTICE: ("notice", "reason", "deadline"),
    LetterKind.ADHESION_RECEIPT: (
        *("recorded", "gaps", "received_at", "late", "late_rule", "deadline", "reason"),
    ),
    LetterKind.ADHESION_CONFIRM: ("recorded", "previous_starts_at", "reason"),
    LetterKind.FORMAT_CHANGED: ("recorded", "at_a_distance", "reason"),
    LetterKind.ADHESION_CANCELLED: ("recorded", "previous_starts_at", "reason"),
    LetterKind.SEAL: ("seal", "made_up", "key_changed"),
}


class _AsTheyStand:
    """The samples hold names already, as the letters of the procedure do."""

    def region(self, code: str, language: str) -> str:  # noqa: ARG002  (the port)
        return code

    def sector(self, key: str, language: str) -> str:  # noqa: ARG002  (the port)
        return key


@dataclass(frozen=True)
class Sample:
    """A composed letter, and what a reader sees of it."""

    draft: LetterDraft
    composed: ComposedLetter

    @property
    def head(self) -> EmailMessage:
        return message_from_bytes(self.composed.raw, policy=policy.default)

    @property
    def plain(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    def _body(self, subtype: str) -> str:
        body = self.head.get_body((subtype,))
        return str(body.get_content()).replace("\r\n", "\n") if body else ""


def sample(kind: LetterKind, language: str, source: str = "") -> Sample:
    """The letter in this text; in the shipped one, when none is given."""
    template = Template(
        kind=kind,
        language=language,
        version=1,
        source=source,
        written_at=_WRITTEN,
        by=SYSTEM,
    )
    draft = LetterDraft(
        letter=LetterId(f"sample/{kind}/{language}"),
        kind=kind,
        language=language,
        to_name=_TEXTS[language]["name"],
        to_address="accordi@monteverde.example",
        conversation=CONVERSATION,
        dated=_WRITTEN,
        facts=_facts(kind, language),
        template=template if source else None,
    )
    return Sample(draft, LetterComposer(IDENTITY, _AsTheyStand()).compose(draft))


def told(kind: LetterKind, language: str) -> Said:
    """All a letter of this kind is ever told, written out."""
    facts = _facts(kind, language)
    return said(facts, wording(language, facts.zone, facts.other_zone), _AsTheyStand())


def _facts(kind: LetterKind, language: str) -> LetterFacts:
    text = _TEXTS[language]
    sheet = {} if kind in DIGESTS else _sheet(text)
    every: dict[str, Any] = {
        "earlier": LetterFacts.model_validate(
            {**_sheet(text), "partner_sought": text["partner"]}
        ),
        "restarted": True,
        "at_a_distance": True,
        "deadline": _DEADLINE,
        "previous_deadline": _BEFORE,
        "reason": text["reason"],
        "question": text["question"],
        "answer": text["answer"],
        "to_one": True,
        "gaps": (text["gap"], text["title"]),
        "act": "interested",
        "contribution": 4_000_000,
        "late": True,
        "late_rule": "grace",
        "late_cause": "answered",
        "standing": "declined",
        "waiting": (_LATER_REF,),
        "correct_until": datetime(2027, 3, 24, 9, 30, tzinfo=UTC),
        "items": _items(text),
        "received_at": _RECEIVED,
        "previous_starts_at": datetime(2027, 6, 3, 8, 30, tzinfo=UTC),
        "next_session": "XXX",
        "previous_name": text["partner"],
        "new_name": text["name"],
        "position": 3,
        "minutes": 15,
        "slot_at": _SITTING,
        "table": text["table"],
        "previous_slot_at": datetime(2027, 6, 10, 9, 30, tzinfo=UTC),
        "previous_table": text["table"],
        "outcome": "contract",
        "value": 120_000_000,
        "jobs": 40,
        "partners": (text["partner"],),
        "ministry_share": 2_400_000,
        "notice": 1,
        "recorded": (text["name"],),
        "seal": _SEAL,
        "made_up": True,
        "key_changed": True,
    }
    named = {field: every[field] for field in _TOLD[kind]}
    return LetterFacts.model_validate({"session": "XXIX", **sheet, **named})


def _sheet(text: Mapping[str, str]) -> dict[str, Any]:
    return {
        "ref": REF,
        "title": text["title"],
        "summary": text["summary"],
        "description": text["description"],
        "region": text["region"],
        "sectors": (text["sector"],),
        "partner_sought": text["partner_sought"],
        "cooperation_forms": ("supply", "licence"),
        "actions": (
            Action(kind="training", cost=3_600_000),
            Action(kind="market_study", cost=1_200_000),
        ),
        "exclusive": True,
        "place": text["place"],
        "starts_at": _SITTING,
    }


def _items(text: Mapping[str, str]) -> tuple[LetterItem, ...]:
    one: dict[str, Any] = {
        field: text[field] for field in ("title", "summary", "region", "partner_sought")
    } | {"sectors": (text["sector"],)}
    later = datetime(2027, 3, 27, 22, 59, 59, tzinfo=UTC)
    return (
        LetterItem(
            position=1,
            ref=REF,
            deadline=_DEADLINE,
            cost=4_800_000,
            exclusive=True,
            **one,
        ),
        LetterItem(position=2, ref=_LATER_REF, deadline=later, **one),
    )
