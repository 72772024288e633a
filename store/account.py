"""Accounts of the web desk, their secrets, and the browsers that were let in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from models.account import Account, Attempts, Credential, Invitation, LogIn
from store.account_tables import (
    AccountTable,
    AttemptTable,
    CredentialTable,
    InvitationTable,
    LogInTable,
)
from store.columns import Instant
from store.rows import SqlRows
from store.sheet import Sheet, removal

_BEFORE = bindparam("before", type_=Instant())
_OLD_LOG_INS = removal(LogInTable, LogInTable.seen_at < _BEFORE)
_OLD_INVITATIONS = removal(InvitationTable, InvitationTable.until < _BEFORE)
_OLD_ATTEMPTS = removal(AttemptTable, AttemptTable.since < _BEFORE)


class SqlAccounts(SqlRows[Account, str]):
    sheet = Sheet(Account, AccountTable)
    thing = "account"

    async def all(self) -> Sequence[Account]:
        return await self._all(self.sheet.select.order_by(AccountTable.account))


class SqlCredentials(SqlRows[Credential, str]):
    sheet = Sheet(Credential, CredentialTable)
    thing = "credential"

    async def any(self) -> bool:
        """Whether anybody has a password yet."""
        asked = select(CredentialTable.account).where(CredentialTable.password != "")
        return await self._transaction.row(asked.limit(1)) is not None


class SqlLogIns(SqlRows[LogIn, str]):
    sheet = Sheet(LogIn, LogInTable)
    thing = "log-in"

    async def open_of(self, account: str) -> Sequence[LogIn]:
        return await self._all(
            self.sheet.select.where(
                LogInTable.account == account, LogInTable.ended_at.is_(None)
            )
        )

    async def forget(self, before: datetime) -> None:
        """What was last seen before."""
        table = self.sheet.table
        await self._transaction.remove(table, _OLD_LOG_INS, {"before": before})


class SqlInvitations(SqlRows[Invitation, str]):
    sheet = Sheet(Invitation, InvitationTable)
    thing = "invitation"

    async def open_of(self, account: str) -> Sequence[Invitation]:
        return await self._all(
            self.sheet.select.where(
                InvitationTable.account == account, InvitationTable.used_at.is_(None)
            )
        )

    async def forget(self, before: datetime) -> None:
        """What ended before."""
        table = self.sheet.table
        await self._transaction.remove(table, _OLD_INVITATIONS, {"before": before})


class SqlAttempts(SqlRows[Attempts, str]):
    sheet = Sheet(Attempts, AttemptTable)
    thing = "attempt"

    async def keep(self, attempts: Attempts, *, known: bool) -> None:
        await (self.save if known else self.add)(attempts)

    async def forget(self, before: datetime) -> None:
        """What began before."""
        table = self.sheet.table
        await self._transaction.remove(table, _OLD_ATTEMPTS, {"before": before})
