"""No cent is lost, none is invented, no account goes below zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.errors import InsufficientFundsError, LedgerError
from models.ledger import (
    Account,
    Entry,
    Movement,
    balances,
    close_year,
    entry,
    release,
    reserve,
)

CAUSE = "act 1"


def standing(entries, budget):
    return {
        account: sum_ for account, sum_ in balances(entries, budget).items() if sum_
    }


def test_new_year_has_its_budget_available():
    assert balances([], 100) == {
        Account.AVAILABLE: 100,
        Account.RESERVED: 0,
        Account.COMMITTED: 0,
        Account.PAID: 0,
        Account.RELEASED: 0,
        Account.LAPSED: 0,
    }


def test_reservation_is_committed():
    entries = [*reserve([], 100, 60, cause=CAUSE)]
    entries += [entry(Movement.COMMITTED, 40, cause=CAUSE)]

    assert standing(entries, 100) == {
        Account.AVAILABLE: 40,
        Account.RESERVED: 20,
        Account.COMMITTED: 40,
    }


def test_release_in_the_year_makes_money_available_again():
    entries = reserve([], 100, 60, cause=CAUSE)

    posted = release(entries, 100, 60, cause="lapsed")

    assert posted == (
        Entry(
            debit=Account.RELEASED, credit=Account.RESERVED, cents=60, cause="lapsed"
        ),
        Entry(
            debit=Account.AVAILABLE, credit=Account.RELEASED, cents=60, cause="lapsed"
        ),
    )


def test_release_after_the_year_lapses():
    entries = reserve([], 100, 60, cause=CAUSE)

    entries += release(entries, 100, 60, cause="late", same_year=False)

    assert standing(entries, 100) == {Account.AVAILABLE: 40, Account.LAPSED: 60}


def test_close_year_lets_what_is_available_lapse():
    entries = reserve([], 100, 60, cause=CAUSE)

    entries += close_year(entries, 100, cause="31 December")

    assert standing(entries, 100) == {Account.RESERVED: 60, Account.LAPSED: 40}
    assert close_year(entries, 100, cause="again") == ()


def test_second_of_two_racing_reservations_is_refused_whole():
    entries = reserve([], 100, 60, cause=CAUSE)

    with pytest.raises(InsufficientFundsError, match=r"^0\.60 is more than the 0\.40"):
        reserve(entries, 100, 60, cause="act 2")


@pytest.mark.parametrize("act", [reserve, release])
def test_nothing_moves_out_of_an_empty_account(act):
    with pytest.raises(InsufficientFundsError):
        act([], 0, 1, cause=CAUSE)


@pytest.mark.parametrize("cents", [0, -1, 0.5, True])
def test_sum_to_move_is_more_than_zero(cents):
    with pytest.raises(LedgerError):
        reserve([], 100, cents, cause=CAUSE)


def test_damaged_record_is_refused():
    overdrawn = Entry(
        debit=Account.PAID, credit=Account.COMMITTED, cents=1, cause=CAUSE
    )

    with pytest.raises(LedgerError, match="takes more from committed"):
        balances([overdrawn], 100)


def test_negative_budget_is_refused():
    with pytest.raises(LedgerError):
        balances([], -1)


@pytest.mark.parametrize(
    ("credit", "debit"),
    [
        (Account.AVAILABLE, Account.PAID),
        (Account.PAID, Account.AVAILABLE),
        (Account.LAPSED, Account.AVAILABLE),
        (Account.RESERVED, Account.RESERVED),
    ],
)
def test_entry_between_strange_accounts_is_refused(credit, debit):
    with pytest.raises(ValidationError, match="Money does not go"):
        Entry(debit=debit, credit=credit, cents=1, cause=CAUSE)


acts = st.tuples(
    st.sampled_from([reserve, release]),
    st.integers(1, 120),
    st.booleans(),
)


@given(st.integers(0, 300), st.lists(acts, max_size=30))
def test_accounts_always_sum_to_the_budget_and_none_is_below_zero(budget, acts):
    entries: list[Entry] = []
    for act, cents, same_year in acts:
        late = {"same_year": same_year} if act is release else {}
        try:
            entries += act(entries, budget, cents, cause=CAUSE, **late)
        except InsufficientFundsError:
            continue

        accounts = balances(entries, budget)
        assert sum(accounts.values()) == budget
        assert min(accounts.values()) >= 0
        assert accounts[Account.RELEASED] == 0
