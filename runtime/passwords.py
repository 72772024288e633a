"""Passwords and one-time codes, as argon2 and TOTP (RFC 9106, RFC 6238) have them."""

import asyncio
import hmac
from datetime import datetime
from functools import cache
from typing import Final

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_ISSUER: Final = "Staffetta"
_STEP: Final = 30  # seconds a code is good for
_AROUND: Final = (-1, 0, 1)  # clocks of telephones differ
_AT_ONCE: Final = 2
"""Each takes 64 MiB: whoever knocks in hundreds waits."""


class Passwords:
    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def hashed(self, password: str) -> str:
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def fits(self, kept: str, given: str) -> bool:
        """Without a hash it takes as long, and never fits."""
        async with self._turn:
            right = await asyncio.to_thread(self._verified, kept or _nobodys(), given)
        return right and bool(kept)

    def _verified(self, kept: str, given: str) -> bool:
        try:
            return self._hasher.verify(kept, given)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    return PasswordHasher().hash("nobody enters with this")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step a one-time code is of, if it is good now; 30 seconds each."""
    totp, current = pyotp.TOTP(secret), int(now.timestamp()) // _STEP
    given = "".join(code.split())
    for step in (current + near for near in _AROUND):
        if hmac.compare_digest(totp.generate_otp(step).encode(), given.encode()):
            return step
    return None


def enrolment(secret: str, account: str) -> str:
    """What a telephone reads from the square: an otpauth address."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=_ISSUER)
