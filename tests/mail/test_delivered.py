"""Envelopes as last servers write them into headers."""

import pytest

from mail.address import bounce_address, reply_address
from mail.delivered import Delivered, delivered
from mail.identity import MailIdentity

IDENTITY = MailIdentity(domain="desk.example", secret=b"s" * 32)
REPLY = reply_address(IDENTITY, 7)
OTHER = reply_address(IDENTITY, 8)
ROLE = "progetti@desk.example"


def recipients(*lines):
    return delivered("\r\n".join([*lines, "", "x"]).encode(), IDENTITY).rcpt_to


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([f"Delivered-To: <{REPLY}>", f"To: {ROLE}"], (REPLY,)),
        ([f"Delivered-To: {REPLY.upper()}", f"To: {OTHER}"], (REPLY,)),
        ([f"X-Original-To: {REPLY}", f"Delivered-To: {ROLE}"], (ROLE, REPLY)),
        ([f"Envelope-To: {REPLY}"], (REPLY,)),
        ([f"X-Envelope-To: <{REPLY}>"], (REPLY,)),
        ([f"Received: from a by mx (P) with LMTP\r\n\tfor <{REPLY}>; Tue"], (REPLY,)),
        ([f"Received: from a by mx for {REPLY}; Tue"], (REPLY,)),
        (["Received: from a by mx for <x@body.example>; Tue"], ()),
        ([f'To: "Ufficio" <{REPLY}>, x@body.example'], (REPLY,)),
        (
            [f"Delivered-To: {ROLE}", f"To: x@body.example\r\nCc: {REPLY}"],
            (ROLE, REPLY),
        ),
        ([f"Delivered-To: box42@hosting.example\r\nTo: {ROLE}"], (ROLE,)),
        ([f"To: {OTHER}\r\nCc: {REPLY}"], (OTHER, REPLY)),
        (["To: x@notdesk.example", "Cc: y@sub.desk.example"], ()),
        (["Subject: senza"], ()),
    ],
)
def test_recipients_are_ours_and_from_the_envelope_first(lines, found):
    assert recipients(*lines) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Return-Path: <Anna@Body.example>"], "anna@body.example"),
        (["Return-Path: <>", "X-Envelope-From: x@body.example"], ""),
        (["X-Envelope-From: <x@body.example>"], "x@body.example"),
        (["From: x@body.example"], ""),
    ],
)
def test_sender_is_of_the_envelope_only(lines, found):
    raw = "\r\n".join([*lines, "", "x"]).encode()

    assert delivered(raw, IDENTITY).mail_from == found


@pytest.mark.parametrize(
    ("sender", "journal"),
    [
        (bounce_address(IDENTITY, 7), True),
        (ROLE, False),
        ("bounce+0000000000000000000000000000000a@desk.example", False),
    ],
)
def test_journal_copy_is_one_that_left_under_our_hand(sender, journal):
    raw = (
        f"Return-Path: <{sender}>\r\nDelivered-To: journal@desk.example\r\n"
        "Message-ID: <7@desk.example>\r\n\r\nx"
    )

    assert delivered(raw.encode(), IDENTITY) == Delivered(
        mail_from=sender,
        rcpt_to=("journal@desk.example",),
        message_id="<7@desk.example>",
        journal=journal,
    )


@pytest.mark.parametrize(
    "raw", [b"", b"\r\n", bytes(range(256)), b"Delivered-To: \x00\r\n" * 30_000]
)
def test_noise_has_no_envelope(raw):
    assert delivered(raw, IDENTITY) == Delivered("", (), "", journal=False)
