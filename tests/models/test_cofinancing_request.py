"""A request that contradicts itself is refused in a sentence."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from models.cofinancing import CofinancingRequest, Contribution


def test_one_agreement_with_two_residuals_is_refused():
    contributions = tuple(
        Contribution(body="region", agreement="one", cents=1, residual=residual)
        for residual in (1, 2)
    )

    with pytest.raises(ValidationError, match="two different residuals"):
        CofinancingRequest(admissible=10, contributions=contributions)


def test_rate_is_at_most_the_whole_cost():
    with pytest.raises(ValidationError, match="at most the whole cost"):
        CofinancingRequest(admissible=10, contributions=(), rate_numerator=3)


def test_rate_is_an_exact_fraction():
    asked = CofinancingRequest(
        admissible=100, contributions=(), rate_numerator=7, rate_denominator=10
    )

    assert asked.rate == Fraction(7, 10)


@pytest.mark.parametrize(
    ("field", "given", "sentence"),
    [
        (
            "private",
            -1,
            "private: a sum is zero or more (method I12); correct the sign.",
        ),
        (
            "private",
            0.5,
            (
                "private: a sum is a whole number of cents (method I12), no fraction"
                " and no text; give it so."
            ),
        ),
        (
            "other_public",
            "5",
            (
                "other_public: a sum is a whole number of cents (method I12), no"
                " fraction and no text; give it so."
            ),
        ),
        (
            "admissible",
            True,
            (
                "admissible: a sum is a whole number of cents (method I12), no fraction"
                " and no text; give it so."
            ),
        ),
        (
            "project_cap",
            10**16,
            "project_cap: a sum is at most 10 000 000 000 000; check the zeros.",
        ),
        (
            "actions",
            ({"kind": "study", "cents": 9},),
            (
                "actions: they cost 0.09 EUR, but admissible is 0.10 EUR; the actions"
                " make up the cost, correct one."
            ),
        ),
        (
            "actions",
            ({"kind": "study", "cents": 10, "private": 4},),
            (
                "actions: 0.04 EUR of private money stand by action, but private is"
                " 0.00 EUR in all; correct one."
            ),
        ),
    ],
)
def test_bad_input_is_refused_in_a_sentence(field, given, sentence):
    with pytest.raises(ValidationError) as refused:
        CofinancingRequest.model_validate(
            {"admissible": 10, "contributions": ()} | {field: given}
        )

    assert [error["msg"] for error in refused.value.errors()] == [
        f"Value error, {sentence}"
    ]
