"""The page behind a signed link: what it shows, and the mail an answer becomes."""

import hmac
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from activities.body_history import successor_of
from activities.senders import body_of
from mail.address import keyed_hash, read_page_token, reply_address
from mail.identity import MailIdentity
from mail.page_answer import page_answer
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import LetterId, MessageHash
from models.inbound import Conversation, InboundMessage
from models.letter import ASKING, Letter, LetterState
from models.partner_page import (
    HeardMessage,
    PageAnswer,
    PartnerPage,
    SentLetter,
)
from runtime.inbox import SqlInbox
from runtime.partner_desk import UnknownLinkError
from runtime.partner_items import asked_items
from runtime.readable import of_letter
from store.unit_of_work import SqlUnitOfWork, SqlUnits

_UNSEEN: Final = frozenset(
    {LetterState.REFUSED, LetterState.RECALLED, LetterState.BUNDLED}
)
"""Letters in these states were never put before anybody, or not by themselves."""
_OF_FORM: Final = "page form"


class EmptyAnswerError(DomainError):
    """Neither an answer, nor a word, nor a file."""


class StalePageError(DomainError):
    """The form is not one of ours, or of another page."""


class Opening(Frozen):
    """One opening of the page: its form can be sent once, however often it is."""

    letter: LetterId
    at: int  # seconds of the epoch
    name: str
    sign: str

    @property
    def opened_at(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC)


class PartnerPages:
    """Looking changes nothing: whoever follows every link of every letter may."""

    def __init__(
        self, units: SqlUnits, inbox: SqlInbox, identity: MailIdentity
    ) -> None:
        self._units = units
        self._inbox = inbox
        self._identity = identity

    async def page(self, token: str, language: str, *, now: datetime) -> PartnerPage:
        """What stands between us and whoever was written to, in a language.

        Raises:
            UnknownLinkError: the token does not carry our signature.
        """
        number, link_of = self._read(token)
        async with self._units.read() as unit:
            conversation = await unit.conversations.find(number)
            letters = await _seen(unit, number)
            if conversation is None or not letters:
                raise UnknownLinkError("The link is not complete: copy all of it.")
            shown = _answered(letters)
            language = language or shown.language
            heard = await unit.messages.of_conversation(number)
            return PartnerPage(
                party=await _named(unit, conversation, shown),
                language=language,
                items=tuple(await asked_items(unit, conversation, language, now)),
                letters=tuple([await _sent(unit, one) for one in letters[::-1]]),
                heard=tuple(_heard(one) for one in heard[::-1]),
                link_of=link_of,
                older=int(shown.written_at.timestamp()) > int(link_of.timestamp()),
                shown=shown.letter,
            )

    def opening(self, token: str, letter: LetterId, *, now: datetime) -> Opening:
        at, name = int(now.timestamp()), secrets.token_hex(16)
        sign = self._sign(token, letter, at, name)
        return Opening(letter=letter, at=at, name=name, sign=sign)

    async def take(
        self, token: str, opening: Opening, given: PageAnswer
    ) -> MessageHash:
        """Store what was entered as the mail it is; sent twice, it is one.

        Raises:
            UnknownLinkError: the token does not carry our signature.
            StalePageError: no page of ours for this link had this form.
            EmptyAnswerError: nothing was entered.
        """
        number, _ = self._read(token)
        sign = self._sign(token, opening.letter, opening.at, opening.name)
        if not hmac.compare_digest(sign.encode(), opening.sign.encode()):
            raise StalePageError("The form is not of this page: open the link again.")
        if given.empty:
            raise EmptyAnswerError("Nothing was entered: choose an answer, or write.")
        async with self._units.read() as unit:
            letter = await unit.letters.get(opening.letter)
            conversation = await unit.conversations.find(number)
            assert conversation is not None  # noqa: S101  (a letter belongs to one)
            party = await _named(unit, conversation, letter)
        raw = page_answer(
            self._identity,
            letter,
            given,
            party=party,
            opened_at=opening.opened_at,
            name=opening.name,
        )
        return await self._inbox.answered(
            raw,
            mail_from=letter.to_address,
            rcpt_to=reply_address(self._identity, number),
        )

    def _read(self, token: str) -> tuple[int, datetime]:
        found = read_page_token(self._identity, token)
        if found is None:
            raise UnknownLinkError("The link is not complete: copy all of it.")
        return found

    def _sign(self, token: str, letter: str, at: int, name: str) -> str:
        return keyed_hash(self._identity, _OF_FORM, f"{token} {letter} {at} {name}")


async def _seen(unit: SqlUnitOfWork, number: int) -> Sequence[Letter]:
    letters = await unit.letters.of_conversation(number)
    return [one for one in letters if one.state not in _UNSEEN]


def _answered(letters: Sequence[Letter]) -> Letter:
    """What an answer given now is an answer to: the last that asks for one."""
    asking = [one for one in letters if one.kind in ASKING]
    return (asking or [*letters])[-1]


async def _named(
    unit: SqlUnitOfWork, conversation: Conversation, letter: Letter
) -> str:
    body = body_of(conversation.party)
    if body is None:
        return letter.to_address
    return (await unit.bodies.get(await successor_of(unit, body))).name


async def _sent(unit: SqlUnitOfWork, letter: Letter) -> SentLetter:
    return SentLetter(
        letter=letter.letter,
        kind=letter.kind,
        subject=letter.subject,
        written_at=letter.written_at,
        text=of_letter(await unit.papers.get(letter.raw)),
    )


def _heard(message: InboundMessage) -> HeardMessage:
    return HeardMessage(
        message=message.message,
        received_at=message.received_at,
        disposition=message.disposition,
        text=message.reading.new_text if message.reading else "",
    )
