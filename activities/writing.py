"""Writes letters into the outbox, as part of the effect that causes them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from activities.deadlines import Terms
from activities.dossier import Dossier
from activities.ports import Composer, Names
from activities.unit_of_work import UnitOfWork
from models.body import Body, Channel
from models.compliance import LegalStatus
from models.corridor import Corridor
from models.deadlines import CalendarSide
from models.ids import (
    PROPOSER,
    BodyCode,
    CaseId,
    LetterId,
    proposal_workflow_id,
    register_stream,
)
from models.interest import InterestState
from models.letter import (
    AUTOMATIC,
    DIGEST_OF,
    Action,
    Letter,
    LetterDraft,
    LetterFacts,
    LetterItem,
    LetterKind,
)


class _Party(NamedTuple):
    """Whom a letter is to: a body by its code, or the proposer."""

    code: str
    name: str
    address: str
    language: str
    side: CalendarSide
    channel: Channel = Channel.PEO


class LetterWriter:
    """Composes a letter in its reader's language and puts it in the outbox."""

    def __init__(
        self,
        *,
        composer: Composer,
        names: Names,
        terms: Terms,
        channels: frozenset[Channel] = frozenset({Channel.PEO}),
    ) -> None:
        self.channels = channels
        self._composer = composer
        self._names = names
        self._terms = terms

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
        party = _of_body(body, dossier.corridor)
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
        one = (PROPOSER, contact.name, contact.email, contact.language)
        party = _Party(*one, CalendarSide.B)
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

    async def digest(
        self,
        unit: UnitOfWork,
        body: Body,
        bundle: Sequence[tuple[Letter, Dossier, datetime | None]],
        at: datetime,
    ) -> Letter:
        """One letter in place of several to one body, whose proposals it numbers.

        Args:
            unit: the transaction.
            body: whom they are to.
            bundle: the letters, all of one kind; each with its case and its deadline.
            at: the instant of sending, UTC.
        """
        (first, dossier, _), corridor = bundle[0], bundle[0][1].corridor
        cases = [one.case.case for _, one, _ in bundle]
        conversation = await unit.conversations.for_digest(body.code, cases)
        items = tuple(
            LetterItem(
                position=position,
                ref=one.case.ref,
                title=said_in(one.form.title, body.language),
                summary=said_in(one.form.summary, body.language),
                region=self._names.region(one.form.region, body.language),
                deadline=deadline,
                cost=sum(action.cost for action in one.form.accompanying_actions),
                exclusive=one.form.exclusive,
                sectors=tuple(
                    self._names.sector(key, body.language) for key in one.form.sectors
                ),
                partner_sought=one.form.partner_sought.role,
            )
            for position, (_, one, deadline) in enumerate(bundle, start=1)
        )
        facts: dict[str, object] = {
            "items": items,
            "deadline": min((i.deadline for i in items if i.deadline), default=None),
            "session": dossier.session.roman,
            "zone": corridor.zone_a,
            "simulation": corridor.legal_status is LegalStatus.SIMULATION,
        }
        return await self._put(
            unit,
            _of_body(body, corridor),
            DIGEST_OF[first.kind],
            letter=LetterId(f"digest/{first.letter}"),
            stream=register_stream("body", body.code),
            conversation=conversation.number,
            at=at,
            next_at=at,
            facts=LetterFacts.model_validate(facts),
        )

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
        return await self._put(
            unit,
            party,
            kind,
            letter=LetterId(f"{key}/{party.code}"),
            stream=proposal_workflow_id(case),
            conversation=(await unit.conversations.with_party(case, party.code)).number,
            at=at,
            next_at=self._terms.leaves_at(dossier.corridor, party.side, kind, at),
            facts=self._facts(dossier, party.language, facts),
        )

    async def _put(  # noqa: PLR0913  (everything a letter is made of)
        self,
        unit: UnitOfWork,
        party: _Party,
        kind: LetterKind,
        *,
        letter: LetterId,
        stream: str,
        conversation: int,
        at: datetime,
        next_at: datetime,
        facts: LetterFacts,
    ) -> Letter:
        thread = tuple(await unit.letters.thread(conversation))
        template = await unit.templates.current(kind, party.language)
        draft = LetterDraft(
            letter=letter,
            kind=kind,
            language=party.language,
            to_name=party.name,
            to_address=party.address,
            conversation=conversation,
            dated=at,
            facts=facts,
            in_reply_to=thread[0] if thread else None,
            references=thread,
            automatic=kind in AUTOMATIC,
            template=template if template and template.source else None,
            channel=party.channel,
        )
        composed = self._composer.compose(draft)
        written = Letter(
            letter=draft.letter,
            stream=stream,
            kind=kind,
            conversation=conversation,
            body=None if party.code == PROPOSER else BodyCode(party.code),
            template=draft.template.version if draft.template else 0,
            channel=party.channel,
            language=draft.language,
            to_address=draft.to_address,
            message_id=composed.message_id,
            subject=composed.subject,
            envelope_from=composed.envelope_from,
            raw=await unit.papers.put(composed.raw),
            written_at=at,
            next_at=next_at,
        )
        await unit.letters.add(written)
        return written

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


def _of_body(body: Body, corridor: Corridor) -> _Party:
    side = CalendarSide.A if body.country == corridor.side_a else CalendarSide.B
    channel = body.channel if body.address == body.email else Channel.PEO
    return _Party(body.code, body.name, body.address, body.language, side, channel)


def said_in(texts: Mapping[str, str], language: str) -> str:
    """A text in a language, else in English, else as it was first written."""
    for wanted in (language, "en"):
        if wanted in texts:
            return texts[wanted]
    return next(iter(texts.values()), "")


async def accepted(unit: UnitOfWork, case: CaseId) -> Sequence[Body]:
    """The bodies whose interest was accepted, in order of rank."""
    ranked = sorted(await unit.interests.of(case), key=lambda one: one.rank)
    return [
        await unit.bodies.get(interest.body)
        for interest in ranked
        if interest.state is InterestState.ACCEPTED
    ]
