"""Rules are dated: a day has its own, and their version tells them apart."""

from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from models.errors import ReferenceDataError
from models.rule_book import ALGORITHM, MINIMAL, Parameters, Rule, RuleBook

RULE = {
    "id": "R1",
    "sentence": {"it": "Metà.", "en": "Half."},
    "hardness": "hard",
    "source": {"document": "a convention", "grade": "P"},
    "valid_from": "2003-01-01",
    "valid_to": "2006-12-31",
    "validity": {"document": "our default", "grade": "D"},
    "parameters": {"rate": "1/2"},
}
LATER = RULE | {
    "valid_from": "2007-01-01",
    "valid_to": None,
    "parameters": {"rate": "1/3"},
}


def book(*rules):
    return RuleBook.model_validate({"rules": rules})


def ids(rules):
    return [(rule.id, str(rule.parameters.rate)) for rule in rules.rules]


def test_day_has_its_rules_in_order():
    tenth = LATER | {"id": "R10"}
    second = LATER | {"id": "R2", "valid_from": "2003-01-01"}
    found = book(tenth, LATER, RULE, second)

    assert ids(found.on(date(2006, 12, 31))) == [("R1", "1/2"), ("R2", "1/3")]
    assert ids(found.on(date(2007, 1, 1))) == [
        ("R1", "1/3"),
        ("R2", "1/3"),
        ("R10", "1/3"),
    ]


def test_version_is_that_of_the_rules_not_of_the_day():
    found = book(RULE, LATER)
    first, last, after = (
        found.on(day).version
        for day in (date(2003, 1, 1), date(2006, 12, 31), date(2007, 1, 1))
    )

    assert first == last != after
    assert first.startswith(f"{ALGORITHM}+")


@pytest.mark.parametrize(
    "change",
    [
        {"parameters": {"rate": "1/4"}},
        {"hardness": "soft"},
        {"bodies": ["region"]},
        {"valid_to": "2006-12-30"},
        {"sentence": {"it": "Metà.", "en": "One half."}},
        {"source": {"document": "a convention", "grade": "N"}},
    ],
)
def test_any_change_of_a_rule_changes_the_version(change):
    day = date(2003, 6, 1)

    assert book(RULE | change).on(day).version != book(RULE).on(day).version


def test_version_does_not_depend_on_the_order_of_the_file():
    day = date(2004, 1, 1)
    other = RULE | {"id": "R2"}

    assert book(RULE, other).on(day).version == book(other, RULE).on(day).version


def test_day_without_rules_is_refused():
    with pytest.raises(ReferenceDataError) as refused:
        book(RULE).on(date(2007, 1, 1))

    assert str(refused.value) == (
        "No rule of co-financing was in force on 2007-01-01; choose a day the rule book"
        " knows, or enter its rules."
    )


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (
            [RULE, LATER | {"valid_from": "2006-12-31"}],
            "R1 stands twice on 2006-12-31; end the earlier the day before.",
        ),
        (
            [LATER, LATER | {"valid_from": "2009-01-01"}],
            "R1 stands twice on 2009-01-01; end the earlier the day before.",
        ),
        (
            [RULE | {"valid_to": "2002-12-31"}],
            "R1 ends before it begins; correct its dates.",
        ),
        (
            [RULE | {"bodies": ["region"], "except_bodies": ["university"]}],
            (
                "R1 names both the bodies it is about and those it is not about; keep"
                " one list."
            ),
        ),
        (
            [RULE | {"parameters": {}}],
            "A rule tests something; give it a parameter.",
        ),
        (
            [RULE | {"parameters": {"favoured_rate": "7/10"}}],
            "favoured_rate needs rate beside it; give both.",
        ),
        (
            [RULE | {"parameters": {"rate": "1/2", "apply_from": "07-01"}}],
            "apply_from needs apply_by beside it; give both.",
        ),
        (
            [RULE | {"parameters": {"rate": "1/2", "answer_days": 30}}],
            "An answer follows an application; give apply_by too.",
        ),
        (
            [RULE | {"parameters": {"rate": 0.5}}],
            (
                "rate: a share is a fraction above 0 and at most 1, such as"
                ' "1/2", never a decimal; write it so.'
            ),
        ),
    ],
)
def test_rules_that_do_not_hold_together_are_refused(rules, sentence):
    with pytest.raises(ValidationError) as refused:
        book(*rules)

    assert [error["msg"] for error in refused.value.errors()] == [
        f"Value error, {sentence}"
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"parameters": {"rte": "1/2"}},
        {"parameters": {"apply_by": "31-01"}},
        {"id": "rule one"},
        {"hardness": "firm"},
        {"source": {"document": "a convention", "grade": "X"}},
        {"validity": None},
    ],
)
def test_misspelt_rule_is_refused(change):
    with pytest.raises(ValidationError):
        Rule.model_validate(RULE | change)


def test_sums_are_whole_currency_in_the_file_and_cents_here():
    read = Parameters.model_validate({"year_ceiling": 1_050_000, "rate": "2/4"})

    assert (read.year_ceiling, read.rate) == (105_000_000, Fraction(1, 2))
    assert Parameters.model_validate_json(read.model_dump_json()) == read


def test_minimal_rules_are_half_the_own_money_and_the_private_half():
    assert [
        (rule.id, rule.parameters.model_dump(exclude_defaults=True, mode="json"))
        for rule in MINIMAL.rules
    ] == [
        ("R1", {"rate": "1/2"}),
        ("R3", {"own_share": "1/1"}),
        ("R4", {"private_share": "1/2"}),
    ]
