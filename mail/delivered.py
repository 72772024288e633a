"""From whom and to whom a delivered message went, as its last server wrote it down."""

import re
from dataclasses import dataclass

from mail.address import Purpose, conversation_of, token_in
from mail.headers import Headers
from mail.identity import MailIdentity
from mail.mime import head

_RECIPIENT_FIELDS = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_SENDER_FIELDS = ("return-path", "x-envelope-from", "envelope-from")
_VISIBLE_FIELDS = ("to", "cc")
_FOR = re.compile(r"\sfor\s+<?([^\s<>;()]+@[^\s<>;()]+)")
_HOPS = 20
_LONGEST_HOP = 2_000


@dataclass(frozen=True)
class Delivered:
    """The envelope, as far as it left traces; `journal` marks a letter of ours."""

    mail_from: str
    rcpt_to: tuple[str, ...]
    message_id: str
    journal: bool


def delivered(raw: bytes, identity: MailIdentity) -> Delivered:
    headers = head(raw)
    mail_from = _sender(headers)
    recipients = _recipients(headers, identity)
    return Delivered(
        mail_from=mail_from,
        rcpt_to=recipients,
        message_id=next(iter(headers.ids("message-id")), ""),
        journal=identity.journal_address.casefold() in recipients
        and conversation_of(identity, mail_from, Purpose.BOUNCE) is not None,
    )


def _sender(headers: Headers) -> str:
    """The null sender is empty, and so is one that nobody wrote down."""
    for name in _SENDER_FIELDS:
        if name in headers:
            return next(iter(headers.addresses(name)), "")
    return ""


def _recipients(headers: Headers, identity: MailIdentity) -> tuple[str, ...]:
    """Where a server strips the token from the envelope, To and Cc still have it."""
    written = [one for name in _RECIPIENT_FIELDS for one in headers.addresses(name)]
    written += _passed_on_for(headers)
    ours = [one for one in written if identity.owns(one)]
    if not any(token_in(one) for one in ours):
        visible = [one for name in _VISIBLE_FIELDS for one in headers.addresses(name)]
        ours += [one for one in visible if identity.owns(one)]
    return tuple(dict.fromkeys(ours))


def _passed_on_for(headers: Headers) -> list[str]:
    hops = (value[:_LONGEST_HOP] for value in headers.all("received")[:_HOPS])
    found = (_FOR.search(hop) for hop in hops)
    return [one[1].lower() for one in found if one]
