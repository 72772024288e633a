"""The shipped rules: complete, dated, and different in 2003 from today."""

import shutil
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.agreement_rules import Outcome
from models.cofinancing import (
    CofinancingRequest,
    CofinancingStatus,
    Contribution,
    PlannedAction,
    check,
)
from models.errors import ReferenceDataError
from models.rule_book import Grade
from store.rule_book import RULES, load_rule_book

BOOK = load_rule_book()
IN_2003, IN_2010, TODAY = date(2003, 6, 1), date(2010, 9, 1), date(2026, 7, 1)
MILLION = 100_000_000


def region(cents, **others):
    given = {"body": "r", "agreement": "a", "kind": "region"} | others
    return Contribution.model_validate({"cents": cents} | given)


def test_every_rule_of_the_method_holds_today():
    assert [rule.id for rule in BOOK.on(TODAY).rules] == [f"R{n}" for n in range(1, 13)]


def test_rules_of_2003_are_all_but_the_universities():
    ids = [rule.id for rule in BOOK.on(IN_2003).rules]

    assert ids == [f"R{n}" for n in range(1, 13) if n != 6]


def test_ceiling_of_2003_gives_another_answer_than_today():
    asked = CofinancingRequest(
        admissible=4 * MILLION,
        contributions=(region(2 * MILLION, year_total=0, residual=3 * MILLION),),
        actions=(PlannedAction(kind="study", cents=4 * MILLION),),
        in_priorities=True,
        copies_agency=False,
    )

    then, now = (check(asked, BOOK.on(day)) for day in (IN_2003, TODAY))

    assert (then.status, then.ministry) == (CofinancingStatus.GAP, 105_000_000)
    assert then.gap == 95_000_000
    assert then.why == (
        "950,000.00 EUR of the need stay open, limited by R2; find the rest."
    )
    assert (now.status, now.ministry) == (CofinancingStatus.FULL, 2 * MILLION)
    assert then.rule_version != now.rule_version
    assert not [line for line in (*then.applied, *now.applied) if line.missing]


@pytest.mark.parametrize(
    ("day", "ministry"),
    [
        (date(2006, 12, 31), 105_000_000),
        (date(2007, 1, 1), 2 * MILLION),
    ],
)
def test_ceiling_ends_with_2006(day, ministry):
    asked = CofinancingRequest(
        admissible=4 * MILLION, contributions=(region(2 * MILLION),)
    )

    assert check(asked, BOOK.on(day)).ministry == ministry


