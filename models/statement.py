"""An agreement's year on paper: what it began with, every move, what stands where."""

from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from typing import Self

from pydantic import Field, model_validator

from models.errors import LedgerError
from models.frozen import Frozen
from models.ids import AgreementNumber, CaseId
from models.ledger import Account, Entry, Movement, balances, entry
from models.money import Cents, PositiveCents, euro


class Booking(Frozen):
    """An entry as it was booked: on which day, for which case."""

    on: date
    case: CaseId | None = None
    """None: it concerns the whole year."""
    entry: Entry


class StatementLine(Frozen):
    """One move of money, in the words of a statement."""

    on: date
    case: CaseId | None
    movement: Movement
    cause: str = Field(min_length=1)
    cents: PositiveCents
    available: Cents
    """What the year still has after it."""


class Statement(Frozen):
    """A year's opening, lines and closing; it cannot be made unless it adds up."""

    agreement: AgreementNumber
    year: int = Field(ge=1990, le=2100)
    opening: Cents
    """The year's budget."""
    lines: tuple[StatementLine, ...]
    closing: dict[Account, Cents]
    check_sum: Cents
    """The closing accounts together: the budget, to the cent (method I10)."""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        replayed = _replayed(self.lines, self.opening)
        if self.closing != replayed or self.check_sum != self.opening:
            raise ValueError(
                f"The statement of {self.agreement}/{self.year} does not follow from"
                f" its lines and its budget of {euro(self.opening)}; make it anew from"
                " the ledger."
            )
        return self


def statement(
    agreement: AgreementNumber, year: int, budget: int, bookings: Iterable[Booking]
) -> Statement:
    """Write the statement of a year from what was booked, oldest first.

    Raises:
        LedgerError: a negative budget, or an account below zero after any entry.
    """
    booked = tuple(bookings)
    closing = balances((one.entry for one in booked), budget)
    left = accumulate((_freed(one.entry) for one in booked), initial=budget)
    next(left)
    lines = tuple(
        StatementLine(
            on=one.on,
            case=one.case,
            movement=one.entry.movement,
            cause=one.entry.cause,
            cents=one.entry.cents,
            available=available,
        )
        for one, available in zip(booked, left, strict=True)
    )
    return Statement(
        agreement=agreement,
        year=year,
        opening=budget,
        lines=lines,
        closing=dict(closing),
        check_sum=sum(closing.values()),
    )


def _freed(moved: Entry) -> int:
    """What a move adds to the money available; negative when it takes some."""
    if moved.debit is Account.AVAILABLE:
        return moved.cents
    return -moved.cents if moved.credit is Account.AVAILABLE else 0


def _replayed(lines: Iterable[StatementLine], budget: int) -> dict[Account, int]:
    available, entries = budget, []
    for line in lines:
        moved = entry(line.movement, line.cents, cause=line.cause)
        entries.append(moved)
        available += _freed(moved)
        if line.available != available:
            raise ValueError(
                f"The line of {line.on} ({line.cause}) says {euro(line.available)} are"
                f" left, but {euro(available)} are; make the statement anew."
            )
    try:
        return dict(balances(entries, budget))
    except LedgerError as error:  # pydantic collects ValueErrors only
        raise ValueError(str(error)) from error
