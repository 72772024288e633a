"""The desk's door: who is let in, who is told no, and how long a browser stays."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from pydantic import JsonValue

from models.account import (
    BY_ACCOUNT,
    BY_ADDRESS,
    LONGEST,
    Account,
    Limit,
    LogIn,
)
from models.errors import DomainError
from models.event import EventKind
from models.ids import SYSTEM, Actor, register_stream
from runtime.desk_keys import DeskKeys, hashed
from runtime.passwords import Passwords, step_of
from store.unit_of_work import SqlUnitOfWork, SqlUnits

_TOUCHED: Final = timedelta(minutes=1)
"""A page that comes sooner after the last does not move the row."""


class NotLetInError(DomainError):
    """Code, password and one-time code do not go together."""


class TooOftenError(DomainError):
    """It failed too often here: nobody enters until the window is over."""


class Entrance:
    """`totp`: one-time codes are a must; else only for those who have them."""

    def __init__(
        self, *, units: SqlUnits, passwords: Passwords, keys: DeskKeys, totp: bool
    ) -> None:
        self._units = units
        self._passwords = passwords
        self._keys = keys
        self._totp = totp

    async def enter(
        self, code: str, password: str, otp: str, *, address: str, now: datetime
    ) -> str:
        """Let a browser in; the answer is its cookie, which is kept nowhere.

        Raises:
            NotLetInError: one of the three is wrong; which one is not said.
            TooOftenError: five failures of the account, or thirty from the address, in
                a quarter of an hour.
        """
        limits = {
            self._keys.place("account", code): BY_ACCOUNT,
            self._keys.place("address", address): BY_ADDRESS,
        }
        async with self._units.read() as unit:
            await _refuse_often(unit, limits, now)
            account = await unit.accounts.find(code)
            credential = await unit.credentials.find(code)
        kept = credential.password if credential else ""
        right = await self._passwords.fits(kept, self._keys.pepper(password))
        known = account if account and account.until is None else None
        async with self._units.write(now) as unit:
            too_often = await _too_often(unit, limits, now)
            if known and right and not too_often:
                right = await self._code_fits(unit, known, otp, now)
            if known and right and not too_often:
                return await self._let_in(unit, known, now)
            await _count(unit, limits, now)
            if account is not None:
                await note(unit, account, EventKind.ACCOUNT_REFUSED, SYSTEM, now)
        if too_often:
            raise _too_often_error()
        raise NotLetInError(
            "Code, password or one-time code is wrong, or the account is closed: try "
            "again, or ask an administrator for a new one-time link."
        )

    async def vouched(self, code: str, *, now: datetime) -> str:
        """Let in whom a provider vouches for; the answer is the browser's cookie.

        Raises:
            NotLetInError: there is no such account, or it is closed.
        """
        async with self._units.write(now) as unit:
            account = await unit.accounts.find(code)
            if account is not None and account.until is None:
                return await self._let_in(unit, account, now, by="oidc")
            if account is not None:
                await note(unit, account, EventKind.ACCOUNT_REFUSED, SYSTEM, now)
        raise NotLetInError(f"There is no account {code}, or it is closed.")

    async def visitor(self, cookie: str, *, now: datetime) -> Account | None:
        """Whose browser it is, while it may stay."""
        token = hashed(cookie)
        async with self._units.read() as unit:
            known = await unit.log_ins.find(token)
            if known is None or not known.stands(now):
                return None
            account = await unit.accounts.find(known.account)
        if account is None or account.until is not None:
            return None
        if now - known.seen_at >= _TOUCHED:
            async with self._units.write(now) as unit:
                standing = await unit.log_ins.get(token)
                await unit.log_ins.save(standing.model_copy(update={"seen_at": now}))
        return account

    async def leave(self, cookie: str, *, now: datetime) -> None:
        async with self._units.write(now) as unit:
            known = await unit.log_ins.find(hashed(cookie))
            if known is None or known.ended_at is not None:
                return
            await unit.log_ins.save(known.model_copy(update={"ended_at": now}))
            account = await unit.accounts.get(known.account)
            await note(unit, account, EventKind.ACCOUNT_LEFT, own(account), now)

    async def _code_fits(
        self, unit: SqlUnitOfWork, account: Account, otp: str, now: datetime
    ) -> bool:
        """Each code opens once."""
        credential = await unit.credentials.get(account.account)
        if not credential.totp:
            return not self._totp
        secret = self._keys.decipher(credential.totp)
        step = step_of(secret, otp, now) if secret else None
        if step is None or step <= credential.step:
            return False
        await unit.credentials.save(credential.model_copy(update={"step": step}))
        return True

    async def _let_in(
        self, unit: SqlUnitOfWork, account: Account, now: datetime, **told: JsonValue
    ) -> str:
        await unit.log_ins.forget(now - LONGEST)
        await unit.invitations.forget(now - LONGEST)
        await unit.attempts.forget(now - LONGEST)
        cookie = secrets.token_urlsafe(32)
        await unit.log_ins.add(
            LogIn(
                token=hashed(cookie),
                account=account.account,
                begun_at=now,
                seen_at=now,
            )
        )
        entered = EventKind.ACCOUNT_ENTERED
        await note(unit, account, entered, own(account), now, **told)
        return cookie


async def end_all(unit: SqlUnitOfWork, account: str, now: datetime) -> None:
    """No browser that was let in may stay."""
    for one in await unit.log_ins.open_of(account):
        await unit.log_ins.save(one.model_copy(update={"ended_at": now}))


async def note(
    unit: SqlUnitOfWork,
    account: Account,
    kind: EventKind,
    actor: Actor,
    now: datetime,
    **told: JsonValue,
) -> None:
    """Without the name: events are for ever."""
    await unit.events.append(
        stream=register_stream("account", account.account),
        kind=kind,
        actor=actor,
        at=now,
        body={"account": account.account, **told},
    )


def own(account: Account) -> Actor:
    return account.acts_as(account.roles[0])


async def _too_often(
    unit: SqlUnitOfWork, limits: dict[str, Limit], now: datetime
) -> bool:
    return any(
        [
            limit.reached(await unit.attempts.find(place), now)
            for place, limit in limits.items()
        ]
    )


async def _refuse_often(
    unit: SqlUnitOfWork, limits: dict[str, Limit], now: datetime
) -> None:
    if await _too_often(unit, limits, now):
        raise _too_often_error()


def _too_often_error() -> TooOftenError:
    return TooOftenError(
        "It failed too often: wait a quarter of an hour, or ask an administrator for a "
        "new one-time link."
    )


async def _count(unit: SqlUnitOfWork, limits: dict[str, Limit], now: datetime) -> None:
    for place, limit in limits.items():
        known = await unit.attempts.find(place)
        more = limit.failed(place, known, now)
        await unit.attempts.keep(more, known=known is not None)
