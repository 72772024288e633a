"""Writes letters into the outbox, as part of the effect that causes them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from activities.dossier import Dossier
from activities.ports import Composer, Names
from activities.unit_of_work import UnitOfWork
from models.body import Body
from models.compliance import LegalStatus
from models.ids import PROPOSER, CaseId, LetterId, proposal_workflow_id
from models.inbound import Conversation
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
        conversation = await unit.conversations.with_party(dossier.case.case, body.code)
        draft = LetterDraft(
            letter=LetterId(f"{key}/{body.code}"),
            kind=kind,
            language=body.language,
            to_name=body.name,
            to_address=body.email,
            conversation=conversation.number,
            dated=at,
            facts=self._facts(dossier, body.language, facts),
            automatic=kind in _AUTOMATIC,
        )
        return await self._put(unit, dossier, conversation, draft, body)

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
        conversation = await unit.conversations.with_party(dossier.case.case, PROPOSER)
        draft = LetterDraft(
            letter=LetterId(f"{key}/{PROPOSER}"),
            kind=kind,
            language=contact.language,
            to_name=contact.name,
            to_address=contact.email,
            conversation=conversation.number,
            dated=at,
            facts=self._facts(dossier, contact.language, facts),
            automatic=kind in _AUTOMATIC,
        )
        return await self._put(unit, dossier, conversation, draft, None)

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

    async def _put(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        conversation: Conversation,
        draft: LetterDraft,
        body: Body | None,
    ) -> Letter:
        thread = tuple(await unit.letters.thread(conversation.number))
        if thread:
            draft = draft.model_copy(
                update={"in_reply_to": thread[0], "references": thread}
            )
        composed = self._composer.compose(draft)
        letter = Letter(
            letter=draft.letter,
            stream=proposal_workflow_id(dossier.case.case),
            kind=draft.kind,
            conversation=conversation.number,
            body=body.code if body else None,
            language=draft.language,
            to_address=draft.to_address,
            message_id=composed.message_id,
            subject=composed.subject,
            envelope_from=composed.envelope_from,
            raw=await unit.papers.put(composed.raw),
            written_at=draft.dated,
            next_at=draft.dated,
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
