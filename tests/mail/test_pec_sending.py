"""A letter on its way to certified mail: its headers change, its body does not."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest

from mail.compose import LetterComposer
from mail.identity import MailIdentity
from mail.pec_sending import PecMailbox, Receipt, refusals, to_pec
from models.errors import DomainError
from models.letter import ComposedLetter, LetterDraft, LetterFacts, LetterKind
from tests.mail.pec_access_point import formal_error

BOX = PecMailbox("progetti@pec.staffetta.example")
THEM = "protocollo@pec.ente.example"
IDENTITY = MailIdentity(
    domain="staffetta.example", secret=b"s" * 32, office_name="Segreteria, sede é"
)
ORDINARY = (
    b"From: =?utf-8?q?Segreteria=C3=A9?=\r\n <progetti@staffetta.example>\r\n"
    b"Reply-To: progetti+abcdef@staffetta.example\r\n"
    b"To: Ente <protocollo@pec.ente.example>\r\n"
    b"Subject: [IT-RU/0007] Invito\r\n"
    b"Message-ID: <m@staffetta.example>\r\n"
    b"List-Unsubscribe: <https://staffetta.example/u/1>,\r\n"
    b" <mailto:u@staffetta.example>\r\n"
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    b"bcc: journal@staffetta.example\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n"
    b"\r\n"
    b"Reply-To: this is the body\r\n\r\nFrom: here <x@y.example>\r\n.\r\n"
)


class Names:
    def region(self, code, language):
        return code

    def sector(self, key, language):
        return key


def letter(raw=ORDINARY):
    return ComposedLetter(
        message_id="<m@staffetta.example>",
        subject="[IT-RU/0007] Invito",
        envelope_from="bounce+abcdef@staffetta.example",
        raw=raw,
    )


def composed(kind: LetterKind) -> ComposedLetter:
    given: dict[str, Any] = {
        "letter": "it-ru/15/0007/disseminate/1/IT-57",
        "kind": kind,
        "language": "it",
        "to_name": "Regione di prova",
        "to_address": THEM,
        "conversation": 7,
        "dated": datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        "facts": LetterFacts(ref="IT-RU/2007-2009/XV/LIP/0007", title="Linea"),
    }
    return LetterComposer(IDENTITY, Names()).compose(LetterDraft.model_validate(given))


def test_pec_letter_has_other_headers_and_the_same_body():
    made = to_pec(letter(), BOX)

    head, body = made.raw.split(b"\r\n\r\n", 1)
    assert head.split(b"\r\n") == [
        b"From: =?utf-8?q?Segreteria=C3=A9?=",
        b" <progetti@pec.staffetta.example>",
        b"To: Ente <protocollo@pec.ente.example>",
        b"Subject: [IT-RU/0007] Invito",
        b"Message-ID: <m@staffetta.example>",
        b"Content-Type: text/plain; charset=utf-8",
        b"X-TipoRicevuta: completa",
    ]
    assert body == ORDINARY.split(b"\r\n\r\n", 1)[1]
    assert made == letter(made.raw).model_copy(update={"envelope_from": BOX.address})


@pytest.mark.parametrize("kind", [LetterKind.DISSEMINATION, LetterKind.REMINDER])
def test_composed_letter_passes_our_checks_and_the_access_points(kind):
    ordinary = composed(kind)

    made = to_pec(ordinary, BOX)

    assert refusals(made, BOX, (THEM,)) == ()
    assert formal_error(made.raw, made.envelope_from, (THEM,)) == ""
    before: Any = message_from_bytes(ordinary.raw, policy=policy.default)
    after: Any = message_from_bytes(made.raw, policy=policy.default)
    assert after["From"].addresses[0].display_name == "Segreteria, sede é"
    assert [one["Reply-To"] is None for one in (before, after)] == [False, True]
    assert [after["Subject"], after["Message-ID"]] == [
        before["Subject"],
        before["Message-ID"],
    ]


def test_rewriting_twice_changes_nothing_more():
    once = to_pec(composed(LetterKind.DISSEMINATION), BOX)

    assert to_pec(once, BOX) == once


def test_sender_without_a_name_becomes_the_mailbox():
    raw = ORDINARY.replace(
        b"=?utf-8?q?Segreteria=C3=A9?=\r\n <progetti@staffetta.example>",
        b"progetti@staffetta.example",
    )

    made = to_pec(letter(raw), BOX)

    assert made.raw.startswith(b"From: <progetti@pec.staffetta.example>\r\nTo:")


@pytest.mark.parametrize("receipt", list(Receipt))
def test_wanted_receipt_is_asked_for_once(receipt):
    box = PecMailbox(BOX.address, receipt)
    asked = letter(b"x-tiporicevuta: sintetica\r\n" + ORDINARY)

    made = to_pec(asked, box)

    assert made.raw.lower().count(b"x-tiporicevuta") == 1
    assert refusals(made, box, (THEM,)) == ()


def test_damaged_headers_are_refused():
    with pytest.raises(DomainError, match="headers are damaged"):
        to_pec(letter(b"Subject: x\r\nno header\r\n\r\nbody"), BOX)


@pytest.mark.parametrize(
    "address",
    ["", "progetti", "a+b@pec.example.test", "è@pec.example.test", "a@b\r\n.c"],
)
def test_mailbox_is_a_plain_address(address):
    with pytest.raises(DomainError, match="PEC mailbox"):
        PecMailbox(address)


# ── refusals ─────────────────────────────────────────────────────────────────────

ONE = "A certified letter goes to one recipient."
IN_TO = "The recipient does not stand in To."
LIST = "List-Unsubscribe does not belong in certified mail."
REPLY = "Answers would leave the certified channel: Reply-To names another mailbox."
RECEIPT = "X-TipoRicevuta is missing, double or not the receipt wanted."


def test_ordinary_letter_is_refused_for_every_reason():
    assert refusals(letter(), BOX, (THEM,)) == (
        "The sender in the letter is not the PEC mailbox.",
        "The envelope's sender is not the PEC mailbox.",
        "Nobody may stand in Cc or Bcc.",
        REPLY,
        LIST,
        RECEIPT,
    )


@pytest.mark.parametrize(
    ("recipients", "refused"),
    [
        ((THEM,), ()),
        ((THEM.title(),), ()),
        (
            (),
            (ONE, IN_TO),
        ),
        (
            (THEM, "b@pec.example.test"),
            (ONE, IN_TO),
        ),
        (("b@pec.example.test",), (IN_TO,)),
    ],
)
def test_one_recipient_stands_in_to(recipients, refused):
    assert refusals(to_pec(letter(), BOX), BOX, recipients) == refused


@pytest.mark.parametrize(
    ("header", "refused"),
    [
        (b"Reply-To: progetti@pec.staffetta.example", ()),
        (b"Reply-To: progetti@staffetta.example", (REPLY,)),
        (b"Cc: altri@pec.ente.example", ("Nobody may stand in Cc or Bcc.",)),
        (b"BCC: altri@pec.ente.example", ("Nobody may stand in Cc or Bcc.",)),
        (b"X-TipoRicevuta: completa", (RECEIPT,)),
        (
            b"From: x@y.example",
            ("The sender in the letter is not the PEC mailbox.",),
        ),
        (b"To: x@y.example", (IN_TO,)),
        (
            b"Message-ID: <other@staffetta.example>",
            ("The Message-ID is not the letter's own.",),
        ),
    ],
)
def test_one_header_too_many_is_named(header, refused):
    raw = header + b"\r\n" + to_pec(letter(), BOX).raw
    made = letter(raw).model_copy(update={"envelope_from": BOX.address})

    assert refusals(made, BOX, (THEM,)) == refused


def test_letter_over_the_limit_is_refused():
    made = to_pec(letter(ORDINARY + b"x" * (30 * 10**6 - len(ORDINARY) - 500)), BOX)
    larger = made.model_copy(update={"raw": made.raw + b"x" * 1_000})

    found = [refusals(one, BOX, (THEM,)) for one in (made, larger)]

    assert found == [(), ("The letter is larger than certified mail carries.",)]
