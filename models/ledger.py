"""The money of one agreement's year: double entries that never lose or invent a cent.

Every cent of the budget stands in exactly one account; acts move it between them.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from pydantic import Field, model_validator

from models.errors import InsufficientFundsError, LedgerError
from models.frozen import Frozen
from models.money import LARGEST, whole


class Account(StrEnum):
    """Where a cent of the budget may stand (method 2.5, "Accounting")."""

    AVAILABLE = "available"
    RESERVED = "reserved"
    """Held for a proposal; lapses with its term unless committed."""
    COMMITTED = "committed"
    """Promised by a signed act."""
    PAID = "paid"
    RELEASED = "released"
    """Given back, on its way to `AVAILABLE` or `LAPSED`; empty between acts."""
    LAPSED = "lapsed"
    """Given back after the financial year: it cannot be used again."""


Accounts = Mapping[Account, int]
"""Cents by account, each account present."""

_MOVES: Final[frozenset[tuple[Account, Account]]] = frozenset(
    {
        (Account.AVAILABLE, Account.RESERVED),
        (Account.AVAILABLE, Account.LAPSED),
        (Account.RESERVED, Account.COMMITTED),
        (Account.RESERVED, Account.RELEASED),
        (Account.COMMITTED, Account.PAID),
        (Account.COMMITTED, Account.RELEASED),
        (Account.RELEASED, Account.AVAILABLE),
        (Account.RELEASED, Account.LAPSED),
    }
)


class Entry(Frozen):
    """One move of money: `debit` receives it, `credit` gives it."""

    debit: Account
    credit: Account
    cents: int = Field(gt=0, le=LARGEST)
    cause: str = Field(min_length=1)
    """Why, in a few words or as the number of the act."""

    @model_validator(mode="after")
    def _foreseen(self) -> "Entry":
        if (self.credit, self.debit) not in _MOVES:
            raise ValueError(
                f"Money does not go from {self.credit} to {self.debit}; post the"
                " steps between."
            )
        return self


def balances(entries: Iterable[Entry], budget: int) -> Accounts:
    """What stands in each account after all entries, oldest first, in cents.

    Raises:
        LedgerError: a negative budget, or an account below zero after any entry:
            the record is damaged (method I10).
    """
    if budget < 0:
        raise LedgerError("A year's budget is zero or more; correct the agreement.")
    accounts = dict.fromkeys(Account, 0)
    accounts[Account.AVAILABLE] = budget
    for entry in entries:
        accounts[entry.credit] -= entry.cents
        accounts[entry.debit] += entry.cents
        if accounts[entry.credit] < 0:
            raise LedgerError(
                f"The ledger takes more from {entry.credit} than stands in it"
                f" ({entry.cause}); compare it with the acts."
            )
    return MappingProxyType(accounts)


def reserve(
    entries: Iterable[Entry], budget: int, cents: int, *, cause: str
) -> tuple[Entry, ...]:
    """Hold money for a proposal: all of the sum or nothing (method C10).

    Args:
        entries: the year so far, oldest first; read under a lock, so that of two
            racing proposals the second sees what the first took (method X25).
        budget: the year's budget in cents.
        cents: the sum, more than zero.
        cause: why.

    Returns:
        The entries to post; nothing is changed yet.

    Raises:
        InsufficientFundsError: less than that is available; the waiting list
            follows (method X10).
        LedgerError: a sum that is not positive, or a damaged record.
    """
    accounts = balances(entries, budget)
    return (_move(accounts, cents, cause, Account.AVAILABLE, Account.RESERVED),)


def commit(
    entries: Iterable[Entry], budget: int, cents: int, *, cause: str
) -> tuple[Entry, ...]:
    """Promise reserved money by an act. Arguments and refusals as `reserve`."""
    accounts = balances(entries, budget)
    return (_move(accounts, cents, cause, Account.RESERVED, Account.COMMITTED),)


def pay(
    entries: Iterable[Entry], budget: int, cents: int, *, cause: str
) -> tuple[Entry, ...]:
    """Pay committed money out. Arguments and refusals as `reserve`."""
    accounts = balances(entries, budget)
    return (_move(accounts, cents, cause, Account.COMMITTED, Account.PAID),)


def release(
    entries: Iterable[Entry],
    budget: int,
    cents: int,
    *,
    cause: str,
    same_year: bool = True,
) -> tuple[Entry, ...]:
    """Give reserved money back: to the year while it lasts, else it lapses.

    Arguments and refusals as `reserve`; `same_year` tells whether the financial year
    still runs (method 2.5, "Accounting").
    """
    accounts = balances(entries, budget)
    freed = _move(accounts, cents, cause, Account.RESERVED, Account.RELEASED)
    return (freed, _placed(freed, same_year=same_year))


def revoke(
    entries: Iterable[Entry],
    budget: int,
    cents: int,
    *,
    cause: str,
    same_year: bool = True,
) -> tuple[Entry, ...]:
    """Give committed money back: a revocation, or what an action did not spend.

    Arguments and refusals as `release`.
    """
    accounts = balances(entries, budget)
    freed = _move(accounts, cents, cause, Account.COMMITTED, Account.RELEASED)
    return (freed, _placed(freed, same_year=same_year))


def close_year(
    entries: Iterable[Entry], budget: int, *, cause: str
) -> tuple[Entry, ...]:
    """Let what is still available lapse; reservations and commitments stay."""
    accounts = balances(entries, budget)
    left = accounts[Account.AVAILABLE]
    if not left:
        return ()
    return (_move(accounts, left, cause, Account.AVAILABLE, Account.LAPSED),)


def _placed(freed: Entry, *, same_year: bool) -> Entry:
    goal = Account.AVAILABLE if same_year else Account.LAPSED
    return Entry(
        debit=goal, credit=Account.RELEASED, cents=freed.cents, cause=freed.cause
    )


def _move(
    accounts: Accounts, cents: int, cause: str, source: Account, goal: Account
) -> Entry:
    if cents <= 0:
        raise LedgerError("A sum to move is more than zero; give it in cents.")
    if cents > accounts[source]:
        raise InsufficientFundsError(
            f"{whole(cents)} is more than the {whole(accounts[source])} that stands in"
            f" {source}; ask for less, or wait until money is released."
        )
    return Entry(debit=goal, credit=source, cents=cents, cause=cause)
