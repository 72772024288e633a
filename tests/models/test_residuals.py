"""Where money stands follows from the moves; the accounts sum to the budget."""

from datetime import date

import pytest
from pydantic import ValidationError

from models.ids import AgreementNumber, BodyCode, CorridorCode
from models.ledger import Account
from models.report import Month, Period
from models.report_scope import ReportFrame
from models.residuals import Budget, Moved, Residual, residuals

ONE, TWO = AgreementNumber("AP-1"), AgreementNumber("AP-2")
FRAME = ReportFrame(
    corridor=CorridorCode("IT-RU"),
    period=Period(first=Month(year=2026, month=1), last=Month(year=2026, month=12)),
    dated=date(2026, 3, 2),
)


def test_moves_leave_the_rest_free():
    found = residuals(
        FRAME,
        [
            Budget(ONE, BodyCode("IT-57"), 2026, 1000),
            Budget(TWO, BodyCode("IT-34"), 2026, 50),
        ],
        [
            Moved(ONE, 2026, Account.RESERVED, Account.AVAILABLE, 700),
            Moved(ONE, 2026, Account.COMMITTED, Account.RESERVED, 400),
            Moved(ONE, 2026, Account.PAID, Account.COMMITTED, 150),
            Moved(ONE, 2026, Account.RELEASED, Account.RESERVED, 100),
            Moved(ONE, 2026, Account.LAPSED, Account.RELEASED, 100),
        ],
    )

    first, second = found.years
    assert {account: first[account] for account in Account} == {
        Account.AVAILABLE: 300,
        Account.RESERVED: 200,
        Account.COMMITTED: 250,
        Account.PAID: 150,
        Account.RELEASED: 0,
        Account.LAPSED: 100,
    }
    assert second[Account.AVAILABLE] == 50


def test_year_that_does_not_add_up_is_refused():
    with pytest.raises(ValidationError, match="AP-1/2026 do not sum"):
        Residual(
            agreement=ONE,
            body=BodyCode("IT-57"),
            year=2026,
            budget=1000,
            accounts={Account.AVAILABLE: 999},
        )
