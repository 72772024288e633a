"""Sends each letter by its channel: ordinary mail, or the certified mailbox."""

from dataclasses import dataclass

from mail.mime import head
from mail.pec_sending import PecMailbox, refusals
from mail.sender import SmtpMailer
from models.body import Channel
from models.delivery_errors import LetterUnfitError
from models.letter import ComposedLetter, Dispatch


@dataclass(frozen=True)
class CertifiedAccount:
    """A mailbox at a provider of certified mail, and the way into it."""

    mailbox: PecMailbox
    mailer: SmtpMailer


class ChannelMailer:
    def __init__(
        self, ordinary: SmtpMailer, certified: CertifiedAccount | None = None
    ) -> None:
        self._ordinary = ordinary
        self._certified = certified

    async def send(self, dispatch: Dispatch) -> str:
        """Send one letter; raises as SmtpMailer does.

        Raises:
            LetterUnfitError: the access point would refuse it, which is seen here: it
                takes by SMTP what it then does not accept (RFC 6109 §3.1.1).
        """
        if dispatch.channel is Channel.PEO:
            return await self._ordinary.send(dispatch)
        if self._certified is None:
            raise LetterUnfitError(
                "It goes by certified mail, and no certified mailbox is set: enter the "
                "account, or give the body an ordinary address."
            )
        if why := refusals(
            _composed(dispatch), self._certified.mailbox, (dispatch.rcpt_to,)
        ):
            raise LetterUnfitError(" ".join(why))
        return await self._certified.mailer.send(dispatch)


def _composed(dispatch: Dispatch) -> ComposedLetter:
    headers = head(dispatch.raw)
    own = f"<{dispatch.envelope_id}@"
    named = (one for one in headers.ids("message-id") if one.startswith(own))
    return ComposedLetter(
        message_id=next(named, ""),
        subject=headers.text("subject"),
        envelope_from=dispatch.mail_from,
        raw=dispatch.raw,
    )
