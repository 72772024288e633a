"""What a mail means to us, found out before anything is changed."""

from collections.abc import Sequence

from activities.dossier import read_form
from activities.ports import Reader
from activities.unit_of_work import UnitOfWork
from activities.writing import said_in
from models.body import Body, Proof
from models.frozen import Frozen
from models.ids import PROPOSER, BodyCode, CaseId, MessageHash
from models.inbound import Conversation, Disposition, Guess, InboundMessage
from models.letter import Letter, LetterKind
from models.message import (
    ActKind,
    Authentication,
    DigestItem,
    Judgement,
    Match,
    Reading,
)
from models.standing import MAY_ACT, Standing, standing_of

_MOST_GUESSES = 5
_MOST_QUOTED = 4
_ASKS_FOR_AN_ANSWER = frozenset(
    {
        LetterKind.DISSEMINATION,
        LetterKind.DIGEST,
        LetterKind.REMINDER,
        LetterKind.REMINDER_DIGEST,
        LetterKind.DEADLINE_MOVED,
        LetterKind.ANSWER_RECEIPT,
        LetterKind.CORRECTION_RECEIPT,
        LetterKind.MUTE_RECEIPT,
    }
)
_PROOFS = {
    Proof.NONE: frozenset({"none", "weak", "strong"}),
    Proof.WEAK: frozenset({"weak", "strong"}),
    Proof.STRONG: frozenset({"strong"}),
}


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
    earlier_round: bool = False  # that letter belongs to a round before this one
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
        message, copy_of_another = await _locked_with_copies(unit, message_hash)
        match = await self._match(unit, message, reading)
        conversation = (
            await unit.conversations.find(match.conversation)
            if match.conversation is not None
            else None
        )
        body = await _party(unit, conversation)
        answered = await _answered(unit, reading)
        items = await _items(unit, conversation)
        guesses = () if conversation else await _guesses(unit, match, reading)
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
                standing_of(reading.sender, reading.recipients, body)
                if body
                else Standing.STRANGER
            ),
            answered=answered,
            earlier_round=await _of_earlier_round(unit, conversation, answered),
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

    async def _match(
        self, unit: UnitOfWork, message: InboundMessage, reading: Reading
    ) -> Match:
        verified = self._reader.verified_in(message.rcpt_to)
        candidates = (*reading.references, *reading.original_message_ids)
        return self._reader.match(
            reading,
            # Envelope recipients outrank what the header says (RFC 5233 §4).
            verified=verified or self._reader.verified(reading.tokens),
            known=await unit.conversations.by_message_ids(candidates),
            by_code={
                code: await unit.conversations.by_code(code) for code in reading.codes
            },
            by_sender=await unit.conversations.by_sender(reading.sender),
        )


def doubt_about(understood: Understood) -> str:
    """Why a person must look at a reply, or nothing. Only a strong key acts alone."""
    return _doubt_of_writer(understood) or _doubt_of_words(understood)


def _doubt_of_writer(understood: Understood) -> str:
    body, message = understood.body, understood.message
    if understood.conversation is None:
        return "It could not be matched with a conversation."
    if body is None:
        return "It comes from the proposer, whose letters the desk reads."
    if understood.match.strength != "strong":
        return f"It was matched only by its {understood.match.key}."
    if understood.standing is Standing.COPIED:
        return f"Its writer is not of {body.code}, and only copies its address."
    if understood.standing not in MAY_ACT:
        return f"The sender is not known at {body.code}."
    verdict = message.authentication.verdict if message.authentication else "none"
    if verdict == "fail":
        return _disowned(message.authentication)
    if verdict not in _PROOFS[body.proof]:
        return f"{body.code} acts only by mail that is vouched for, and this is not."
    return ""


def _disowned(found: Authentication | None) -> str:
    if found is not None and found.by == "pec":
        return f"It says that it is certified mail, and is not: {found.detail}."
    return "The sender's domain disowns it: it may be forged."


def _doubt_of_words(understood: Understood) -> str:
    judgement, answered = understood.judgement, understood.answered
    if understood.items:
        return "" if any(one.act for one in understood.judgements) else _UNCLEAR_DIGEST
    if judgement.cancels:
        return ""
    if judgement.act is None:
        return f"Its intent is unclear ({judgement.why})."
    if judgement.act is ActKind.WITHDRAWN or answered is None:
        return ""
    if answered.kind not in _ASKS_FOR_AN_ANSWER:
        return (
            f"It answers our {answered.kind} of {answered.written_at:%d.%m.%Y}, which "
            "asks for no expression of interest."
        )
    if understood.earlier_round:
        return (
            f"It answers our letter of {answered.written_at:%d.%m.%Y}, which belongs "
            "to an earlier round."
        )
    return ""


_UNCLEAR_DIGEST = "It answers a letter with several proposals, and names none clearly."


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
) -> tuple[InboundMessage, bool]:
    """The message, and whether the same mail came by another road and was dealt with.

    All copies are locked in one order, so that two of them cannot both be first.
    """
    known = await unit.messages.find(message)
    copies = await unit.messages.by_content(known.content_key) if known else ()
    others = [copy for copy in copies if copy.message != message]
    dealt_with = any(other.disposition is not Disposition.RECEIVED for other in others)
    return await unit.messages.get(message), dealt_with


async def _party(unit: UnitOfWork, conversation: Conversation | None) -> Body | None:
    if conversation is None or conversation.party == PROPOSER:
        return None
    return await unit.bodies.find(BodyCode(conversation.party))


async def _answered(unit: UnitOfWork, reading: Reading) -> Letter | None:
    """The newest letter of ours that the mail names as the one it replies to."""
    for message_id in reading.references:
        letter = await unit.letters.by_message_id(message_id)
        if letter is not None:
            return letter
    return None


async def _of_earlier_round(
    unit: UnitOfWork, conversation: Conversation | None, answered: Letter | None
) -> bool:
    if conversation is None or conversation.case is None or answered is None:
        return False
    case = CaseId(conversation.case)
    await unit.cases.get(case)  # first of all locks, as everywhere
    current = await unit.rounds.current(case)
    return current is not None and answered.written_at < current.opened_at


async def _guesses(
    unit: UnitOfWork, match: Match, reading: Reading
) -> tuple[Guess, ...]:
    """The likeliest conversations, the best first, each with its reason."""
    found: dict[int, Guess] = {}
    for number in match.guesses:
        conversation = await unit.conversations.find(number)
        if conversation is not None:
            why = "the mail names it, and something else too"
            found[number] = _guess(conversation, why)
    senders = await unit.bodies.by_address(reading.sender)
    codes = [body.code for body in senders]
    for conversation in await unit.conversations.open_with(codes):
        why = f"the sender is {conversation.party}, whose answer is open"
        found.setdefault(conversation.number, _guess(conversation, why))
    return tuple(found.values())[:_MOST_GUESSES]


def _guess(conversation: Conversation, why: str) -> Guess:
    return Guess(
        conversation=conversation.number,
        case=conversation.case or "",
        party=conversation.party,
        why=why,
    )
