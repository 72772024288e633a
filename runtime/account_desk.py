"""Where administrators enter accounts, give them offices, and close them."""

from collections.abc import Sequence
from datetime import datetime

from models.account import (
    LANGUAGES,
    Account,
    Role,
    account_code,
    roles_given,
)
from models.errors import DomainError
from models.event import EventKind
from models.frozen import Frozen
from models.ids import Actor
from runtime.entrance import end_all, note
from runtime.one_time_links import invite
from store.unit_of_work import SqlUnitOfWork, SqlUnits

FIRST = "o1"
"""The account a new installation begins with."""


class Invited(Frozen):
    """`token` is that of the account's one-time link: it is not shown again."""

    account: Account
    token: str


class AccountDesk:
    """`actor` is an officer's code, as everywhere."""

    def __init__(self, *, units: SqlUnits, actor: Actor) -> None:
        self._units = units
        self._actor = actor

    async def add(
        self,
        code: str,
        *,
        name: str,
        roles: tuple[Role, ...],
        language: str,
        now: datetime,
    ) -> Invited:
        """Enter an account; it has no password until its link was followed.

        Raises:
            DomainError: the code is taken, or a field breaks a rule.
        """
        account = Account(
            account=account_code(code),
            name=_name(name),
            language=_language(language),
            roles=roles_given(roles),
            since=now,
        )
        async with self._units.write(now) as unit:
            if await unit.accounts.find(code) is not None:
                raise DomainError(
                    f"There is an account {code} already: take another code. Codes of "
                    "closed accounts are not given again, for their acts stay."
                )
            await _known_auditor(unit, account)
            await unit.accounts.add(account)
            await self._note(unit, account, now)
            return Invited(account=account, token=await invite(unit, code, now))

    async def keep(
        self, code: str, *, name: str, roles: tuple[Role, ...], now: datetime
    ) -> Account:
        """Correct the name, and give the account these offices from now on."""
        async with self._units.write(now) as unit:
            known = await _open(unit, code)
            said = {"name": _name(name), "roles": roles_given(roles)}
            kept = known.model_copy(update=said)
            await _known_auditor(unit, kept)
            await self._left_with_admin(unit, kept)
            await unit.accounts.save(kept)
            await self._note(unit, kept, now)
            return kept

    async def close(self, code: str, *, now: datetime) -> Account:
        """It enters no more, and whoever is in with it is out."""
        async with self._units.write(now) as unit:
            known = await _open(unit, code)
            kept = known.model_copy(update={"until": now})
            await self._left_with_admin(unit, kept)
            await unit.accounts.save(kept)
            await end_all(unit, code, now)
            await self._note(unit, kept, now)
            return kept

    async def link(self, code: str, *, now: datetime) -> Invited:
        """A new one-time link: for who forgot the password, or lost the telephone."""
        async with self._units.write(now) as unit:
            account = await _open(unit, code)
            token = await invite(unit, code, now)
            await self._note(unit, account, now, link=True)
            return Invited(account=account, token=token)

    async def first(self, *, now: datetime) -> Invited | None:
        """The first administrator and its link; none once anybody has a password.

        Started anew before the link was followed, there is a new link.
        """
        async with self._units.read() as unit:
            if await unit.credentials.any():
                return None
            known = await unit.accounts.find(FIRST)
        if known is not None:
            return await self.link(FIRST, now=now)
        return await self.add(
            FIRST,
            name="Amministratore",
            roles=tuple(role for role in Role if role is not Role.AUDITOR),
            language="it",
            now=now,
        )

    async def all(self) -> Sequence[Account]:
        async with self._units.read() as unit:
            return await unit.accounts.all()

    async def _left_with_admin(self, unit: SqlUnitOfWork, kept: Account) -> None:
        """Somebody must be able to undo it."""
        others = [
            one
            for one in await unit.accounts.all()
            if one.until is None
            and Role.ADMIN in one.roles
            and one.account != kept.account
        ]
        stays = kept.until is None and Role.ADMIN in kept.roles
        if not others and not stays:
            raise DomainError(
                f"{kept.account} is the last administrator: make another one first."
            )

    async def _note(
        self,
        unit: SqlUnitOfWork,
        account: Account,
        now: datetime,
        *,
        link: bool = False,
    ) -> None:
        await note(
            unit,
            account,
            EventKind.REGISTER_KEPT,
            self._actor,
            now,
            roles=[*account.roles],
            closed=account.until is not None,
            link=link,
        )


async def _open(unit: SqlUnitOfWork, code: str) -> Account:
    known = await unit.accounts.get(code)
    if known.until is not None:
        raise DomainError(
            f"Account {code} is closed, and stays so: enter the person anew, under "
            "another code."
        )
    return known


async def _known_auditor(unit: SqlUnitOfWork, account: Account) -> None:
    """An auditor reads under the name in the register, and so it must stand there."""
    if Role.AUDITOR not in account.roles:
        return
    known = await unit.auditors.find(account.account)
    if known is None or known.until is not None:
        raise DomainError(
            f"There is no auditor {account.account} in the register: enter it first "
            "with `starter.py auditor add`, under the same code."
        )


def _name(given: str) -> str:
    if not given.strip():
        raise DomainError("The name is empty: give the one colleagues know.")
    return " ".join(given.split())


def _language(given: str) -> str:
    if given not in LANGUAGES:
        raise DomainError(f"The desk speaks {', '.join(LANGUAGES)}: give one of them.")
    return given
