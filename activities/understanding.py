"""What a mail means to us, found out before anything is changed."""

from collections.abc import Sequence

from activities.body_history import as_known, successor_of
from activities.dossier import read_form
from activities.guesses import of_conversation, of_stray
from activities.letter_sheet import said_in
from activities.ports import Reader
from activities.senders import of_proposer
from activities.unit_of_work import UnitOfWork
from models.body import Body
from models.frozen import Frozen
from models.ids import BodyCode, CaseId, MessageHash
from models.inbound import Conversation, Disposition, Guess, InboundMessage
from models.letter import Letter
from models.message import (
    Authentication,
    DigestItem,
    Judgement,
    Match,
    Reading,
    ReadingKind,
)
from models.standing import Standing, standing_of

_MOST_QUOTED = 4


class Understood(Frozen):
    """A message with all that was found out about it."""

    message: InboundMessage
    copy_of_another: bool
    reading: Reading
    match: Match
    judgement: Judgement
    conversation: Conversation | None = None
    body: Body | None = None
    standing: Standing = Standing.STRANGER
    answered: Letter | None = None  # the letter of ours it replies to
    attested: bool = True  # a certified envelope is vouched for; others need not be
    items: tuple[CaseId, ...] = ()  # the proposals of a digest, in its order
    judgements: tuple[Judgement, ...] = ()  # one for each of them


class Understanding:
    def __init__(self, *, reader: Reader) -> None:
        self._reader = reader

    async def of(
        self,
        unit: UnitOfWork,
        message_hash: MessageHash,
        reading: Reading,
        authentication: Authentication,
    ) -> Understood:
        message, copies = await _locked_with_copies(unit, message_hash)
        copy_of_another = any(self._says_the_same(message, one) for one in copies)
        match = await self._match(unit, message, reading)
        conversation = (
            await unit.conversations.find(match.conversation)
            if match.conversation is not None
            else None
        )
        conversation = await _with_successor(unit, conversation)
        body = await _party(unit, conversation)
        answered = await _answered(unit, reading)
        items = await _items(unit, conversation)
        guesses = await _guesses(unit, conversation, match, reading)
        return Understood(
            message=message.model_copy(
                update={
                    "reading": reading,
                    "conversation": conversation.number if conversation else None,
                    "authentication": authentication,
                    "guesses": guesses,
                }
            ),
            copy_of_another=copy_of_another,
            reading=reading,
            match=match,
            judgement=self._reader.judge(reading),
            conversation=conversation,
            body=body,
            standing=(
                await _standing(unit, reading, body) if body else Standing.STRANGER
            ),
            answered=answered,
            attested=self._attested(reading, message),
            items=tuple(CaseId(item.case) for item in items),
            judgements=tuple(
                self._reader.judge_each(reading, [item.shown for item in items])
            )
            if items
            else (),
        )

    async def quotable(
        self, unit: UnitOfWork, message: MessageHash, raw: bytes
    ) -> list[bytes]:
        """The letters of ours that a mail may quote: our words are not its author's."""
        ids = list(self._reader.replied_to(raw))
        known = await unit.messages.find(message)
        for number in self._reader.verified_in(known.rcpt_to if known else ()):
            ids += await unit.letters.thread(number)
        found: list[bytes] = []
        for message_id in dict.fromkeys(ids):
            letter = await unit.letters.by_message_id(message_id)
            if letter is not None and len(found) < _MOST_QUOTED:
                found.append(await unit.papers.get(letter.raw))
        return found

    def _says_the_same(self, message: InboundMessage, other: InboundMessage) -> bool:
        """One mail to two reply addresses of ours answers two letters."""
        mine = set(self._reader.verified_in(message.rcpt_to))
        return mine <= set(self._reader.verified_in(other.rcpt_to))

    def _attested(self, reading: Reading, message: InboundMessage) -> bool:
        if reading.kind is not ReadingKind.PEC_ENVELOPE:
            return True
        facts = reading.pec
        return facts is not None and self._reader.attested(facts, message.source)

    async def _match(
        self, unit: UnitOfWork, message: InboundMessage, reading: Reading
    ) -> Match:
        verified = self._reader.verified_in(message.rcpt_to)
        candidates = (*reading.references, *reading.original_message_ids)
        known = await unit.conversations.by_message_ids(candidates)
        # Envelope recipients outrank what the header says (RFC 5233 §4); a token in
        # the text may be pasted from another letter.
        if not verified and not known:
            verified = self._reader.verified(reading.tokens)
        return self._reader.match(
            reading,
            verified=verified,
            known=known,
            by_code={
                code: await unit.conversations.by_code(code) for code in reading.codes
            },
            by_sender=await unit.conversations.by_sender(reading.sender),
        )


class _Item(Frozen):
    case: CaseId
    shown: DigestItem


async def _items(
    unit: UnitOfWork, conversation: Conversation | None
) -> Sequence[_Item]:
    if conversation is None or conversation.case is not None:
        return ()
    found: list[_Item] = []
    for position, case_id in enumerate(
        await unit.conversations.items(conversation.number), start=1
    ):
        case = await unit.cases.find(case_id)
        if case is None:
            continue
        form = await read_form(unit, case.form)
        shown = DigestItem(
            position=position, ref=case.ref, title=said_in(form.title, "it")
        )
        found.append(_Item(case=case_id, shown=shown))
    return found


async def _locked_with_copies(
    unit: UnitOfWork, message: MessageHash
) -> tuple[InboundMessage, list[InboundMessage]]:
    """The message, and the same mail by other roads that was dealt with.

    All copies are locked in one order, so that two of them cannot both be first.
    """
    known = await unit.messages.find(message)
    copies = await unit.messages.by_content(known.content_key) if known else ()
    others = [
        copy
        for copy in copies
        if copy.message != message and copy.disposition is not Disposition.RECEIVED
    ]
    return await unit.messages.get(message), others


async def _party(unit: UnitOfWork, conversation: Conversation | None) -> Body | None:
    if conversation is None or of_proposer(conversation.party):
        return None
    return await unit.bodies.find(BodyCode(conversation.party))


async def _with_successor(
    unit: UnitOfWork, conversation: Conversation | None
) -> Conversation | None:
    """The thread with whoever has taken the body's place (method X22)."""
    if conversation is None or of_proposer(conversation.party):
        return conversation
    now = await successor_of(unit, BodyCode(conversation.party))
    return conversation.model_copy(update={"party": now})


async def _standing(unit: UnitOfWork, reading: Reading, body: Body) -> Standing:
    """The nearest: the old address of a body that was renamed is its own still."""
    known = [
        standing_of(reading.sender, reading.recipients, one)
        for one in await as_known(unit, body)
    ]
    return min(known, key=[*Standing].index)


async def _answered(unit: UnitOfWork, reading: Reading) -> Letter | None:
    """The newest letter of ours that the mail names as the one it replies to."""
    for message_id in reading.references:
        letter = await unit.letters.by_message_id(message_id)
        if letter is not None:
            return letter
    return None


async def _guesses(
    unit: UnitOfWork,
    conversation: Conversation | None,
    match: Match,
    reading: Reading,
) -> tuple[Guess, ...]:
    if conversation is not None:
        return await of_conversation(unit, conversation)
    senders = [
        await unit.bodies.get(await successor_of(unit, one.code))
        for one in await unit.bodies.by_address(reading.sender)
    ]
    return await of_stray(unit, match, reading, senders)
