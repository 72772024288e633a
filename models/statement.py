"""An agreement's year on paper: what it began with, every move, what stands where."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from models.errors import LedgerError
from models.frozen import Frozen
from models.ids import AgreementNumber, CaseId
from models.ledger import Account, Entry, Movement, balances, entry
from models.money import Cents, PositiveCents, euro

RAISED: Final = "budget raised"
"""What an addition to the budget is called on a statement: it moves no money."""
_KEY: Final = re.compile(r"(?:proposal|money)/\S+/(?P<step>[a-z-]+)/\w+")
"""What an act is done once under, where no number of a paper stands for it."""


class Booking(Frozen):
    """An entry as it was booked: when, on which day, for which case."""

    at: datetime
    on: date
    case: CaseId | None = None
    """None: it concerns the whole year."""
    entry: Entry


class Addition(Frozen):
    """Money a decree added to the year's budget; `act` is its number."""

    at: datetime
    on: date
    cents: PositiveCents
    act: str = Field(min_length=1)


class StatementLine(Frozen):
    """One move of money, or an addition to the budget, in a statement's words."""

    on: date
    case: CaseId | None
    movement: Movement | Literal["budget raised"]
    cause: str = Field(min_length=1)
    cents: PositiveCents
    available: Cents
    """What the year still has after it."""

    @property
    def said(self) -> str:
        """The cause as people read it."""
        key = _KEY.fullmatch(self.cause)
        return key["step"].replace("-", " ") if key else self.cause


class Statement(Frozen):
    """A year's opening, lines and closing; it cannot be made unless it adds up."""

    agreement: AgreementNumber
    year: int = Field(ge=1990, le=2100)
    opening: Cents
    """The budget the year was opened with."""
    lines: tuple[StatementLine, ...]
    closing: dict[Account, Cents]
    check_sum: Cents
    """The closing accounts together: opening and additions, to the cent (I10)."""

    @property
    def raised(self) -> int:
        """What was added to the budget in the course of the year."""
        return _raised(self.lines)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        replayed = _replayed(self.lines, self.opening)
        if self.closing != replayed or self.check_sum != self.opening + self.raised:
            raise ValueError(
                f"The statement of {self.agreement}/{self.year} does not follow from"
                f" its lines and its budget of {euro(self.opening)}; make it anew from"
                " the ledger."
            )
        return self


def statement(
    agreement: AgreementNumber,
    year: int,
    budget: int,
    bookings: Iterable[Booking],
    additions: Iterable[Addition] = (),
) -> Statement:
    """Write the statement of a year from what was booked, oldest first.

    Args:
        agreement: its number.
        year: the financial year.
        budget: the year's budget as it stands now, in cents.
        bookings: all moves, in the order they were booked.
        additions: what raised the budget since the year was opened, oldest first.

    Raises:
        LedgerError: a negative budget, or an account below zero after any entry.
    """
    booked, added = tuple(bookings), tuple(additions)
    closing = balances((one.entry for one in booked), budget)
    opening = budget - sum(one.cents for one in added)
    if opening < 0:
        raise LedgerError(
            f"The budget of {agreement}/{year} is {euro(budget)}, yet more was added to"
            " it; compare it with the acts."
        )
    return Statement(
        agreement=agreement,
        year=year,
        opening=opening,
        lines=tuple(_lines(opening, booked, list(added))),
        closing=dict(closing),
        check_sum=sum(closing.values()),
    )


def _lines(
    opening: int, booked: Iterable[Booking], added: list[Addition]
) -> Iterator[StatementLine]:
    """Moves in their order; an addition before the first move it came before.

    Clocks differ by moments, so a move that takes more than there was shows that the
    addition had come, whatever its time says.
    """
    left = opening
    for one in booked:
        change = _freed(one.entry)
        while added and (added[0].at <= one.at or left + change < 0):
            first = added.pop(0)
            left += first.cents
            yield _addition(first, left)
        left += change
        yield StatementLine(
            on=one.on,
            case=one.case,
            movement=one.entry.movement,
            cause=one.entry.cause,
            cents=one.entry.cents,
            available=left,
        )
    for last in added:
        left += last.cents
        yield _addition(last, left)


def _addition(one: Addition, left: int) -> StatementLine:
    return StatementLine(
        on=one.on,
        case=None,
        movement=RAISED,
        cause=one.act,
        cents=one.cents,
        available=left,
    )


def _freed(moved: Entry) -> int:
    """What a move adds to the money available; negative when it takes some."""
    if moved.debit is Account.AVAILABLE:
        return moved.cents
    return -moved.cents if moved.credit is Account.AVAILABLE else 0


def _raised(lines: Iterable[StatementLine]) -> int:
    return sum(line.cents for line in lines if line.movement == RAISED)


def _replayed(lines: tuple[StatementLine, ...], opening: int) -> dict[Account, int]:
    available, entries = opening, []
    for line in lines:
        if isinstance(line.movement, Movement):
            moved = entry(line.movement, line.cents, cause=line.cause)
            entries.append(moved)
            available += _freed(moved)
        else:
            available += line.cents
        if line.available != available:
            raise ValueError(
                f"The line of {line.on} ({line.cause}) says {euro(line.available)} are"
                f" left, but {euro(available)} are; make the statement anew."
            )
    try:
        return dict(balances(entries, opening + _raised(lines)))
    except LedgerError as error:  # pydantic collects ValueErrors only
        raise ValueError(str(error)) from error