def test_what_was_given_before_counts_against_the_ceiling():
    asked = CofinancingRequest(
        admissible=MILLION,
        contributions=(region(MILLION // 2, year_total=100_000_000),),
    )

    answer = check(asked, BOOK.on(IN_2003))

    assert (answer.ministry, answer.gap) == (5_000_000, 45_000_000)


def test_university_of_2010_is_held_to_its_call():
    asked = CofinancingRequest(
        admissible=30_000_000,
        contributions=(region(15_000_000, kind="university"),),
        months=18,
        companies_a=1,
        universities_b=1,
        applied_on=date(2010, 9, 30),
        call_year=2010,
        so_far={"R6": 240_000_000},
    )
    late = asked.model_copy(update={"applied_on": date(2010, 10, 1)})
    rules = BOOK.on(IN_2010)

    assert (check(asked, rules).status, check(asked, rules).ministry) == (
        CofinancingStatus.GAP,
        10_000_000,  # what the call has left; its cap would leave 125,000.00
    )
    assert check(late, rules).status is CofinancingStatus.REFUSED_BY_RULE
    assert check(late, BOOK.on(TODAY)).ministry == 12_500_000  # no call, only its terms


@pytest.mark.parametrize(
    ("favoured", "cents", "status"),
    [
        (True, 7_000_000, CofinancingStatus.FULL),
        (False, 5_000_000, CofinancingStatus.GAP),
    ],
)
def test_grouping_gets_half_or_seventy_percent(favoured, cents, status):
    grouping = region(3_000_000, kind="sme-grouping", favoured=favoured)
    asked = CofinancingRequest(admissible=10_000_000, contributions=(grouping,))

    answer = check(asked, BOOK.on(TODAY))

    assert (answer.status, answer.ministry) == (status, cents)


def test_purely_commercial_grouping_is_refused_though_half_private():
    asked = CofinancingRequest(
        admissible=10_000_000,
        contributions=(region(1_000_000, kind="sme-grouping"),),
        private=5_000_000,
        commercial=True,
    )

    answer = check(asked, BOOK.on(TODAY))

    assert answer.status is CofinancingStatus.REFUSED_BY_RULE
    assert answer.why.startswith("R12: commercial: ")


def test_chamber_abroad_applies_by_the_end_of_january():
    asked = CofinancingRequest(
        admissible=1000,
        contributions=(region(500, kind="chamber-abroad"),),
        applied_on=date(2010, 2, 1),
        call_year=2010,
    )

    assert check(asked, BOOK.on(IN_2010)).why.startswith("R10: applied_on: ")


def test_fair_is_refused_alone_and_from_those_not_entitled():
    fair = PlannedAction(kind="trade_fair", cents=1000)
    study = PlannedAction(kind="study", cents=1000)
    alone = CofinancingRequest(
        admissible=1000, contributions=(region(500),), actions=(fair,)
    )
    beside = CofinancingRequest(
        admissible=2000,
        contributions=(region(1000, kind="association"),),
        actions=(fair, study),
    )

    assert check(alone, BOOK.on(TODAY)).why.startswith("R5: actions: ")
    assert check(beside, BOOK.on(TODAY)).why.startswith("R7: contributions: ")


def test_outside_the_priorities_is_only_warned_of():
    asked = CofinancingRequest(
        admissible=1000, contributions=(region(500),), in_priorities=False
    )

    answer = check(asked, BOOK.on(TODAY))

    outcomes = {line.rule: line.outcome for line in answer.applied}
    assert (answer.status, outcomes["R11"]) == (CofinancingStatus.FULL, Outcome.WARNED)


money = st.integers(0, 10**9)


@given(
    st.integers(1, 10**10),
    st.lists(st.tuples(money, st.none() | money), max_size=4),
    money,
    money,
    st.booleans(),
    st.none() | money,
)
def test_todays_rules_answer_an_ordinary_request_like_the_minimal_ones(
    admissible, partners, private, other_public, commercial, cap
):
    asked = CofinancingRequest(
        admissible=admissible,
        contributions=tuple(
            region(cents, agreement=f"a{number}", residual=residual)
            for number, (cents, residual) in enumerate(partners)
        ),
        private=private,
        other_public=other_public,
        commercial=commercial,
        project_cap=cap,
    )

    under_the_book, minimal = check(asked, BOOK.on(TODAY)), check(asked)

    assert (under_the_book.status, under_the_book.split, under_the_book.gap) == (
        minimal.status,
        minimal.split,
        minimal.gap,
    )


def test_rules_hold_from_the_first_agreements_without_a_hole():
    day, end = date(1996, 1, 1), date(2030, 1, 1)
    while day < end:
        ids = {rule.id for rule in BOOK.on(day).rules}
        assert {"R1", "R3", "R4", "R5", "R9", "R12"} <= ids
        assert ("R2" in ids) == (day >= date(2003, 1, 1))
        day += timedelta(days=30)


def test_what_no_source_says_is_called_our_default():
    for rule in BOOK.rules:
        for source in (rule.source, rule.validity):
            said = "our default" in source.document
            assert said or source.grade is not Grade.DEFAULT


GOOD = (RULES / "cofinancing.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (
            ('rate = "1/2"', "rate = 0.5"),
            (
                "R1: parameters.rate: rate: a share is a fraction above 0 and at most"
                ' 1, such as "1/2", never a decimal; write it so; correct the'
                " file of rules."
            ),
        ),
        (
            ("valid_to = 2006-12-31", "valid_to = 2007-01-01"),
            (
                "the rule book: R2 stands twice on 2007-01-01; end the earlier the day"
                " before; correct the file of rules."
            ),
        ),
        (
            ("year_ceiling", "yearly_ceiling"),
            (
                "R2: parameters.yearly_ceiling: Extra inputs are not permitted; correct"
                " the file of rules."
            ),
        ),
        (
            ("[[rules]]\n", "other = 1\n[[rules]]\n"),
            "cofinancing.toml holds [[rules]] and nothing else; correct its headings.",
        ),
        (
            ('hardness = "hard"\n', "hardness hard\n"),
            (
                "cofinancing.toml is no TOML (Expected '=' after a key in a key/value"
                " pair (at line 12, column 10)); correct it there."
            ),
        ),
    ],
)
def test_damaged_file_is_refused_in_a_sentence(tmp_path, damage, sentence):
    old, new = damage
    path = tmp_path / "cofinancing.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ReferenceDataError) as refused:
        load_rule_book(tmp_path)

    assert str(refused.value) == sentence


def test_rule_without_a_name_is_counted(tmp_path):
    (tmp_path / "office.toml").write_text("rules = [1]", encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=r"^rule 1: .*; correct the file"):
        load_rule_book(tmp_path)


def test_folder_without_rules_is_refused(tmp_path):
    with pytest.raises(ReferenceDataError, match="holds no file of rules"):
        load_rule_book(tmp_path)


def test_office_adds_a_file_of_its_own(tmp_path):
    folder = shutil.copytree(RULES, tmp_path / "rules")
    new = GOOD[GOOD.index("[[rules]]") : GOOD.index('[[rules]]\nid = "R2"')]
    added = new.replace("R1", "R13").replace("1/2", "1/4")
    (folder / "office.toml").write_text(added, encoding="utf-8")

    asked = CofinancingRequest(admissible=1000, contributions=(region(500),))

    assert check(asked, load_rule_book(folder).on(TODAY)).ministry == 250
