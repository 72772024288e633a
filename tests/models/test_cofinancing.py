"""The vectors of method 2.5, the decisions beside them, and what always holds."""

from datetime import UTC, datetime

import pytest

from models.cofinancing import (
    CofinancingRequest,
    CofinancingStatus,
    Contribution,
    check,
    effective_rate,
    pro_rata,
)
from models.errors import AmountError
from models.ids import CaseId
from models.money import cents
from models.shortage import ShortageMode, Waiting, grant
from tests.models.cofinancing_vectors import (
    FULL,
    GAP,
    VECTORS,
    answer,
    checked,
    request,
)

SINCE = datetime(2010, 9, 1, tzinfo=UTC)


def shared(budget, **wanted):
    """What waiting requests get of a budget in EUR, pro rata, and what they wanted."""
    waiting = [
        Waiting(case=CaseId(case), cents=cents(sum_), score=0, since=SINCE)
        for case, sum_ in wanted.items()
    ]
    granted = grant(waiting, cents(budget), ShortageMode.PRO_RATA)
    return {one.case: one.cents for one in granted}


ANSWERS = {
    vector: (lambda asked=asked: checked(asked), expected)
    for vector, (asked, expected) in VECTORS.items()
} | {
    "V14": (
        lambda: shared(205_000, a="100000", b="75000", c="166666.67"),
        {"a": cents(60_000), "b": cents(45_000), "c": cents(100_000)},
    )
}


@pytest.mark.parametrize("vector", ANSWERS)
def test_vectors_have_their_exact_answers(vector):
    answered, expected = ANSWERS[vector]

    assert answered() == expected


def test_vector_14_bears_thirty_percent_of_each_action():
    granted = shared(205_000, a="100000", b="75000", c="166666.67")

    actions = {"a": "200000", "b": "150000", "c": "333333.33"}
    rates = [
        effective_rate(granted[case], cents(cost)) for case, cost in actions.items()
    ]
    assert [round(rate * 10_000) for rate in rates] == [3000, 3000, 3000]


def test_refused_check_reports_no_gap():  # C1
    refused = request(100_000, 10_000, private=20_000, commercial=True)

    assert check(refused).gap == 0


def test_private_share_is_tested_before_overfunding():  # C2
    both = request(100_000, 110_000, private=10_000, commercial=True)

    assert check(both).status is CofinancingStatus.PRIVATE_SHARE_TOO_LOW


def test_no_need_is_full_with_nothing():  # C3
    assert checked(request(100_000, 60_000, private=40_000)) == answer(FULL, 0)


@pytest.mark.parametrize("admissible", [0, -1])
def test_no_cost_is_inadmissible(admissible):  # C4
    asked = CofinancingRequest(admissible=admissible, contributions=())

    assert check(asked).status is CofinancingStatus.INADMISSIBLE_COST


def test_equal_remainders_favour_the_earlier():  # C5
    asked = request("0.03", "0.01", "0.01")

    assert checked(asked) == answer(FULL, "0.01", 0)


def test_pro_rata_is_in_proportion_to_the_sums_wanted():  # C6
    assert pro_rata([300, 100], 200) == (150, 50)


def test_pro_rata_gives_all_when_the_budget_suffices():  # C7
    assert pro_rata([300, 100], 1000) == (300, 100)


def test_pro_rata_refuses_negative_sums():
    with pytest.raises(AmountError):
        pro_rata([100], -1)


def test_residual_left_by_one_agreement_tops_another_up_to_its_own_money():
    asked = request(300_000, (110_000, 85_000), 40_000, project_cap=125_000)

    assert checked(asked) == answer(GAP, 85_000, 40_000, gap=25_000)


def test_bodies_of_one_agreement_share_its_residual():
    contributions = tuple(
        Contribution(body=body, agreement="one", cents=30_000, residual=20_001)
        for body in ("region", "chamber")
    )
    asked = CofinancingRequest(admissible=120_000, contributions=contributions)

    assert check(asked).split == (10_001, 10_000)


def test_effective_rate_of_no_cost_is_zero():
    assert effective_rate(0, 0) == 0
