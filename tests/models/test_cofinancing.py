"""The vectors of method 2.5, the decisions beside them, and what always holds."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from models.cofinancing import (
    RULE_VERSION,
    CofinancingCheck,
    CofinancingRequest,
    CofinancingStatus,
    Contribution,
    check,
    effective_rate,
    pro_rata,
)
from models.errors import AmountError
from models.money import cents

FULL = CofinancingStatus.FULL
GAP = CofinancingStatus.GAP
EXHAUSTED = CofinancingStatus.BUDGET_EXHAUSTED


def request(admissible, *partners, **others):
    """A request in EUR; a partner is a sum, or a sum and its agreement's residual."""
    contributions = []
    for number, partner in enumerate(partners):
        own, residual = partner if isinstance(partner, tuple) else (partner, None)
        contributions.append(
            Contribution(
                body=f"body-{number}",
                agreement=f"agreement-{number}",
                cents=cents(own),
                residual=None if residual is None else cents(residual),
            )
        )
    cap = others.get("project_cap")
    return CofinancingRequest(
        admissible=cents(admissible),
        contributions=tuple(contributions),
        private=cents(others.get("private", 0)),
        other_public=cents(others.get("other_public", 0)),
        commercial=others.get("commercial", False),
        project_cap=None if cap is None else cents(cap),
    )


def answer(status, *split, gap=0):
    shares = tuple(map(cents, split))
    return CofinancingCheck(
        status=status,
        ministry=sum(shares),
        split=shares,
        gap=cents(gap),
        rule_version=RULE_VERSION,
    )


VECTORS = {
    "V1": (request(120_000, 60_000), answer(FULL, 60_000)),
    "V2": (
        request(120_000, 40_000, private=20_000),
        answer(GAP, 40_000, gap=20_000),
    ),
    "V3": (
        request(100_000, 25_000, private=45_000, commercial=True),
        answer(CofinancingStatus.PRIVATE_SHARE_TOO_LOW, 0),
    ),
    "V4": (
        request(100_000, 25_000, private=50_000, commercial=True),
        answer(FULL, 25_000),
    ),
    "V5": (request(90_000, 30_000, 15_000), answer(FULL, 30_000, 15_000)),
    "V6": (
        request(90_000, (30_000, 10_000), 15_000),
        answer(EXHAUSTED, 10_000, 15_000, gap=20_000),
    ),
    "V7": (
        request(90_000, (30_000, 10_000), (15_000, 5_000)),
        answer(EXHAUSTED, 10_000, 5_000, gap=30_000),
    ),
    "V8": (
        request("100000.01", "16666.67", "16666.67", "16666.67"),
        answer(FULL, "16666.67", "16666.67", "16666.66"),
    ),
    "V9": (
        request(300_000, 150_000, project_cap=125_000),
        answer(GAP, 125_000, gap=25_000),
    ),
    "V10": (
        request(100_000, 105_000),
        answer(CofinancingStatus.OVERFUNDED, 0),
    ),
    "V11": (request(615_000, "307500"), answer(FULL, 307_500)),
    "V12": (request(100_000, 50_000, other_public=20_000), answer(FULL, 30_000)),
    "V13": (
        request(120_000, (60_000, 40_000)),
        answer(EXHAUSTED, 40_000, gap=20_000),
    ),
    "sample B": (
        request(300_000, 110_000, 40_000, private=25_000, project_cap=125_000),
        answer(FULL, "91666.67", "33333.33"),
    ),
    "sample C": (
        request(100_000, (50_000, 12_000)),
        answer(EXHAUSTED, 12_000, gap=38_000),
    ),
}


@pytest.mark.parametrize("vector", VECTORS)
def test_check_answers_the_vectors(vector):
    asked, expected = VECTORS[vector]

    assert check(asked) == expected


def test_pro_rata_answers_vector_14():
    actions = [cents(200_000), cents(150_000), cents("333333.33")]
    wanted = [cents(100_000), cents(75_000), cents("166666.67")]

    granted = pro_rata(wanted, cents(205_000))

    assert granted == (cents(60_000), cents(45_000), cents(100_000))
    effective = effective_rate(sum(granted), sum(actions))
    assert f"{float(effective):.2%}" == "30.00%"


def test_refused_check_reports_no_gap():  # C1
    refused = request(100_000, 10_000, private=20_000, commercial=True)

    assert check(refused).gap == 0


def test_private_share_is_tested_before_overfunding():  # C2
    both = request(100_000, 110_000, private=10_000, commercial=True)

    assert check(both).status is CofinancingStatus.PRIVATE_SHARE_TOO_LOW


def test_no_need_is_full_with_nothing():  # C3
    assert check(request(100_000, 60_000, private=40_000)) == answer(FULL, 0)


@pytest.mark.parametrize("admissible", [0, -1])
def test_no_cost_is_inadmissible(admissible):  # C4
    asked = CofinancingRequest(admissible=admissible, contributions=())

    assert check(asked).status is CofinancingStatus.INADMISSIBLE_COST


def test_equal_remainders_favour_the_earlier():  # C5
    asked = request("0.03", "0.01", "0.01")

    assert check(asked) == answer(FULL, "0.01", 0)


def test_pro_rata_is_in_proportion_to_the_sums_wanted():  # C6
    assert pro_rata([300, 100], 200) == (150, 50)


def test_pro_rata_gives_all_when_the_budget_suffices():  # C7
    assert pro_rata([300, 100], 1000) == (300, 100)


def test_pro_rata_refuses_negative_sums():
    with pytest.raises(AmountError):
        pro_rata([100], -1)


def test_residual_left_by_one_agreement_tops_another_up_to_its_own_money():
    asked = request(300_000, (110_000, 85_000), 40_000, project_cap=125_000)

    assert check(asked) == answer(GAP, 85_000, 40_000, gap=25_000)


def test_bodies_of_one_agreement_share_its_residual():
    contributions = tuple(
        Contribution(body=body, agreement="one", cents=30_000, residual=20_001)
        for body in ("region", "chamber")
    )
    asked = CofinancingRequest(admissible=120_000, contributions=contributions)

    assert check(asked).split == (10_001, 10_000)


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


def test_effective_rate_of_no_cost_is_zero():
    assert effective_rate(0, 0) == 0


def test_rate_is_an_exact_fraction():
    asked = CofinancingRequest(
        admissible=100, contributions=(), rate_numerator=7, rate_denominator=10
    )

    assert asked.rate == Fraction(7, 10)
