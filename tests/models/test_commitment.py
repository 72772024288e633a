"""A commitment lives from its act to its last cent."""

from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from models import ledger
from models.commitment import (
    CommitmentAct,
    CostReport,
    Holding,
    Settlement,
    commit_by,
    holding,
    pay_instalment,
    recover,
    revoke,
    settle,
)
from models.errors import InsufficientFundsError, LedgerError
from models.ledger import Account, balances

ACT = {
    "agreement": "A1",
    "number": "act 7",
    "signed_on": date(2010, 3, 1),
    "cents": 100,
    "rate": "1/2",
    "cup": "C11G 06 00000 000 1",
    "companies_benefit": False,
}
ENDED = date(2010, 6, 30)


def act(**changes):
    return CommitmentAct.model_validate(ACT | changes)


def report(cents, received_on=ENDED):
    return CostReport(cents=cents, action_ended_on=ENDED, received_on=received_on)


def committed(*instalments):
    own = [*ledger.reserve([], 1000, 100, cause="case")]
    own += commit_by(own, act())
    for cents in instalments:
        own += pay_instalment(own, cents, cause="instalment")
    return own


def standing(entries):
    return {
        account: cents for account, cents in balances(entries, 1000).items() if cents
    }


def test_act_reads_its_codes_as_people_write_them():
    read = act(cup="c11g 06 00000 000 1", companies_benefit=True, cor=" 1234567 ")

    assert (read.cup, read.cor) == ("C11G06000000001", "1234567")
    assert read.rate == Fraction(1, 2)
    assert CommitmentAct.model_validate_json(read.model_dump_json()) == read


CUP = (
    "cup: a project code (CUP) has 15 letters and digits, a letter first; copy it from"
    " the act that assigned it."
)
NO_COR = (
    "cor: a company benefits, so the aid is registered before the act (method 2.9);"
    " register it and give its code."
)
BAD_COR = (
    "cor: the code of an aid (COR) has up to 20 letters, digits and hyphens; copy it"
    " from the register of aid."
)
NOTHING = "cents: a sum to move is more than zero; correct it, or leave the move out."
SHARE = (
    "rate: a share is a fraction above 0 and at most 1, such as"
    ' "1/2", never a decimal; write it so.'
)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"cup": "C11G0600000001"}, CUP),
        ({"cup": "C11G060000000012"}, CUP),
        ({"cup": "111G06000000001"}, CUP),
        ({"cup": "C11G0600000000-"}, CUP),
        ({"cup": "È11G06000000001"}, CUP),
        ({"companies_benefit": True}, NO_COR),
        ({"companies_benefit": True, "cor": "no code?"}, BAD_COR),
        ({"cents": 0}, NOTHING),
        *(
            ({"rate": rate}, SHARE)
            for rate in ("0/1", "3/2", "1/0", "0.5", 0.5, 1, "1/2 ", None)
        ),
    ],
)
def test_act_that_lacks_something_is_refused(changes, sentence):
    with pytest.raises(ValidationError) as refused:
        act(**changes)

    said = [error["msg"] for error in refused.value.errors()]
    assert said == [f"Value error, {sentence}"]


@pytest.mark.parametrize("field", ["number", "signed_on", "cup", "agreement"])
def test_act_without_a_field_is_refused(field):
    with pytest.raises(ValidationError):
        CommitmentAct.model_validate({k: v for k, v in ACT.items() if k != field})


def test_act_promises_no_more_than_the_case_reserved():
    own = ledger.reserve([], 1000, 99, cause="case")

    with pytest.raises(InsufficientFundsError) as refused:
        commit_by(own, act())

    assert str(refused.value) == (
        "1.00 EUR is more than the 0.99 EUR that the case has reserved; lower the sum,"
        " or correct the case."
    )


def test_instalments_are_paid_out_of_the_commitment():
    own = committed(30, 20)

    assert holding(own) == Holding(reserved=0, committed=50, paid=50)
    with pytest.raises(
        InsufficientFundsError, match=r"^0\.51 EUR is more than the 0\.50"
    ):
        pay_instalment(own, 51, cause="too much")


@pytest.mark.parametrize("cents", [0, -1, 0.5])
def test_instalment_is_a_positive_whole_number_of_cents(cents):
    with pytest.raises(LedgerError, match="in whole cents; correct it"):
        pay_instalment(committed(), cents, cause="nothing")


@pytest.mark.parametrize(
    ("instalments", "reported", "expected"),
    [
        ((), 200, (100, 100, 0, 0)),
        ((30,), 200, (100, 70, 0, 0)),
        ((30,), 999, (100, 70, 0, 0)),  # never more than the act promised
        ((30,), 121, (60, 30, 40, 0)),  # half of 1.21 is 0.60
        ((30,), 60, (30, 0, 70, 0)),
        ((30,), 40, (20, 0, 70, 10)),
        ((100,), 0, (0, 0, 0, 100)),
        ((100,), 200, (100, 0, 0, 0)),
    ],
)
def test_settlement_pays_what_is_due_and_gives_back_the_rest(
    instalments, reported, expected
):
    own = committed(*instalments)

    settled = settle(own, act(), report(reported), same_year=True)

    due, to_pay, released, to_recover = expected
    assert settled == Settlement(
        due=due,
        to_pay=to_pay,
        released=released,
        to_recover=to_recover,
        entries=settled.entries,
    )
    own += settled.entries
    if to_recover:
        own += recover(own, to_recover, cause="paid back", same_year=True)
    assert holding(own) == Holding(reserved=0, committed=0, paid=due)
    assert balances(own, 1000)[Account.AVAILABLE] == 1000 - due


def test_what_is_settled_after_the_year_lapses():
    own = committed(30)

    own += settle(own, act(), report(40), same_year=False).entries
    own += recover(own, 10, cause="paid back", same_year=False)

    assert standing(own) == {
        Account.AVAILABLE: 900,
        Account.PAID: 20,
        Account.LAPSED: 80,
    }


def test_revocation_gives_back_the_rest_and_asks_for_what_was_paid():
    own = committed(30)

    revoked = revoke(own, cause="act 8", same_year=True)

    assert (revoked.due, revoked.released, revoked.to_recover) == (0, 70, 30)
    own += revoked.entries
    own += recover(own, 30, cause="act 8", same_year=True)
    assert standing(own) == {Account.AVAILABLE: 1000}


def test_no_more_comes_back_than_was_paid():
    with pytest.raises(
        InsufficientFundsError, match=r"^0\.31 EUR is more than the 0\.30"
    ):
        recover(committed(30), 31, cause="paid back", same_year=True)


def test_settlement_of_another_act_is_refused():
    with pytest.raises(LedgerError) as refused:
        settle(committed(30), act(cents=90), report(10), same_year=True)

    assert str(refused.value) == (
        "Act act 7 promised 0.90 EUR, but 0.70 EUR are committed and 0.30 EUR paid;"
        " compare ledger and act."
    )


def test_case_that_gave_more_than_it_held_is_damaged():
    with pytest.raises(LedgerError, match="take more than it held"):
        holding(committed(30)[2:])


def test_report_before_the_end_of_the_action_is_refused():
    with pytest.raises(ValidationError, match="reported after the action has ended"):
        report(0, date(2010, 6, 29))
