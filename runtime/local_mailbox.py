"""The local mailboxes of one machine: every letter as its recipient sees it.

Whoever tries the system plays every part: the reply goes out by SMTP and comes in by
the door by which all mail comes.
"""

from collections.abc import Mapping, Sequence
from email.message import EmailMessage

import aiosmtplib

from mail.server_url import ServerUrl
from mail.spool import Mailboxes
from models.errors import DomainError
from models.frozen import Frozen
from runtime.folder import NotRunningError
from runtime.partner_mail import opened, plain, reply_to
from runtime.settings import Settings
from store.errors import NotFoundError


class Head(Frozen):
    """A mail in a list; `number` counts from 1, the oldest first."""

    number: int
    date: str
    sender: str
    subject: str


class Mail(Frozen):
    """One mail, opened. `may_answer`: somebody of ours reads the answers."""

    head: Head
    text: str
    files: tuple[str, ...]
    may_answer: bool
    links: tuple[str, ...]  # to pages of ours


class LocalMailbox:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._boxes = Mailboxes(settings.folder / "mail")

    def addresses(self) -> Mapping[str, int]:
        """Every address that has had mail, and how much."""
        return {name: len(self._boxes.of(name)) for name in self._boxes.addresses()}

    def mails(self, address: str) -> Sequence[Head]:
        """The newest first.

        Raises:
            NotFoundError: it never had any.
        """
        return [_head(number, one) for number, one in self._numbered(address)][::-1]

    def mail(self, address: str, number: int) -> Mail:
        """One of them.

        Raises:
            NotFoundError: there is none of that number.
        """
        letter = self._letter(address, number)
        text = plain(letter)
        return Mail(
            head=_head(number, letter),
            text=text,
            files=tuple(
                part.get_filename() or part.get_content_type()
                for part in letter.iter_attachments()
            ),
            may_answer=letter["Reply-To"] is not None,
            links=tuple(word for word in text.split() if self._ours(word)),
        )

    def _ours(self, word: str) -> bool:
        public = self._settings.public_url
        return bool(public) and word.startswith(f"{public.rstrip('/')}/")

    async def answer(self, address: str, number: int, text: str) -> None:
        """Send what its recipient would write back.

        Raises:
            DomainError: it is empty, or the letter takes no answer.
            NotRunningError: the mail host does not take it.
        """
        letter = self._letter(address, number)
        if not text.strip():
            raise DomainError("The answer is empty: write something.")
        if letter["Reply-To"] is None:
            raise DomainError("Nobody reads answers to this mail.")
        where = ServerUrl.of(self._settings.smtp_url)
        try:
            await aiosmtplib.send(
                reply_to(letter, address, text), hostname=where.host, port=where.port
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotRunningError(
                "The mail host did not take the answer: see `starter.py doctor`."
            ) from error

    def _numbered(self, address: str) -> Sequence[tuple[int, EmailMessage]]:
        found = self._boxes.of(address)
        if not found:
            raise NotFoundError(f"There is no mail for {address}.")
        return [
            (number, opened(path.read_bytes())) for number, path in enumerate(found, 1)
        ]

    def _letter(self, address: str, number: int) -> EmailMessage:
        found = self._boxes.of(address)
        if not 1 <= number <= len(found):
            raise NotFoundError(f"There is no mail {number} for {address}.")
        return opened(found[number - 1].read_bytes())


def _head(number: int, letter: EmailMessage) -> Head:
    date, sender, subject = (
        " ".join(str(letter[name] or "").split())
        for name in ("Date", "From", "Subject")
    )
    return Head(number=number, date=date, sender=sender, subject=subject)
