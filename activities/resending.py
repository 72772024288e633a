"""A letter that left goes out once more, with a line above it; the first one stays."""

from datetime import datetime

from activities.bundling import about_no_case, case_of
from activities.deadlines import Terms
from activities.dossier import open_dossier
from activities.effects import Done, Effect, EffectRunner, reason_given
from activities.outbox import locked
from activities.overtaking import overtaken
from activities.ports import Composer
from activities.recipients import why_not
from activities.senders import senders
from activities.unit_of_work import UnitOfWork
from activities.writing import Party, party_of
from models.adhesion_record import ERASED_ADDRESS
from models.body import Channel
from models.compliance import may_send
from models.corridor import Corridor
from models.deadlines import CalendarSide
from models.errors import DomainError
from models.event import EventKind
from models.ids import LetterId
from models.letter import (
    DIGESTS,
    Letter,
    LetterDraft,
    LetterFacts,
    LetterKind,
    LetterState,
)
from models.resending import Preface, again_id, first_id, preface_words

_LEFT = frozenset(
    {
        LetterState.ACCEPTED,
        LetterState.REFUSED,
        LetterState.REJECTED,
        LetterState.UNPROVEN,
    }
)


class ResendLetter(Effect):
    """`act` tells apart how often a letter goes out again."""

    act: str
    letter: LetterId
    preface: str


class Resent(Done):
    letter: LetterId


class Resending:
    def __init__(
        self,
        *,
        effects: EffectRunner,
        composer: Composer,
        terms: Terms,
        channels: frozenset[Channel],
    ) -> None:
        self._effects = effects
        self._composer = composer
        self._terms = terms
        self._channels = channels

    async def resend(self, request: ResendLetter) -> Resent:
        """The same words to the same party, where it is reached now.

        Raises:
            DomainError: it has not left, was overtaken, or would not reach anybody.
        """

        async def work(unit: UnitOfWork) -> Resent:
            named = first_id(request.letter)
            # Found before it is locked: its cases are locked first, as everywhere.
            found = await unit.letters.find(named) or await unit.letters.get(named)
            first = await locked(unit, found)
            await _check(unit, first)
            corridor, party = await self._recipient(unit, first)
            letter = await self._write(unit, first, request, corridor, party)
            event = await unit.events.append(
                stream=letter.stream,
                kind=EventKind.LETTER_RESENT,
                actor=request.actor,
                at=request.at,
                reason=await reason_given(unit, request),
                body={"letter": letter.letter, "again": first.letter},
            )
            return Resent(stamp=event.stamp, letters=1, letter=letter.letter)

        return await self._effects.once(request, Resent, work)

    async def _recipient(
        self, unit: UnitOfWork, letter: Letter
    ) -> tuple[Corridor, Party]:
        """Where letters of ours go now.

        Raises:
            DomainError: none would reach it.
        """
        if letter.body is None:
            corridor, party = await _proposer(unit, letter)
            erased = party.address == ERASED_ADDRESS
            why = "its address was erased at a person's wish" if erased else ""
            why = why or may_send(corridor.legal_status, party.address) or ""
        else:
            body = await unit.bodies.get(letter.body)
            corridor = await unit.corridors.get(body.corridor)
            party = party_of(body, corridor)
            why = why_not(body, corridor, self._channels)
        if why:
            raise DomainError(f"{party.code} cannot be written to: {why.rstrip('.')}.")
        return corridor, party

    async def _write(
        self,
        unit: UnitOfWork,
        first: Letter,
        request: ResendLetter,
        corridor: Corridor,
        party: Party,
    ) -> Letter:
        thread = tuple(await unit.letters.thread(first.conversation))
        digest = await unit.letters.find(first.bundle) if first.bundle else None
        named = again_id(first.letter, request.act)
        draft = LetterDraft(
            letter=named,
            kind=first.kind,
            language=first.language,
            to_name=party.name,
            to_address=party.address,
            conversation=first.conversation,
            dated=request.at,
            facts=LetterFacts(zone=corridor.zone_a),
            in_reply_to=(digest or first).message_id,
            references=thread,
            channel=party.channel,
        )
        preface = Preface(
            words=preface_words(request.preface),
            first_at=_left_at(digest or first),
            zone=corridor.zone_a,
        )
        raw = await unit.papers.get(first.raw)
        composed = self._composer.again(draft, first.subject, raw, preface)
        leaves = self._terms.leaves_at(corridor, party.side, first.kind, request.at)
        again = Letter(
            letter=named,
            stream=first.stream,
            kind=first.kind,
            conversation=first.conversation,
            body=first.body,
            language=first.language,
            to_address=party.address,
            message_id=composed.message_id,
            subject=composed.subject,
            envelope_from=composed.envelope_from,
            raw=await unit.papers.put(composed.raw),
            template=first.template,
            channel=party.channel,
            written_at=request.at,
            next_at=leaves,
        )
        await unit.letters.add(again)
        return again


def _left_at(letter: Letter) -> datetime:
    return letter.accepted_at or letter.written_at


async def _check(unit: UnitOfWork, letter: Letter) -> None:
    """Whether it may go out again.

    Raises:
        DomainError: it may not, and why.
    """
    if letter.kind in DIGESTS:
        raise DomainError(
            "A digest carries several letters, each with its proposal's words: send "
            "those again that are wanted."
        )
    if letter.kind is LetterKind.SEAL:
        raise DomainError("A seal goes to its auditors with the next one.")
    if letter.state not in _LEFT:
        raise DomainError(
            f"The letter is {letter.state}: only one that has left, or was refused, "
            "can be sent again."
        )
    if await overtaken(unit, letter):
        raise DomainError(
            "The letter has been overtaken: its round is closed, its invitation was "
            "taken back, or its reader has answered."
        )


async def _proposer(unit: UnitOfWork, letter: Letter) -> tuple[Corridor, Party]:
    """Whoever stands behind the conversation, at the address the record has now."""
    if about_no_case(letter):
        raise DomainError("The letter is to nobody of the procedure.")
    dossier = await open_dossier(unit, case_of(letter))
    thread = await unit.conversations.find(letter.conversation)
    known = dict(await senders(unit, dossier))
    code = thread.party if thread and thread.party in known else next(iter(known))
    to = known[code]
    party = Party(code, to.name, to.email, to.language, CalendarSide.B)
    return dossier.corridor, party
