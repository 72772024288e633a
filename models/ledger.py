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
from models.money import PositiveCents, whole


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


HELD: Final = (Account.RESERVED, Account.COMMITTED, Account.PAID)
"""Where money stands for a case."""

Accounts = Mapping[Account, int]
"""Cents by account, each account present."""


class Movement(StrEnum):
    """What a move of money is called on a statement."""

    RESERVED = "reserved"
    COMMITTED = "committed"
    PAID = "paid"
    RESERVATION_RELEASED = "reservation released"
    COMMITMENT_RELEASED = "commitment released"
    RECOVERED = "recovered"
    """Paid money that came back."""
    RETURNED = "returned"
    """To the year's budget."""
    LAPSED = "lapsed"
    """Given back after the year."""
    UNUSED = "unused"
    """Still available when the year closed."""


_PATHS: Final[Mapping[Movement, tuple[Account, Account]]] = MappingProxyType(
    {
        Movement.RESERVED: (Account.AVAILABLE, Account.RESERVED),
        Movement.UNUSED: (Account.AVAILABLE, Account.LAPSED),
        Movement.COMMITTED: (Account.RESERVED, Account.COMMITTED),
        Movement.RESERVATION_RELEASED: (Account.RESERVED, Account.RELEASED),
        Movement.PAID: (Account.COMMITTED, Account.PAID),
        Movement.COMMITMENT_RELEASED: (Account.COMMITTED, Account.RELEASED),
        Movement.RECOVERED: (Account.PAID, Account.RELEASED),
        Movement.RETURNED: (Account.RELEASED, Account.AVAILABLE),
        Movement.LAPSED: (Account.RELEASED, Account.LAPSED),
    }
)
"""From which account to which; money goes no other way."""

_MOVEMENTS: Final = MappingProxyType({path: name for name, path in _PATHS.items()})


class Entry(Frozen):
    """One move of money: `debit` receives it, `credit` gives it."""

    debit: Account
    credit: Account
    cents: PositiveCents
    cause: str = Field(min_length=1)
    """Why, in a few words or as the number of the act."""

    @property
    def movement(self) -> Movement:
        return _MOVEMENTS[self.credit, self.debit]

    @model_validator(mode="after")
    def _foreseen(self) -> "Entry":
        if (self.credit, self.debit) not in _MOVEMENTS:
            raise ValueError(
                f"Money does not go from {self.credit} to {self.debit}; post the"
                " steps between."
            )
        return self


def entry(movement: Movement, cents: int, *, cause: str) -> Entry:
    """One move by its name.

    Raises:
        LedgerError: a sum that is not a positive whole number of cents.
    """
    if isinstance(cents, bool) or not isinstance(cents, int) or cents <= 0:
        raise LedgerError(
            "A sum to move is more than zero, in whole cents; correct it."
        )
    credit, debit = _PATHS[movement]
    return Entry(debit=debit, credit=credit, cents=cents, cause=cause)


def path(movement: Movement) -> tuple[Account, Account]:
    """The account that gives, and the one that receives."""
    return _PATHS[movement]


def same_number(one: str, other: str) -> bool:
    """Whether two spellings are one number of an act: capitals and spaces do not count.

    An act is booked once, however it is typed.
    """
    return _bare(one) == _bare(other)


def _bare(number: str) -> str:
    return "".join(number.split()).casefold()


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
    return (_move(balances(entries, budget), Movement.RESERVED, cents, cause),)


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
    freed = _move(accounts, Movement.RESERVATION_RELEASED, cents, cause)
    return (freed, given_back(cents, cause=cause, same_year=same_year))


def given_back(cents: int, *, cause: str, same_year: bool) -> Entry:
    """The second step of every release: where the money goes."""
    placed = Movement.RETURNED if same_year else Movement.LAPSED
    return entry(placed, cents, cause=cause)


def close_year(
    entries: Iterable[Entry], budget: int, *, cause: str
) -> tuple[Entry, ...]:
    """Let what is still available lapse; reservations and commitments stay."""
    left = balances(entries, budget)[Account.AVAILABLE]
    return (entry(Movement.UNUSED, left, cause=cause),) if left else ()


def _move(accounts: Accounts, movement: Movement, cents: int, cause: str) -> Entry:
    moved = entry(movement, cents, cause=cause)
    if cents > accounts[moved.credit]:
        raise InsufficientFundsError(
            f"{whole(cents)} is more than the {whole(accounts[moved.credit])} that"
            f" stands in {moved.credit}; ask for less, or wait until money is released."
        )
    return moved
