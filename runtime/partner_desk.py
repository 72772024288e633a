"""What a partner may do by a signed link, without an account: stop reminders."""

from datetime import datetime

from temporalio.service import RPCError

from activities.effects import Effect, EffectRunner
from activities.muting import Muted, mute_reminders
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from mail.address import Purpose, read_token
from mail.identity import MailIdentity
from models.errors import DomainError


class UnknownLinkError(DomainError):
    """Nobody of ours signed this link, or it was copied in part."""


class EngineAwayError(DomainError):
    """What was asked cannot be carried through now; asking again is free."""


class PartnerDesk:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, identity: MailIdentity
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._identity = identity

    async def proposals(self, token: str) -> int:
        """How many proposals a link is about; looking at it changes nothing.

        Raises:
            UnknownLinkError: the token does not carry our signature.
        """
        number = self._conversation(token)
        async with self._effects.units.read() as unit:
            conversation = await unit.conversations.find(number)
            if conversation is None or conversation.case is not None:
                return 1
            return len(await unit.conversations.items(number))

    async def mute(self, token: str, *, now: datetime) -> int:
        """No more reminders of what the letter was about; how many that changed.

        Raises:
            UnknownLinkError: the token does not carry our signature.
            EngineAwayError: the engine does not answer.
        """
        number = self._conversation(token)
        request = Effect(key=f"mute/{number}/{now:%Y%m%dT%H%M%S%f}", at=now)

        async def work(unit: UnitOfWork) -> Muted:
            return await mute_reminders(unit, self._writer, number, request)

        try:
            return (await self._effects.once(request, Muted, work)).letters
        except RPCError as error:
            raise EngineAwayError("The engine does not answer: try again.") from error

    def _conversation(self, token: str) -> int:
        number = read_token(self._identity, token, Purpose.MUTE)
        if number is None:
            raise UnknownLinkError("The link is not complete: copy all of it.")
        return number
