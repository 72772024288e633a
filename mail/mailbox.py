"""What a reader of a mailbox needs of the store, and when it needs a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.errors import DomainError
from models.inbound import MailboxCursor


class MailboxRefusedError(DomainError):
    """The mailbox cannot be read until a person acts; trying again may lock it."""


class MailboxStore(Protocol):
    """Where the mail of a mailbox goes. What is returned from is committed.

    A cursor is kept by its `mailbox`, whole, and never goes back under the same
    `uidvalidity`.
    """

    async def cursor(self, mailbox: str) -> MailboxCursor | None: ...

    async def take(
        self,
        raw: bytes,
        *,
        cursor: MailboxCursor,
        mail_from: str,
        rcpt_to: tuple[str, ...],
        internal_date: datetime | None,
        problem: str,
    ) -> None:
        """Store the message and the cursor in one transaction.

        The same bytes twice are one message. `internal_date` is when the server got
        it: mail that waited for us is not late. With a `problem`, `raw` is not the
        whole message, and a person has to look into the mailbox.
        """

    async def journal(self, message_id: str, *, cursor: MailboxCursor) -> None:
        """Our mail server has a letter of ours; the cursor in the same transaction."""

    async def advance(self, cursor: MailboxCursor) -> None: ...

    async def missing(self, hashes: Sequence[str]) -> Sequence[str]:
        """Those SHA-256 (hex) of which no message is stored."""


@dataclass(frozen=True, kw_only=True)
class AfterTaking:
    """What a mailbox shows of our having read it. Nothing is ever deleted."""

    keyword: str = ""  # set on the message, say $Ingested
    move_to: str = ""  # the folder it goes to

    @property
    def writes(self) -> bool:
        return bool(self.keyword or self.move_to)
