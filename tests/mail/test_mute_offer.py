"""Reminders offer to stop reminders, and nothing else does (RFC 8058)."""

import re
from email import message_from_bytes, policy
from typing import Any

import pytest

from mail.address import Purpose, mute_address, read_token
from mail.compose import LetterComposer
from models.letter import LetterKind
from tests.mail.test_compose import IDENTITY, FakeNames, draft, parsed, text_of

MUTABLE = [LetterKind.REMINDER, LetterKind.REMINDER_DIGEST]


@pytest.mark.parametrize("kind", MUTABLE)
def test_reminder_offers_to_stop_reminders_in_one_click(kind):
    composer = LetterComposer(IDENTITY, FakeNames(), public_url="https://desk.example/")
    raw = composer.compose(draft(kind)).raw
    mail: Any = message_from_bytes(raw, policy=policy.default)

    link, mailto = re.findall(r"<([^<>]+)>", mail["List-Unsubscribe"])
    token = link.removeprefix("https://desk.example/u/")
    assert read_token(IDENTITY, token, Purpose.MUTE) == 7
    assert mailto == f"mailto:{mute_address(IDENTITY, 7)}"
    assert token in mailto
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    "public_url",
    ["", "http://desk.example", "https://", "https://a b", "https://a>\r\n"],
)
def test_reminder_without_a_public_https_address_offers_mail_only(public_url):
    composer = LetterComposer(IDENTITY, FakeNames(), public_url=public_url)
    mail = message_from_bytes(composer.compose(draft(LetterKind.REMINDER)).raw)

    assert mail["List-Unsubscribe"] == f"<mailto:{mute_address(IDENTITY, 7)}>"
    assert mail["List-Unsubscribe-Post"] is None


def test_only_what_may_be_muted_offers_it():
    offering = {kind for kind in LetterKind if parsed(draft(kind))["List-Unsubscribe"]}
    telling = {
        kind for kind in LetterKind if mute_address(IDENTITY, 7) in text_of(draft(kind))
    }

    assert offering == telling == set(MUTABLE)
