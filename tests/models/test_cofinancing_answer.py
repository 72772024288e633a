"""A check says why it ends as it does, and by which rules."""

import pytest

from models.cofinancing import (
    CofinancingCheck,
    CofinancingRequest,
    Contribution,
    Outcome,
    check,
)
from tests.models.cofinancing_vectors import GAP, VECTORS, checked


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (VECTORS["V1"][0], "The need of 60,000.00 EUR is covered."),
        (
            VECTORS["V2"][0],
            "20,000.00 EUR of the need stay open, limited by R3; find the rest.",
        ),
        (
            VECTORS["V3"][0],
            (
                "R4: private: 45,000.00 EUR bear less than 1/2 of the project"
                " (100,000.00 EUR); raise the private part, or lower the cost."
            ),
        ),
        (
            VECTORS["V9"][0],
            (
                "25,000.00 EUR of the need stay open, limited by project_cap; find the"
                " rest."
            ),
        ),
        (
            VECTORS["V10"][0],
            (
                "contributions, private and other_public exceed the cost by 5,000.00"
                " EUR (R9); lower one of them."
            ),
        ),
        (
            VECTORS["V13"][0],
            (
                "The rules allow 60,000.00 EUR, the agreements have 40,000.00 EUR left"
                " this year; wait, or accept the part."
            ),
        ),
        (
            CofinancingRequest(admissible=0, contributions=()),
            "admissible: there is no cost to finance (C4); give the actions' cost.",
        ),
    ],
)
def test_check_says_why(asked, why):
    assert check(asked).why == why


def test_agreement_may_bear_less_than_the_rules_allow():
    asked = CofinancingRequest(
        admissible=100,
        contributions=(Contribution(body="b", agreement="a", cents=60),),
        rate_numerator=1,
        rate_denominator=3,
    )

    assert checked(asked) == CofinancingCheck(
        status=GAP, ministry=33, split=(33,), gap=7
    )
    assert check(asked).why.startswith(
        "0.07 EUR of the need stay open, limited by rate"
    )


def test_check_without_rules_follows_the_minimal_ones():
    lines = [(line.rule, line.outcome) for line in check(VECTORS["V2"][0]).applied]

    assert lines == [
        ("R1", Outcome.PASSED),
        ("R3", Outcome.LIMITED),
        ("R4", Outcome.NOT_APPLICABLE),
    ]
