"""What the desk's key makes: signs on forms, hidden places, secrets of new accounts."""

import base64
import hashlib
import hmac
from typing import Final

from cryptography.fernet import Fernet, InvalidToken

_TOTP_SIZE: Final = 20
"""Bytes, as RFC 4226 §4 has it."""


class DeskKeys:
    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def place(self, kind: str, name: str) -> str:
        """Where failures are counted: neither addresses nor typed codes are kept."""
        return self._made(f"place/{kind}/{name}").hex()

    def sign(self, cookie: str) -> str:
        """What the forms of one browser carry, so that no other site can send them."""
        return self._made(f"form/{cookie}").hex()

    def calendar(self, account: str, password: str) -> str:
        """What ends the address of somebody's calendar; another with a new password."""
        return self._made(f"calendar/{account}/{password}").hex()

    def totp(self, link: str) -> str:
        """The secret of one-time codes that comes with a one-time link, in base 32."""
        return base64.b32encode(self._made(f"totp/{link}")[:_TOTP_SIZE]).decode()

    def pepper(self, password: str) -> str:
        """What is hashed for a password: with the database alone none can be tried."""
        return self._made(f"password/{password}").hex()

    def encipher(self, secret: str) -> str:
        return self._cipher().encrypt(secret.encode()).decode()

    def decipher(self, enciphered: str) -> str | None:
        """None: it was enciphered with another key, as before `desk.key` was lost."""
        try:
            return self._cipher().decrypt(enciphered.encode()).decode()
        except InvalidToken:
            return None

    def _cipher(self) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(self._made("cipher")))

    def _made(self, said: str) -> bytes:
        return hmac.digest(self._secret, said.encode(errors="replace"), hashlib.sha256)


def hashed(token: str) -> str:
    """How a cookie or a link is kept: whoever reads the database cannot enter by it."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
