"""An act on money that cannot be is refused by the options it was written with."""

from datetime import date

import pytest

from activities.commitment_file import valid
from models.commitment import CommitmentAct, CostReport
from models.errors import DomainError

ACT = {
    "agreement": "AP-1",
    "number": "7",
    "signed_on": date(2026, 1, 1),
    "cents": 5,
    "rate": "1/2",
    "cup": "B12C34567890123",
    "companies_benefit": False,
}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": ""}, "--act is blank; write it."),
        (
            {"cents": 0},
            (
                "--euro: a sum to move is more than zero; correct it, or leave the "
                "move out."
            ),
        ),
        (
            {"rate": "0.5"},
            (
                "--rate: a share is a fraction above 0 and at most 1, such as "
                '"1/2", never a decimal; write it so.'
            ),
        ),
        (
            {"cup": "B1"},
            (
                "--cup: a project code (CUP) has 15 letters and digits, a letter "
                "first; copy it from the act that assigned it."
            ),
        ),
        (
            {"companies_benefit": True},
            (
                "--cor: a company benefits, so the aid is registered before the act "
                "(method 2.9); register it and give its code."
            ),
        ),
    ],
)
def test_act_is_refused_by_the_option_that_is_wrong(changes, sentence):
    with pytest.raises(DomainError) as refused:
        valid(lambda: CommitmentAct.model_validate(ACT | changes))

    assert str(refused.value) == sentence


def test_report_before_the_end_is_refused_by_its_option():
    with pytest.raises(DomainError) as refused:
        valid(
            lambda: CostReport(
                cents=5,
                action_ended_on=date(2026, 2, 1),
                received_on=date(2026, 1, 1),
            )
        )

    assert str(refused.value) == (
        "--received: costs are reported after the action has ended; correct it, or the"
        " day of the end."
    )
