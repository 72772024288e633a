"""Each kind of rule passes, limits, refuses, warns or keeps silent as it should."""

import pytest

from models.agreement_rules import judge
from models.cofinancing import CofinancingStatus, check
from tests.models.rule_condition_cases import CONDITION_CASES
from tests.models.rule_limit_cases import LIMIT_CASES
from tests.models.rule_samples import (
    DAY,
    FAVOURED,
    LIMITED,
    PASSED,
    REFUSED,
    SILENT,
    WARNED,
    asked,
    body,
    rules,
)

CASES = LIMIT_CASES | CONDITION_CASES


@pytest.mark.parametrize("case", CASES)
def test_rule_judges(case):
    rule, request, expected = CASES[case]
    outcome, cents, *missing = (
        expected if isinstance(expected, tuple) else (expected, None)
    )

    (line,) = judge(request, rules(rule)).applied

    assert (line.outcome, line.cents, line.missing) == (outcome, cents, tuple(missing))
    assert bool(line.detail) == (outcome not in {PASSED, SILENT})


@pytest.mark.parametrize("case", CASES)
def test_soft_rule_never_refuses_nor_limits(case):
    rule, request, _ = CASES[case]

    (line,) = judge(request, rules({**rule, "HARDNESS": "soft"})).applied
    answer = check(request, rules({**rule, "HARDNESS": "soft"}))

    assert line.outcome in {PASSED, WARNED, SILENT}
    assert line.cents is None
    assert answer.status in {
        CofinancingStatus.FULL,
        CofinancingStatus.BUDGET_EXHAUSTED,
    } or not (request.agreements)


@pytest.mark.parametrize("case", CASES)
def test_hard_rule_decides_the_answer(case):
    rule, request, expected = CASES[case]
    outcome, cents, *_ = expected if isinstance(expected, tuple) else (expected, None)

    answer = check(request, rules(rule))

    if outcome is REFUSED:
        assert (answer.ministry, answer.gap) == (0, 0)
        assert answer.why.startswith("R1: ")
    elif outcome is LIMITED:
        assert answer.ministry == cents
        assert answer.gap == request.need - cents
    else:
        assert answer.ministry == request.need


@pytest.mark.parametrize(
    ("rule", "request_", "detail"),
    [
        (
            {"max_months": 18},
            asked(body(), months=20),
            "months: 20 are more than 18; shorten the project.",
        ),
        (
            {"apply_by": "01-31"},
            asked(body(), applied_on="2010-02-01", call_year=2010),
            (
                "applied_on: applications for 2010 come by 2010-01-31, not on"
                " 2010-02-01; apply to another year's call."
            ),
        ),
        (
            {"apply_by": "01-31", "answer_days": 30},
            asked(body(), applied_on="2010-01-31"),
            "An answer is due by 2010-03-02.",
        ),
        (
            {"apply_by": "07-31", "answer_by": "10-31"},
            asked(body(), applied_on="2010-07-31"),
            "The ranking is due by 2010-10-31.",
        ),
        (
            {"apply_by": "02-29"},
            asked(body(), applied_on="2010-03-01", call_year=2010),
            (
                "applied_on: applications for 2010 come by 2010-02-28, not on"
                " 2010-03-01; apply to another year's call."
            ),
        ),
        (
            {"year_ceiling": 10},
            asked(body()),
            (
                "It leaves 10.00 EUR of the 50.00 EUR needed. Not judged in full: give"
                " contributions.year_total."
            ),
        ),
    ],
)
def test_line_says_what_was_found(rule, request_, detail):
    (line,) = judge(request_, rules(rule)).applied

    assert line.detail == detail


def test_all_rules_speak_and_the_first_refusal_decides():
    refusing = asked(body(cents=60_00), months=20, private=10_00, commercial=True)
    answer = check(
        refusing, rules({"rate": "1/2"}, {"max_months": 18}, {"private_share": "1/2"})
    )

    assert [(line.rule, line.outcome) for line in answer.applied] == [
        ("R1", PASSED),
        ("R2", REFUSED),
        ("R3", REFUSED),
    ]
    assert answer.status is CofinancingStatus.REFUSED_BY_RULE
    assert answer.why == "R2: months: 20 are more than 18; shorten the project."


def test_too_much_public_money_is_overfunding():
    answer = check(asked(body(cents=80_00)), rules({"public_share": "1/2"}))

    assert answer.status is CofinancingStatus.OVERFUNDED


def test_grouping_outside_the_matching_rule_may_get_more_than_it_gives():
    grouping = asked(body("sme-grouping", 30_00, favoured=True))

    answer = check(
        grouping, rules(FAVOURED, {"own_share": "1/1", "EXCEPT": ["sme-grouping"]})
    )

    assert (answer.status, answer.split) == (CofinancingStatus.FULL, (70_00,))


def test_ceilings_bind_by_agreement_and_spill_over():
    two = asked(
        body(cents=30_00, year_total=90_00),
        body("chamber", 20_00),
        admissible=100_00,
    )

    answer = check(
        two, rules({"year_ceiling": 100, "BODIES": ["region"]}, {"own_share": "1/1"})
    )

    assert (answer.status, answer.split) == (CofinancingStatus.GAP, (10_00, 20_00))
    assert [(line.outcome, line.cents) for line in answer.applied] == [
        (LIMITED, 30_00),
        (PASSED, None),
    ]
    assert answer.why == (
        "20.00 EUR of the need stay open, limited by R1; find the rest."
    )


ENDED = {"valid_from": "2005-01-01", "valid_to": "2010-04-30"}
RUNS = {"valid_from": "2005-01-01", "valid_to": "2010-05-01"}


@pytest.mark.parametrize(
    ("bodies", "status", "split", "outcome"),
    [
        (
            [body(cents=30_00, **RUNS), body(cents=15_00, **RUNS)],
            CofinancingStatus.FULL,
            (30_00, 15_00),
            PASSED,
        ),
        (
            [body(cents=30_00, **ENDED), body(cents=15_00, **RUNS)],
            CofinancingStatus.GAP,
            (0, 15_00),
            LIMITED,
        ),
        (
            [body(cents=30_00, **ENDED), body(cents=15_00, **ENDED)],
            CofinancingStatus.REFUSED_BY_RULE,
            (0, 0),
            REFUSED,
        ),
        (
            [body(cents=30_00), body(cents=15_00, **RUNS)],
            CofinancingStatus.FULL,
            (30_00, 15_00),
            WARNED,
        ),
    ],
)
def test_expired_agreement_gives_nothing(bodies, status, split, outcome):
    request = asked(*bodies, admissible=90_00, on=DAY)

    answer = check(request)

    assert (answer.status, answer.split) == (status, split)
    assert (answer.applied[-1].rule, answer.applied[-1].outcome) == ("X20", outcome)


def test_expired_agreement_is_refused_in_a_sentence():
    assert check(asked(body(**ENDED), on=DAY)).why == (
        "X20: Not in force on 2010-05-01: a0; renew the agreement, or count its body's"
        " money as other_public."
    )


def test_body_that_gives_nothing_gets_nothing():
    asked_for_all = asked(body("sme-grouping", 0, favoured=True), private=50_00)

    answer = check(asked_for_all, rules(FAVOURED))

    assert (answer.status, answer.split) == (CofinancingStatus.GAP, (0,))
