from textwrap import dedent

import pytest

from models.message import Bounced, ReadingKind
from tests.mail.raw_mail import received, report, status

FAILED = """
    Original-Recipient: rfc822;protocollo@body.example
    Final-Recipient: rfc822; protocollo@body.example
    Action: failed
    Status: {status}
    Diagnostic-Code: smtp; {diagnostic}
"""
RETURNED = """
    Content-Type: text/rfc822-headers

    Return-Path: <bounce+0123456789abcdefghjkmnpqrstvwxyz@desk.example>
    Message-ID: <l7.case@desk.example>
    Subject: Proposta
"""


@pytest.mark.parametrize(
    ("given", "diagnostic", "kept", "permanent"),
    [
        ("5.1.1", "550 5.1.1 unknown", "5.1.1", True),
        ("5.0.0", "550 5.1.10 no such address", "5.1.10", True),
        ("5.0.0", "550 User unknown", "5.1.1", True),
        ("5.7.1", "550 5.7.1 refused", "5.7.1", False),
        ("5.7.26", "550 unauthenticated", "5.7.26", False),
        ("5.2.2", "552 mailbox full", "5.2.2", False),
        ("5.0.0", "550 blocked by policy", "5.7.1", False),
        ("4.4.7", "451 expired", "4.4.7", False),
    ],
)
def test_standard_failure_is_a_bounce(given, diagnostic, kept, permanent):
    failed = FAILED.format(status=given, diagnostic=diagnostic)

    found = report("delivery-status", "\nNon recapitato.", status(failed), RETURNED)

    assert found.kind is ReadingKind.BOUNCE
    assert found.bounced == (
        Bounced(address="protocollo@body.example", status=kept, permanent=permanent),
    )
    assert found.original_message_ids == ("<l7.case@desk.example>",)
    assert found.tokens == ("0123456789abcdefghjkmnpqrstvwxyz",)


def test_failure_behind_a_forward_names_our_address_first():
    block = """
        Original-Recipient: rfc822;ufficio@body.example
        Final-Recipient: rfc822;casa@provider.example
        Action: failed
        Status: 5.1.1
    """

    found = report("delivery-status", status(block))

    assert [one.address for one in found.bounced] == [
        "ufficio@body.example",
        "casa@provider.example",
    ]


def test_only_failed_recipients_of_a_report_bounce():
    found = report(
        "delivery-status",
        status(
            "Final-Recipient: rfc822; a@body.example\nAction: delivered\nStatus: 2.0.0",
            "Final-Recipient: rfc822; b@body.example\nAction: failed\nStatus: 5.1.1",
        ),
    )

    assert [one.address for one in found.bounced] == ["b@body.example"]


def test_failure_returns_the_letter_whole():
    letter = "Content-Type: message/rfc822\n\nMessage-ID: <l8@desk.example>\n\nGentile"
    block = "Final-Recipient: rfc822; b@body.example\nAction: failed\nStatus: 5.1.1"

    found = report("delivery-status", status(block), letter)

    assert found.original_message_ids == ("<l8@desk.example>",)


UNSTANDARD = {
    "postfix": """
        This is the mail system at host mx.example.
        <protocollo@body.example>: host mail.body.example said: 550 5.1.1
        <protocollo@body.example>: Recipient address rejected: User unknown
    """,
    "qmail": """
        Hi. This is the qmail-send program at mx.example.
        <protocollo@body.example>:
        Sorry, no mailbox here by that name. (#5.1.1)
        --- Below this line is a copy of the message.
        Message-ID: <l7.case@desk.example>
    """,
    "exim": """
        A message that you sent could not be delivered to one or more recipients:
          protocollo@body.example
            Unrouteable address: host unknown
        ------ This is a copy of your message ------
        To: altro@body.example
    """,
    "russian": """
        Сообщение не доставлено получателю protocollo@body.example:
        550 нет такого пользователя
    """,
    "italian": """
        Impossibile recapitare il messaggio.
        Destinatario: protocollo@body.example
        Motivo: casella inesistente
    """,
}


@pytest.mark.parametrize("body", UNSTANDARD.values(), ids=UNSTANDARD)
def test_failure_in_words_is_a_bounce(body):
    found = received(
        "Return-Path: <>",
        dedent(body),
        From="Mail Delivery System <MAILER-DAEMON@mx.example>",
        Subject="Undelivered Mail Returned to Sender",
    )

    assert found.kind is ReadingKind.BOUNCE
    assert [one.address for one in found.bounced] == ["protocollo@body.example"]
    assert [one.permanent for one in found.bounced] == [True]


def test_failure_in_words_names_the_letter_it_shows():
    found = received(
        "",
        dedent(UNSTANDARD["qmail"]),
        From="MAILER-DAEMON@mx.example",
        Subject="failure notice",
    )

    assert found.original_message_ids == ("<l7.case@desk.example>",)


def test_person_who_writes_about_a_failure_is_no_bounce():
    found = received("", "Il vostro messaggio è tornato.", Subject="Re: Undelivered")

    assert found.kind is ReadingKind.REPLY


def test_delay_is_not_a_failure():
    block = "Final-Recipient: rfc822; b@body.example\nAction: delayed\nStatus: 4.4.1"
    standard = report("delivery-status", status(block))
    in_words = received(
        "",
        "Your message to b@body.example is delayed; we will keep trying.",
        From="postmaster@mx.example",
        Subject="Warning: message delayed 4 hours",
    )

    assert [one.kind for one in (standard, in_words)] == [ReadingKind.DELAY] * 2
    assert [one.permanent for one in (*standard.bounced, *in_words.bounced)] == [
        False
    ] * 2


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_good_news_is_a_delivery_report(action):
    block = f"Final-Recipient: rfc822; b@body.example\nAction: {action}\nStatus: 2.0.0"

    found = report("delivery-status", status(block))

    assert (found.kind, found.bounced) == (ReadingKind.DELIVERY_REPORT, ())


def test_read_receipts():
    standard = report(
        "disposition-notification",
        """
        Content-Type: message/disposition-notification

        Original-Message-ID: <l7.case@desk.example>
        Disposition: manual-action/MDN-sent-manually; displayed
        """,
        From="m.neri@body.example",
    )
    older = [
        received("", "Il messaggio è stato letto il 14/10.", Subject="Letto: Proposta"),
        received(
            "", "Ваше сообщение было прочитано.", Subject="Прочитано: Предложение"
        ),
    ]

    assert {one.kind for one in (standard, *older)} == {ReadingKind.READ_RECEIPT}
    assert standard.original_message_ids == ("<l7.case@desk.example>",)


@pytest.mark.parametrize("feedback", ["abuse", "not-spam"])
def test_complaint(feedback):
    part = f"Content-Type: message/feedback-report\n\nFeedback-Type: {feedback}"

    assert report("feedback-report", part, RETURNED).kind is ReadingKind.COMPLAINT
