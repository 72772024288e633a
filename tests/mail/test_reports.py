from textwrap import dedent

import pytest

from mail.automatic import sort
from mail.contents import contents
from mail.mime import parse
from mail.reports import envelope_ids
from models.message import Bounced, BounceReason, ReadingKind
from tests.mail.raw_mail import received, report, status
from tests.patience import bounded

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
    ("given", "diagnostic", "kept", "permanent", "reason"),
    [
        ("5.1.1", "550 5.1.1 unknown", "5.1.1", True, "address"),
        ("5.0.0", "550 5.1.10 no such address", "5.1.10", True, "address"),
        ("5.0.0", "550 User unknown", "5.1.1", True, "address"),
        ("5.5.0", "550 mailbox unavailable", "5.5.0", True, "address"),
        ("5.4.1", "550 Recipient address rejected: Access denied", "5.4.1", True,
         "address"),
        ("5.7.1", "550 5.7.1 refused", "5.7.1", False, "policy"),
        ("5.7.1", "550 5.7.1 no such user", "5.7.1", False, "policy"),
        ("5.1.1", "550 5.1.1 blocked using a block list", "5.1.1", False, "policy"),
        ("5.1.8", "550 sender domain does not exist", "5.1.8", False, "policy"),
        ("5.7.26", "550 unauthenticated", "5.7.26", False, "policy"),
        ("5.2.2", "552 mailbox full", "5.2.2", False, "full"),
        ("5.1.1", "552 user over quota", "5.1.1", False, "full"),
        ("5.3.4", "552 message too big", "5.3.4", True, "size"),
        ("5.0.0", "550 blocked by policy", "5.7.1", False, "policy"),
        ("4.4.7", "451 expired", "4.4.7", False, "network"),
        ("5.4.7", "delivery time expired", "5.4.7", True, "network"),
        ("5.0.0", "mailer exited with 1", "5.0.0", True, "unknown"),
        ("5.0.0", "452 mailbox full", "4.2.2", False, "full"),
    ],
)  # fmt: skip
def test_standard_failure_is_a_bounce(given, diagnostic, kept, permanent, reason):
    failed = FAILED.format(status=given, diagnostic=diagnostic)

    found = report("delivery-status", "\nNon recapitato.", status(failed), RETURNED)

    assert found.kind is ReadingKind.BOUNCE
    assert found.bounced == (
        Bounced(
            address="protocollo@body.example",
            status=kept,
            permanent=permanent,
            reason=BounceReason(reason),
        ),
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


def test_reports_give_the_envelope_id_back():
    failed = dedent(FAILED).format(status="5.1.1", diagnostic="550").strip()
    part = (
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n"
        f"Original-Envelope-Id: letter+2B7/case\n\n{failed}\n"
    )
    raw = (
        "From: MAILER-DAEMON@mx.example\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        f"--b\n{part}--b--\n"
    )

    assert envelope_ids(contents(parse(raw.encode()))) == ("letter+7/case",)
    assert envelope_ids(contents(parse(b"From: a@body.example\n\nx"))) == ()


def test_fields_of_a_report_are_found_in_plain_text():
    body = """
        An error occurred while trying to deliver the mail to the recipient.

        Technical report:

        Reporting-MTA: dsn; mx.example

        {}
    """
    fields = dedent(FAILED).format(status="4.4.7", diagnostic="554 4.4.7 expired")

    found = received(
        "", dedent(body).format(fields.strip()), From="MAILER-DAEMON@mx.example"
    )

    assert found.kind is ReadingKind.BOUNCE
    assert [(one.address, one.status) for one in found.bounced] == [
        ("protocollo@body.example", "4.4.7")
    ]


def test_forged_failure_still_says_which_letter_it_claims():
    failed = FAILED.format(status="5.1.1", diagnostic="550 5.1.1 unknown")

    found = report(
        "delivery-status", status(failed), RETURNED, From="boss@elsewhere.example"
    )

    assert found.original_message_ids == ("<l7.case@desk.example>",)


DELAYS = {
    "exim": "This message was created automatically by mail delivery software.\n"
    "A message that you sent has not yet been delivered to one or more of its\n"
    "recipients after more than 24 hours on the queue.\n\n  a@body.example\n\n"
    "No action is required on your part. Delivery attempts will continue.",
    "sendmail": "THIS IS A WARNING MESSAGE ONLY.\nYOU DO NOT NEED TO RESEND YOUR"
    " MESSAGE.\n\n<a@body.example>: Deferred: Connection refused",
    "google": "There was a temporary problem delivering your message to"
    " a@body.example. Gmail will retry for 47 more hours.",
    "italian": "Il recapito a a@body.example è in ritardo; seguiranno ulteriori"
    " tentativi.",
    "russian": "Доставка письма на адрес a@body.example задерживается.",
}


@pytest.mark.parametrize("body", DELAYS.values(), ids=DELAYS)
def test_delay_in_words_is_a_delay(body):
    found = received(
        "Return-Path: <>",
        body,
        From="Mail Delivery System <MAILER-DAEMON@mx.example>",
        Subject="Warning: message delayed",
    )

    assert found.kind is ReadingKind.DELAY
    assert [(one.address, one.permanent) for one in found.bounced] == [
        ("a@body.example", False)
    ]


def test_failure_that_tells_of_its_delays_is_final():
    found = received(
        "",
        "The message was delayed. Delivery failed permanently, giving up.\n\n"
        "<a@body.example>: 550 5.1.1 User unknown",
        From="MAILER-DAEMON@mx.example",
        Subject="Undeliverable mail",
    )

    assert found.kind is ReadingKind.BOUNCE


def test_filter_that_refuses_by_receipt_is_a_bounce():
    found = report(
        "disposition-notification",
        "Content-Type: text/plain\n\nYour message to <a@body.example> was"
        " automatically rejected:\nQuota exceeded",
        "Content-Type: message/disposition-notification\n\n"
        "Final-Recipient: rfc822; a@body.example\n"
        "Disposition: automatic-action/MDN-sent-automatically; deleted",
        Subject="Automatically rejected mail",
    )

    assert found.kind is ReadingKind.BOUNCE
    assert [(one.address, one.reason) for one in found.bounced] == [
        ("a@body.example", BounceReason.FULL)
    ]


HOSTILE = {
    "addresses": "a@b.example:\n" * 20_000,
    "recipients": "Final-Recipient: rfc822;\n" * 15_000,
    "at": "@" * 200_000,
    "blanks": "user" + " " * 200_000 + "unknown",
    "words": "user unknown address sender from " * 8_000,
    "brackets": "<" * 200_000,
    "codes": "5.1.1 " * 40_000,
    "long": "x" * 300_000 + "@",
    "numbers": "protocollo n. " * 20_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("sender", ["MAILER-DAEMON@mx.example", "m.neri@body.example"])
def test_hostile_text_is_sorted_in_time(body, sender):
    mail = contents(parse(f"From: {sender}\nSubject: x\n\n{body}".encode()))

    with bounded():
        sort(mail, new_text=body, answers_us=False)
