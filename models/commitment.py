"""From a reservation to the last cent: the act, its instalments, the report of costs.

Every function reads the entries of one case in one agreement's year, oldest first,
and returns those to post; `ledger` keeps the year as a whole above zero.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from models.errors import InsufficientFundsError, LedgerError
from models.frozen import Frozen
from models.ids import AgreementNumber
from models.ledger import HELD, Account, Entry, Movement, entry, given_back
from models.money import Cents, PositiveCents, Share, euro

REPORT_DAYS: Final = 60
"""Calendar days from the end of the action (our default, method 2.5)."""

_CUP = re.compile(r"[A-Z][A-Z0-9]{14}")
_COR = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}")


def _plain(given: object) -> object:
    return given.replace(" ", "").upper() if isinstance(given, str) else given


def _cup(given: str) -> str:
    if not _CUP.fullmatch(given):
        raise ValueError(
            "cup: a project code (CUP) has 15 letters and digits, a letter first;"
            " copy it from the act that assigned it."
        )
    return given


def _cor(given: str) -> str:
    if not _COR.fullmatch(given):
        raise ValueError(
            "cor: the code of an aid (COR) has up to 20 letters, digits and hyphens;"
            " copy it from the register of aid."
        )
    return given


Cup = Annotated[str, BeforeValidator(_plain), AfterValidator(_cup)]
"""The code every public project carries in Italy; spaces are dropped."""
Cor = Annotated[str, BeforeValidator(_plain), AfterValidator(_cor)]
"""The code under which the register of aid keeps a grant to a company."""


class CommitmentAct(Frozen):
    """The signed act by which reserved money is promised, under one agreement."""

    agreement: AgreementNumber
    number: str = Field(min_length=1)
    signed_on: date
    cents: PositiveCents
    rate: Share
    """The part of the reported cost that the Ministry bears."""
    cup: Cup
    companies_benefit: bool
    cor: Cor | None = None

    @model_validator(mode="after")
    def _registered(self) -> Self:
        if self.companies_benefit and self.cor is None:
            raise ValueError(
                "cor: a company benefits, so the aid is registered before the act"
                " (method 2.9); register it and give its code."
            )
        return self


class CostReport(Frozen):
    """What an action really cost, as admitted by the Ministry."""

    cents: Cents
    action_ended_on: date
    received_on: date

    @model_validator(mode="after")
    def _follows(self) -> Self:
        if self.received_on < self.action_ended_on:
            raise ValueError(
                "received_on: costs are reported after the action has ended; correct"
                " it, or the day of the end."
            )
        return self


class Holding(Frozen):
    """What one case holds in an agreement's year."""

    reserved: Cents
    committed: Cents
    paid: Cents


class Settlement(Frozen):
    """How a commitment ends: what is due in all, and what is still to be moved."""

    due: Cents
    to_pay: Cents
    released: Cents
    to_recover: Cents
    """Paid but not due: ask for it, and post `recover` when it has come back."""
    entries: tuple[Entry, ...]


def holding(own: Iterable[Entry]) -> Holding:
    """What a case holds, from its own entries.

    Raises:
        LedgerError: the case gave more than it had: the record is damaged.
    """
    standing = dict.fromkeys(Account, 0)
    for moved in own:
        standing[moved.credit] -= moved.cents
        standing[moved.debit] += moved.cents
    held = [standing[account] for account in HELD]
    if min(held) < 0:
        raise LedgerError(
            "The entries of the case take more than it held; compare them with the"
            " acts."
        )
    reserved, committed, paid = held
    return Holding(reserved=reserved, committed=committed, paid=paid)


def commit_by(own: Iterable[Entry], act: CommitmentAct) -> tuple[Entry, ...]:
    """Promise reserved money by an act.

    Raises:
        InsufficientFundsError: the act promises more than the case has in reserve.
    """
    return _moved(Movement.COMMITTED, act.cents, holding(own).reserved, act.number)


def pay_instalment(
    own: Iterable[Entry], cents: int, *, cause: str
) -> tuple[Entry, ...]:
    """Pay part of what is committed, before the report of costs.

    Raises:
        InsufficientFundsError: more than the case still has committed.
        LedgerError: a sum that is not a positive whole number of cents.
    """
    return _moved(Movement.PAID, cents, holding(own).committed, cause)


def settle(
    own: Iterable[Entry],
    act: CommitmentAct,
    report: CostReport,
    *,
    same_year: bool,
    order: str | None = None,
) -> Settlement:
    """Pay what the report makes due and give back the rest of the commitment.

    Due is the act's part of the reported cost, never more than the act promised;
    fractions of a cent are rounded down. The rest is available again while the
    financial year runs (`same_year`), else it lapses. What is paid is booked under
    `order`, the number of its payment order, else under the act's.

    Raises:
        LedgerError: the case does not hold what the act promised.
    """
    own = tuple(own)
    held = holding(own)
    if held.committed + held.paid != act.cents:
        raise LedgerError(
            f"Act {act.number} promised {euro(act.cents)}, but {euro(held.committed)}"
            f" are committed and {euro(held.paid)} paid; compare ledger and act."
        )
    due = min(act.cents, int(act.rate * report.cents))
    return _ended(own, due, act.number, same_year=same_year, order=order)


def revoke(own: Iterable[Entry], *, cause: str, same_year: bool) -> Settlement:
    """Take a commitment back: nothing is due, and what was paid comes back."""
    return _ended(tuple(own), 0, cause, same_year=same_year)


def recover(
    own: Iterable[Entry], cents: int, *, cause: str, same_year: bool
) -> tuple[Entry, ...]:
    """Book paid money that has come back. Refusals as `pay_instalment`."""
    back = _moved(Movement.RECOVERED, cents, holding(own).paid, cause)
    return (*back, given_back(cents, cause=cause, same_year=same_year))


def _ended(
    own: tuple[Entry, ...],
    due: int,
    cause: str,
    *,
    same_year: bool,
    order: str | None = None,
) -> Settlement:
    held = holding(own)
    to_pay = max(due - held.paid, 0)
    released = held.committed - to_pay
    entries: list[Entry] = []
    if to_pay:
        entries.append(entry(Movement.PAID, to_pay, cause=order or cause))
    if released:
        entries.append(entry(Movement.COMMITMENT_RELEASED, released, cause=cause))
        entries.append(given_back(released, cause=cause, same_year=same_year))
    return Settlement(
        due=due,
        to_pay=to_pay,
        released=released,
        to_recover=max(held.paid - due, 0),
        entries=tuple(entries),
    )


def _moved(movement: Movement, cents: int, held: int, cause: str) -> tuple[Entry, ...]:
    moved = entry(movement, cents, cause=cause)
    if cents > held:
        raise InsufficientFundsError(
            f"{euro(cents)} is more than the {euro(held)} that the case has"
            f" {moved.credit}; lower the sum, or correct the case."
        )
    return (moved,)
