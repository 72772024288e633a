"""An answer given on a partner's page, as the mail it comes in as.

It takes the road of every other answer: stored, read, matched, judged and receipted.
"""

from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from mail.address import reply_address
from mail.identity import MailIdentity
from mail.wording import on_one_line
from models.letter import Letter
from models.partner_page import PageAnswer
from models.reply_form import LABELS, FormLabels, Language

_SIGNATURE = "-- "
_FILE = ("application", "octet-stream")


def page_answer(
    identity: MailIdentity,
    letter: Letter,
    given: PageAnswer,
    *,
    party: str,
    opened_at: datetime,
    name: str,
) -> bytes:
    """The same answer from the same opened page is the same bytes.

    Args:
        identity: who we are.
        letter: the letter of ours that it answers; from whoever that was sent to.
        given: what was entered.
        party: the name of who was written to.
        opened_at: when the page was opened (UTC).
        name: unguessable, of this opening of the page alone.
    """
    ascii_only = letter.to_address.isascii()
    mail = EmailMessage(policy=policy.SMTP if ascii_only else policy.SMTPUTF8)
    sender = Address(on_one_line(party), addr_spec=letter.to_address)
    mail["From"] = sender
    mail["To"] = reply_address(identity, letter.conversation)
    mail["Subject"] = f"Re: {on_one_line(letter.subject)}"
    mail["Date"] = format_datetime(opened_at)
    mail["Message-ID"] = f"<page-{name}@{identity.domain}>"
    mail["In-Reply-To"] = mail["References"] = letter.message_id
    labels = LABELS[Language(letter.language)]
    mail.set_content("\n".join(_lines(given, labels)), cte="quoted-printable")
    for one in given.files:
        kind, detail = _FILE
        mail.add_attachment(
            one.content, kind, detail, filename=on_one_line(one.name) or "file"
        )
    if given.files:
        mail.set_boundary(f"page-{name}")
    return mail.as_bytes()


def _lines(given: PageAnswer, labels: FormLabels) -> Iterator[str]:
    words = dict(labels.choices)
    alone = len(given.acts) == 1 and not given.acts[0].position
    for one in given.acts:
        line = labels.item_line(one.position, one.ref)
        yield f"{labels.answer}: {words[one.act]}" if alone else line + words[one.act]
    if given.acts:
        for label, sum_given in (
            (labels.contribution, given.contribution),
            (labels.private, given.private),
        ):
            if sum_given:
                yield f"{label}: {on_one_line(sum_given)}"
        if given.notes:
            yield f"{labels.notes}: {given.notes}"
    else:
        yield given.notes
    if given.name:
        yield from ("", _SIGNATURE, on_one_line(given.name))
