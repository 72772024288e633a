"""Tokens: they survive what mail does to addresses, and nothing else passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.address import (
    ALPHABET,
    TOKEN_LENGTH,
    Purpose,
    bounce_address,
    conversation_of,
    keyed_hash,
    read_token,
    reply_address,
    token_in,
)
from mail.identity import MailIdentity
from models.errors import DomainError

IDENTITY = MailIdentity(domain="staffetta.example", secret=b"s" * 32)
numbers = st.integers(min_value=0, max_value=2**64 - 1)


def token(conversation: int) -> str:
    found = token_in(reply_address(IDENTITY, conversation))
    assert found is not None
    return found


@given(numbers)
def test_token_round_trips_for_both_purposes(conversation):
    reply = reply_address(IDENTITY, conversation)
    bounce = bounce_address(IDENTITY, conversation)

    assert conversation_of(IDENTITY, reply, Purpose.REPLY) == conversation
    assert conversation_of(IDENTITY, bounce, Purpose.BOUNCE) == conversation
    assert conversation_of(IDENTITY, reply, Purpose.BOUNCE) is None
    assert conversation_of(IDENTITY, bounce, Purpose.REPLY) is None
    assert token_in(reply) != token_in(bounce)


@given(numbers)
def test_address_fits_and_survives_letter_case(conversation):
    address = reply_address(IDENTITY, conversation)
    local = address.partition("@")[0]

    assert len(local) <= 64
    assert local == local.lower()
    assert conversation_of(IDENTITY, address.upper()) == conversation
    assert conversation_of(IDENTITY, f"<{address.lower()}>") == conversation
    assert conversation_of(IDENTITY, address.replace("+", "-")) == conversation


@given(numbers)
def test_token_survives_retyping(conversation):
    good = token(conversation)
    retyped = good.replace("0", "O").replace("1", "l")

    assert read_token(IDENTITY, retyped) == conversation


@given(
    numbers,
    st.integers(min_value=0, max_value=TOKEN_LENGTH - 1),
    st.integers(min_value=1, max_value=len(ALPHABET) - 1),
)
def test_token_with_a_flipped_character_is_refused(conversation, position, step):
    good = token(conversation)
    other = ALPHABET[(ALPHABET.index(good[position]) + step) % len(ALPHABET)]
    flipped = good[:position] + other + good[position + 1 :]

    assert read_token(IDENTITY, flipped) is None


@given(st.text(max_size=80))
def test_token_of_any_text_is_refused_without_failing(text):
    assert read_token(IDENTITY, text) is None
    assert conversation_of(IDENTITY, text) is None


def test_token_of_another_secret_or_domain_is_refused():
    stranger = MailIdentity(domain="staffetta.example", secret=b"t" * 32)
    elsewhere = reply_address(IDENTITY, 7).replace("staffetta.example", "else.example")

    assert conversation_of(stranger, reply_address(IDENTITY, 7)) is None
    assert conversation_of(IDENTITY, elsewhere) is None


def test_token_of_an_old_key_is_believed_while_it_is_listed():
    old = MailIdentity(domain="staffetta.example", secret=b"o" * 32, key=1)
    new = MailIdentity(
        domain="staffetta.example", secret=b"n" * 32, key=2, old_secrets={1: b"o" * 32}
    )
    forgot = MailIdentity(domain="staffetta.example", secret=b"n" * 32, key=2)

    assert conversation_of(new, reply_address(old, 9)) == 9
    assert conversation_of(forgot, reply_address(old, 9)) is None
    assert reply_address(new, 9) != reply_address(old, 9)


def test_identity_never_prints_its_secrets():
    identity = MailIdentity(
        domain="d.example", secret=b"q" * 16, key=2, old_secrets={1: b"z" * 16}
    )

    assert "qqq" not in repr(identity)
    assert "zzz" not in repr(identity)


def test_identity_refuses_a_short_secret_and_a_doubled_key():
    with pytest.raises(DomainError, match="16 bytes"):
        MailIdentity(domain="d.example", secret=b"short")
    with pytest.raises(DomainError, match="free number"):
        MailIdentity(
            domain="d.example", secret=b"q" * 16, key=1, old_secrets={1: b"z" * 16}
        )


def test_address_refuses_a_mailbox_name_without_room():
    identity = MailIdentity(domain="d.example", secret=b"q" * 16, role="r" * 40)

    with pytest.raises(DomainError, match="no room"):
        reply_address(identity, 1)


def test_keyed_hash_differs_by_purpose_and_text():
    first = keyed_hash(IDENTITY, "message-id", "a")

    assert first == keyed_hash(IDENTITY, "message-id", "a")
    assert first != keyed_hash(IDENTITY, "message-id", "b")
    assert first != keyed_hash(IDENTITY, "boundary", "a")


def test_office_name_is_one_or_by_language():
    by_language = MailIdentity(
        domain="d.example",
        secret=b"q" * 16,
        office_name={"it": "Ufficio", "ru": "Отдел"},
    )

    assert IDENTITY.office("it") == "Staffetta"
    assert by_language.office("ru") == "Отдел"
    assert by_language.office("en") == "Ufficio"
