"""Writes letters into the outbox, as part of the effect that causes them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from activities.calendar_calls import Call, invitation
from activities.deadlines import Terms
from activities.dossier import Dossier
from activities.held_letters import digest_id
from activities.letter_sheet import said_in, sheet
from activities.ports import CalendarFiles, Composer, Names
from activities.senders import body_of, senders
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
    Attachment,
    Letter,
    LetterDraft,
    LetterFacts,
    LetterItem,
    LetterKind,
)


class Party(NamedTuple):
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
        calendar_files: CalendarFiles,
        channels: frozenset[Channel] = frozenset({Channel.PEO}),
    ) -> None:
        self.channels = channels
        self.names = names
        self._composer = composer
        self._terms = terms
        self._calendar_files = calendar_files

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
        """`facts` are what this kind adds to the sheet: fields of LetterFacts.

        A text may be given by language; `call` is a Call to a slot (calendar_calls.py).
        """
        party = party_of(body, dossier.corridor)
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
        parties = [
            Party(code, one.name, one.email, one.language, CalendarSide.B)
            for code, one in await senders(unit, dossier)
        ]
        letters = [
            await self._write(unit, dossier, one, kind, key=key, at=at, facts={**facts})
            for one in parties
        ]
        return letters[0]

    async def to_party(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        code: str,
        kind: LetterKind,
        *,
        key: str,
        at: datetime,
        **facts: object,
    ) -> Letter:
        """To the proposer, or to the body of that code."""
        if code == PROPOSER:
            return await self.to_proposer(unit, dossier, kind, key=key, at=at, **facts)
        body = await unit.bodies.get(BodyCode(code))
        return await self.to_body(unit, dossier, body, kind, key=key, at=at, **facts)

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
                region=self.names.region(one.form.region, body.language),
                deadline=deadline,
                cost=sum(action.cost for action in one.form.accompanying_actions),
                exclusive=one.form.exclusive,
                sectors=tuple(
                    self.names.sector(key, body.language) for key in one.form.sectors
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
        return await self.put(
            unit,
            party_of(body, corridor),
            DIGEST_OF[first.kind],
            letter=await digest_id(unit, first, conversation.number),
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
        party: Party,
        kind: LetterKind,
        *,
        key: str,
        at: datetime,
        facts: dict[str, object],
    ) -> Letter:
        case = dossier.case.case
        conversation = await unit.conversations.with_party(case, party.code)
        called = facts.pop("call", None)
        return await self.put(
            unit,
            party,
            kind,
            letter=LetterId(f"{key}/{party.code}"),
            stream=proposal_workflow_id(case),
            conversation=conversation.number,
            at=at,
            next_at=self._terms.leaves_at(dossier.corridor, party.side, kind, at),
            facts=sheet(self.names, dossier, party.language, facts),
            attachments=self._calls(called, dossier, party, conversation.number),
        )

    def _calls(
        self, called: object, dossier: Dossier, party: Party, conversation: int
    ) -> tuple[Attachment, ...]:
        if not isinstance(called, Call):
            return ()
        host = self._calendar_files.organizer(party.language, conversation)
        entry = invitation(called, dossier, party, host)
        return (self._calendar_files.file(entry),)

    async def put(  # noqa: PLR0913  (everything a letter is made of)
        self,
        unit: UnitOfWork,
        party: Party,
        kind: LetterKind,
        *,
        letter: LetterId,
        stream: str,
        conversation: int,
        at: datetime,
        next_at: datetime,
        facts: LetterFacts,
        attachments: tuple[Attachment, ...] = (),
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
            attachments=attachments,
        )
        composed = self._composer.compose(draft)
        written = Letter(
            letter=draft.letter,
            stream=stream,
            kind=kind,
            conversation=conversation,
            body=body_of(party.code),
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


def party_of(body: Body, corridor: Corridor) -> Party:
    side = CalendarSide.A if body.country == corridor.side_a else CalendarSide.B
    channel = body.channel if body.address == body.email else Channel.PEO
    return Party(body.code, body.name, body.address, body.language, side, channel)


async def accepted(unit: UnitOfWork, case: CaseId) -> Sequence[Body]:
    """The bodies whose interest was accepted, in order of rank."""
    ranked = sorted(await unit.interests.of(case), key=lambda one: one.rank)
    return [
        await unit.bodies.get(interest.body)
        for interest in ranked
        if interest.state is InterestState.ACCEPTED
    ]
