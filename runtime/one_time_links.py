"""One-time links: an account's way to its first password, or to a new one."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from models.account import INVITED, Account, Credential, Invitation, password_given
from models.errors import DomainError
from models.event import EventKind
from runtime.desk_keys import DeskKeys, hashed
from runtime.entrance import end_all, note, own
from runtime.passwords import Passwords, enrolment, step_of
from store.unit_of_work import SqlUnitOfWork, SqlUnits


class LinkSpentError(DomainError):
    """A one-time link that was used, is too old, or never was."""


async def invite(unit: SqlUnitOfWork, account: str, now: datetime) -> str:
    """The token of a new link; it is kept nowhere, and the links before it are void."""
    for one in await unit.invitations.open_of(account):
        await unit.invitations.save(one.model_copy(update={"used_at": now}))
    token = secrets.token_urlsafe(32)
    await unit.invitations.add(
        Invitation(token=hashed(token), account=account, until=now + INVITED)
    )
    return token


class OneTimeLinks:
    """`totp`: a password is only set together with one-time codes."""

    def __init__(
        self, *, units: SqlUnits, passwords: Passwords, keys: DeskKeys, totp: bool
    ) -> None:
        self._units = units
        self._passwords = passwords
        self._keys = keys
        self.totp = totp

    async def invited(self, token: str, *, now: datetime) -> Account:
        """Whom a link is for.

        Raises:
            LinkSpentError: it leads nowhere any more.
        """
        async with self._units.read() as unit:
            invitation = await _standing(unit, token, now)
            return await unit.accounts.get(invitation.account)

    def secret(self, token: str) -> str:
        """Of the one-time codes, for those who cannot scan: base 32."""
        return self._keys.totp(token)

    def square(self, token: str, account: Account) -> str:
        """What a telephone reads from the square."""
        return enrolment(self._keys.totp(token), account.account)

    async def set_password(
        self, token: str, password: str, otp: str, *, now: datetime
    ) -> Account:
        """Take a password, and with a one-time code the telephone that shows it.

        Every browser that was let in before must enter again.

        Raises:
            LinkSpentError: as for `invited`.
            DomainError: the password is weak, or the code is wrong or missing.
        """
        account = await self.invited(token, now=now)
        password_given(account, password)
        step = self._enrolled(token, otp, now)
        kept = await self._passwords.hashed(self._keys.pepper(password))
        async with self._units.write(now) as unit:
            link = await _standing(unit, token, now)
            await unit.invitations.save(link.model_copy(update={"used_at": now}))
            scars = await _keep(
                unit,
                Credential(
                    account=account.account,
                    password=kept,
                    totp=self._keys.encipher(self.secret(token)) if step else "",
                    step=step,
                    changed_at=now,
                ),
            )
            await end_all(unit, account.account, now)
            await note(
                unit,
                account,
                EventKind.PASSWORD_SET,
                own(account),
                now,
                one_time_codes=bool(step),
                erased=[*scars],
            )
        return account

    def _enrolled(self, token: str, otp: str, now: datetime) -> int:
        """The step of the code; 0 where none is given, and none is a must."""
        if not otp.strip():
            if self.totp:
                raise DomainError(
                    "The one-time code is missing: scan the square with an "
                    "authenticator on your telephone, and enter its six digits."
                )
            return 0
        step = step_of(self._keys.totp(token), otp, now)
        if step is None:
            raise DomainError(
                "The one-time code is not right: see that the telephone's clock is, "
                "and enter the six digits it shows now."
            )
        return step


async def _standing(unit: SqlUnitOfWork, token: str, now: datetime) -> Invitation:
    known = await unit.invitations.find(hashed(token))
    if known is None or known.used_at is not None or known.until <= now:
        raise LinkSpentError(
            "This one-time link was used, is too old, or is not complete: ask an "
            "administrator for a new one, or run `starter.py account link CODE`."
        )
    return known


async def _keep(unit: SqlUnitOfWork, credential: Credential) -> Sequence[str]:
    """Of older secrets nothing stays but their scars in the chronicle."""
    known = await unit.credentials.find(credential.account)
    if known is None:
        await unit.credentials.add(credential)
        return ()
    scars = await unit.people.erase("credential", (credential.account,))
    await unit.credentials.save(credential)
    return scars
