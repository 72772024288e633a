"""Signed tokens in addresses: which conversation a reply or a bounce belongs to."""

import hashlib
import hmac
import re
from datetime import UTC, datetime
from enum import IntEnum

from mail.identity import MailIdentity
from models.errors import DomainError

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Base32 without i, l, o and u, so that what people retype can be put right."""

TOKEN_LENGTH = 32
_BYTES = 20  # kind, key, 8 of the number, 10 of the MAC: 32 characters exactly
_MAC_BYTES = 10
_RETYPED = str.maketrans("oil", "011")
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_LONGEST_LOCAL_PART = 64
_HTTPS = re.compile(r"https://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
_HERE = re.compile(r"http://127\.0\.0\.1:\d{1,5}")
_SECONDS = 32  # bits of a page's token that tell when its letter was written


class Purpose(IntEnum):
    """What a token is for; each purpose signs under its own derived key."""

    REPLY = 1
    BOUNCE = 2
    MUTE = 3
    PAGE = 4


def reply_address(identity: MailIdentity, conversation: int) -> str:
    token = _token(identity, Purpose.REPLY, conversation)
    return _address(identity.role, token, identity.domain)


def bounce_address(identity: MailIdentity, conversation: int) -> str:
    token = _token(identity, Purpose.BOUNCE, conversation)
    return _address(identity.bounce, token, identity.domain)


def mute_address(identity: MailIdentity, conversation: int) -> str:
    """Where a mail stops the reminders of a conversation (RFC 2369)."""
    token = _token(identity, Purpose.MUTE, conversation)
    return _address(identity.mute, token, identity.domain)


def mute_link(identity: MailIdentity, conversation: int, public_url: str) -> str:
    """Where a POST stops them (RFC 8058); empty unless our public address is HTTPS."""
    if not _HTTPS.fullmatch(public_url):
        return ""
    token = _token(identity, Purpose.MUTE, conversation)
    return f"{public_url.rstrip('/')}/u/{token}"


def page_link(
    identity: MailIdentity, conversation: int, written_at: datetime, public_url: str
) -> str:
    """Where a partner answers in a browser; empty where we are reached by none.

    It tells which letter it came with. Beside HTTPS only this very machine will do.
    """
    if not (_HTTPS.fullmatch(public_url) or _HERE.fullmatch(public_url)):
        return ""
    number = int(written_at.timestamp()) << _SECONDS | conversation
    token = _token(identity, Purpose.PAGE, number)
    return f"{public_url.rstrip('/')}/p/{token}"


def read_page_token(identity: MailIdentity, token: str) -> tuple[int, datetime] | None:
    """The conversation, and when the letter was written that the link came with."""
    number = _number(identity, token, Purpose.PAGE)
    if number is None:
        return None
    at = datetime.fromtimestamp(number >> _SECONDS, UTC)
    return number & (1 << _SECONDS) - 1, at


def read_token(
    identity: MailIdentity, token: str, purpose: Purpose | None = None
) -> int | None:
    """The conversation, if we signed the token (for `purpose`, when given)."""
    if found := read_page_token(identity, token):
        return found[0] if purpose in {None, Purpose.PAGE} else None
    return _number(identity, token, purpose)


def _number(identity: MailIdentity, token: str, purpose: Purpose | None) -> int | None:
    blob = _decode(token)
    if blob is None or blob[0] not in set(Purpose):
        return None
    kind = Purpose(blob[0])
    if purpose is not None and kind is not purpose:
        return None
    signed, mac = blob[:-_MAC_BYTES], blob[-_MAC_BYTES:]
    secret = identity.secret_of(blob[1])
    if secret is None or not hmac.compare_digest(mac, _mac(secret, kind, signed)):
        return None
    return int.from_bytes(signed[2:], "big")


def token_in(address: str) -> str | None:
    """What stands behind the `+` (or `-`) of a local part, when it may be a token."""
    local, _, _ = address.strip().strip("<>").rpartition("@")
    token = local[-TOKEN_LENGTH:]
    separator = local[-TOKEN_LENGTH - 1 : -TOKEN_LENGTH]
    return token if separator in {"+", "-"} and _decode(token) else None


def conversation_of(
    identity: MailIdentity, address: str, purpose: Purpose | None = None
) -> int | None:
    """The conversation an address of ours carries, signature checked."""
    token = token_in(address)
    if token is None or not identity.owns(address.strip().strip("<>")):
        return None
    return read_token(identity, token, purpose)


def keyed_hash(identity: MailIdentity, purpose: str, text: str, size: int = 16) -> str:
    """A name nobody else can guess or make, the same for the same text (hex)."""
    key = _derived(identity.secret, purpose)
    return hmac.new(key, text.encode(), hashlib.sha256).digest()[:size].hex()


def _token(identity: MailIdentity, purpose: Purpose, conversation: int) -> str:
    signed = bytes((purpose, identity.key)) + conversation.to_bytes(8, "big")
    return _encode(signed + _mac(identity.secret, purpose, signed))


def _mac(secret: bytes, purpose: Purpose, signed: bytes) -> bytes:
    key = _derived(secret, f"address {purpose.name.lower()}")
    return hmac.new(key, signed, hashlib.sha256).digest()[:_MAC_BYTES]


def _derived(secret: bytes, purpose: str) -> bytes:
    label = f"staffetta mail {purpose}".encode()
    return hmac.new(secret, label, hashlib.sha256).digest()


def _address(mailbox: str, token: str, domain: str) -> str:
    local = f"{mailbox}+{token}"
    if len(local) > _LONGEST_LOCAL_PART:
        raise DomainError(
            f"The mailbox name {mailbox} leaves no room for the token in an address"
            " (64 characters); choose one of at most 31."
        )
    return f"{local}@{domain}"


def _encode(blob: bytes) -> str:
    number = int.from_bytes(blob, "big")
    shifts = range(5 * (TOKEN_LENGTH - 1), -1, -5)
    return "".join(ALPHABET[number >> shift & 31] for shift in shifts)


def _decode(token: str) -> bytes | None:
    retyped = token.strip().lower().translate(_RETYPED)
    if len(retyped) != TOKEN_LENGTH:
        return None
    number = 0
    for character in retyped:
        value = _VALUES.get(character)
        if value is None:
            return None
        number = number << 5 | value
    return number.to_bytes(_BYTES, "big")
