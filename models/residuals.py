"""What each agreement's year had, and where its money stands."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from pydantic import Field, model_validator

from models.frozen import Frozen
from models.ids import AgreementNumber, BodyCode
from models.ledger import Account
from models.money import Cents
from models.report_scope import ReportFrame


class Moved(NamedTuple):
    """All cents that went from one account of a year to another."""

    agreement: AgreementNumber
    year: int
    debit: Account
    credit: Account
    cents: int


class Residual(Frozen):
    """One agreement's year; the accounts together are its budget (method I10)."""

    agreement: AgreementNumber
    body: BodyCode
    year: int = Field(ge=1990, le=2100)
    budget: Cents
    accounts: dict[Account, Cents]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if sum(self.accounts.values()) != self.budget:
            raise ValueError(
                f"The accounts of {self.agreement}/{self.year} do not sum to its"
                " budget; compare the ledger with the acts."
            )
        return self

    def __getitem__(self, account: Account) -> int:
        return self.accounts.get(account, 0)


class Residuals(Frozen):
    frame: ReportFrame
    years: tuple[Residual, ...]


class Budget(NamedTuple):
    """A year as it was opened, or raised since."""

    agreement: AgreementNumber
    body: BodyCode
    year: int
    cents: int


def residuals(
    frame: ReportFrame, budgets: Iterable[Budget], moves: Iterable[Moved]
) -> Residuals:
    """Where the money stands after all that was moved."""
    standing: dict[tuple[AgreementNumber, int], dict[Account, int]] = {}
    for one in moves:
        year = standing.setdefault((one.agreement, one.year), _empty())
        year[one.debit] += one.cents
        year[one.credit] -= one.cents
    return Residuals(
        frame=frame,
        years=tuple(
            Residual(
                agreement=one.agreement,
                body=one.body,
                year=one.year,
                budget=one.cents,
                accounts=_with_budget(
                    standing.get((one.agreement, one.year), _empty()), one.cents
                ),
            )
            for one in budgets
        ),
    )


def _empty() -> dict[Account, int]:
    return dict.fromkeys(Account, 0)


def _with_budget(moved: Mapping[Account, int], budget: int) -> dict[Account, int]:
    return {**moved, Account.AVAILABLE: moved[Account.AVAILABLE] + budget}
