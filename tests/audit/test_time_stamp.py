"""Time stamps: for these bytes, in answer to this request, by whom we trust."""

from hashlib import sha256

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from audit.time_stamp import Authorities, StampError, answer, question, stamped_at
from tests.audit.authority import NOW, SINCE, Authority

DIGEST = sha256(b"a seal").digest()
NONCE = 0x1234_5678_9ABC_DEF0
GOOD = Authority()
TOKEN = GOOD.answer(question(DIGEST, NONCE))


def trusted(authority: Authority) -> Authorities:
    return Authorities((authority.root,))


def asked(authority: Authority, nonce: int = NONCE):
    response = authority.answer(question(DIGEST, nonce))
    return answer(response, DIGEST, nonce, trusted(authority))


def test_stamp_says_when():
    token, at = asked(GOOD)

    assert at == NOW
    assert stamped_at(token, DIGEST, trusted(GOOD)) == NOW
    assert stamped_at(token, DIGEST, None) == NOW


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"status": "rejection"}, "The time stamping authority refused: rejection."),
        ({"nonce": 7}, "The time stamp answers another request: its nonce differs."),
        ({"digest": bytes(32)}, "The time stamp is for other bytes than this seal's."),
        ({"forged": True}, "The time stamp's signature does not hold."),
        (
            {"names_itself": False},
            "The time stamp does not name its signer's certificate.",
        ),
        (
            {"purpose": ExtendedKeyUsageOID.EMAIL_PROTECTION},
            "The time stamp's certificate is not for time stamping.",
        ),
        (
            {"until": SINCE.replace(year=2025)},
            "The time stamp's certificate was not valid at its time.",
        ),
    ],
)
def test_stamp_that_is_wrong_is_refused_in_words(wrong, told):
    with pytest.raises(StampError) as refused:
        asked(Authority(**wrong))

    assert str(refused.value) == told


def test_stamp_of_another_authority_is_refused():
    with pytest.raises(StampError, match="No authority we trust"):
        answer(TOKEN, DIGEST, NONCE, trusted(Authority()))


@given(st.binary(max_size=200))
def test_what_is_no_answer_is_refused(junk):
    with pytest.raises(StampError):
        answer(junk, DIGEST, NONCE, trusted(GOOD))


@given(st.integers(0, len(TOKEN) - 1), st.integers(1, 255))
def test_changed_byte_never_moves_the_time(place, change):
    """It is refused, or it stood where nothing is said (an unsigned wrapping)."""
    spoiled = bytearray(TOKEN)
    spoiled[place] ^= change
    try:
        _, at = answer(bytes(spoiled), DIGEST, NONCE, trusted(GOOD))
    except StampError:
        return
    assert at == NOW
