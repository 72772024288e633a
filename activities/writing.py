"""Writes letters into the outbox, as part of the effect that causes them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from activities.dossier import Dossier
from activities.ports import Composer, Names
from activities.unit_of_work import UnitOfWork
from models.body import Body
from models.compliance import LegalStatus
from models.ids import PROPOSER, BodyCode, CaseId, LetterId, proposal_workflow_id
from models.interest import InterestState
from models.letter import Action, Letter, LetterDraft, LetterFacts, LetterKind

_AUTOMATIC = frozenset(
    {
        LetterKind.SUBMISSION_RECEIPT,
        LetterKind.COMPLETION_REMINDER,
        LetterKind.REMINDER,
        LetterKind.ANSWER_RECEIPT,
        LetterKind.FOLLOW_UP,
    }
)
"""Timers and receipts say so (RFC 3834 §5.2); what a person decided does not."""


class _Party(NamedTuple):
    """Whom a letter is to: a body by its code, or the proposer."""

    code: str
    name: str
    address: str
    language: str


class LetterWriter:
    """Composes a letter in its reader's language and puts it in the outbox."""

    def __init__(self, *, composer: Composer, names: Names) -> None:
        self._composer = composer
        self._names = names

    async def to_body(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        body: Body,
        kind: LetterKind,
        *,
        key: str,
        at: datetime,
        **facts: object,
    ) -> Letter:
        """`facts` are the fields of LetterFacts this kind adds to the sheet."""
        party = _Party(body.code, body.name, body.email, body.language)
        return await self._write(
            unit, dossier, party, kind, key=key, at=at, facts=facts
        )

    async def to_proposer(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        kind: LetterKind,
        *,
        key: str,
        at: datetime,
        **facts: object,
    ) -> Letter:
        contact = dossier.form.contact
        party = _Party(PROPOSER, contact.name, contact.email, contact.language)
        return await self._write(
            unit, dossier, party, kind, key=key, at=at, facts=facts
        )

    async def to_both_sides(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        kind: LetterKind,
        *,
        key: str,
        at: datetime,
        **facts: object,
    ) -> int:
        """To the proposer and every accepted partner; how many letters."""
        await self.to_proposer(unit, dossier, kind, key=key, at=at, **facts)
        partners = await accepted(unit, dossier.case.case)
        for body in partners:
            await self.to_body(unit, dossier, body, kind, key=key, at=at, **facts)
        return 1 + len(partners)

    async def _write(  # noqa: PLR0913  (everything a letter is made of)
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        party: _Party,
        kind: LetterKind,
        *,
        key: str,
        at: datetime,
        facts: dict[str, object],
    ) -> Letter:
        case = dossier.case.case
        conversation = (await unit.conversations.with_party(case, party.code)).number
        thread = tuple(await unit.letters.thread(conversation))
        draft = LetterDraft(
            letter=LetterId(f"{key}/{party.code}"),
            kind=kind,
            language=party.language,
            to_name=party.name,
            to_address=party.address,
            conversation=conversation,
            dated=at,
            facts=self._facts(dossier, party.language, facts),
            in_reply_to=thread[0] if thread else None,
            references=thread,
            automatic=kind in _AUTOMATIC,
        )
        composed = self._composer.compose(draft)
        letter = Letter(
            letter=draft.letter,
            stream=proposal_workflow_id(case),
            kind=kind,
            conversation=conversation,
            body=None if party.code == PROPOSER else BodyCode(party.code),
            language=draft.language,
            to_address=draft.to_address,
            message_id=composed.message_id,
            subject=composed.subject,
            envelope_from=composed.envelope_from,
            raw=await unit.papers.put(composed.raw),
            written_at=at,
            next_at=at,
        )
        await unit.letters.add(letter)
        return letter

    def _facts(
        self, dossier: Dossier, language: str, facts: dict[str, object]
    ) -> LetterFacts:
        form, session = dossier.form, dossier.session
        sheet: dict[str, object] = {
            "ref": dossier.case.ref,
            "title": said_in(form.title, language),
            "summary": said_in(form.summary, language),
            "description": said_in(form.description, language),
            "region": self._names.region(form.region, language),
            "sectors": tuple(self._names.sector(s, language) for s in form.sectors),
            "partner_sought": form.partner_sought.role,
            "cooperation_forms": form.cooperation_forms,
            "actions": tuple(
                Action(kind=action.kind, cost=action.cost)
                for action in form.accompanying_actions
            ),
            "exclusive": form.exclusive,
            "session": session.roman,
            "place": session.place,
            "starts_at": session.starts_at,
            "zone": dossier.corridor.zone_a,
            "simulation": dossier.corridor.legal_status is LegalStatus.SIMULATION,
        }
        return LetterFacts.model_validate(sheet | facts)


def said_in(texts: Mapping[str, str], language: str) -> str:
    """A text in a language, else in English, else as it was first written."""
    for wanted in (language, "en"):
        if wanted in texts:
            return texts[wanted]
    return next(iter(texts.values()), "")


async def accepted(unit: UnitOfWork, case: CaseId) -> Sequence[Body]:
    """The bodies whose interest was accepted, in order of rank."""
    interests = await unit.interests.of(case)
    ranked = sorted(interests, key=lambda interest: interest.rank)
    return [
        await unit.bodies.get(interest.body)
        for interest in ranked
        if interest.state is InterestState.ACCEPTED
    ]
