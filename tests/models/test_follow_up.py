"""Follow-ups: neither side's answer replaces the other's (X17)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.case import RESULTS, Outcome
from models.follow_up import (
    FollowUp,
    FollowUpAnswer,
    FollowUpReport,
    agreed_value,
    by_checkpoint,
    for_co_chairs,
    news,
    side_of,
    verdict,
)
from models.ids import PROPOSER, CaseId
from models.two_sides import Agreement, Side

NOW = datetime(2028, 3, 1, tzinfo=UTC)


def report(side, outcome="contract", value=None, hours=0, party=""):
    return FollowUpReport(
        side=Side(side),
        party=party,
        outcome=Outcome(outcome),
        value=value,
        text=f"{side}: {outcome}",
        at=NOW + timedelta(hours=hours),
        by=PROPOSER,
    )


def follow_up(*reports, case="c1", checkpoint=1):
    return FollowUp(case=CaseId(case), checkpoint=checkpoint, reports=reports)


@pytest.mark.parametrize(
    ("reports", "agreement", "outcome", "sentence"),
    [
        ((), "silent", None, "Neither side has answered: no news."),
        (
            (report("b"),),
            "one-sided",
            "contract",
            "Only side b has answered, contract; ask side a to confirm it.",
        ),
        (
            (report("a"), report("b")),
            "agreed",
            "contract",
            "Both sides report contract.",
        ),
        (
            (report("a"), report("b", "contact")),
            "disputed",
            None,
            (
                "The sides differ in outcome: side a contract, side b contact; the"
                " co-chairs decide."
            ),
        ),
        (
            (report("a", value=100), report("b", "contact")),
            "disputed",
            None,
            (
                "The sides differ in outcome and value: side a contract (1.00 EUR),"
                " side b contact (no value); the co-chairs decide."
            ),
        ),
    ],
)
def test_verdict_says_what_may_be_recorded(reports, agreement, outcome, sentence):
    found = verdict(follow_up(*reports))

    assert (found.agreement, found.outcome, found.sentence) == (
        agreement,
        outcome,
        sentence,
    )


def test_both_answers_are_kept():
    one = follow_up().reported(report("a")).reported(report("b", "contact"))
    later = one.reported(report("b", hours=2))

    assert (one.disputed, later.disputed) == (True, False)
    assert len(later.reports) == 3
    assert later.of(Side.B) == report("b", hours=2)
    assert follow_up(report("a")).silent == (Side.B,)
    assert FollowUp.model_validate_json(later.model_dump_json()) == later


def test_co_chairs_see_what_is_disputed_last():
    clash = (report("a"), report("b", "contact"))
    every = [
        follow_up(*clash, case="c1"),
        follow_up(report("a"), report("b"), case="c1", checkpoint=2),
        follow_up(*clash, case="c2"),
        follow_up(report("a"), case="c2", checkpoint=2),
        follow_up(*clash, case="c3", checkpoint=3),
    ]

    assert [one.case for one in for_co_chairs(reversed(every))] == ["c2", "c3"]


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - RESULTS))
def test_only_a_result_is_reported(outcome):
    with pytest.raises(ValidationError, match="reports a result"):
        report("a", outcome)


@given(
    st.sampled_from(sorted(RESULTS)),
    st.sampled_from(sorted(RESULTS)),
    st.none() | st.integers(0, 3),
    st.none() | st.integers(0, 3),
)
def test_disputed_exactly_when_the_answers_differ(a, b, worth_a, worth_b):
    one = follow_up(report("a", a, worth_a), report("b", b, worth_b))
    found = verdict(one)

    same = (a, worth_a) == (b, worth_b)
    assert one.disputed is not same
    assert found.outcome == (a if same else None)
    assert (found.agreement is Agreement.DISPUTED) is (found.differing != ())


def answer(number, party, outcome="contract", value=None, checkpoint=1):
    told = report(side_of(party), outcome, value, hours=number, party=party)
    return FollowUpAnswer(
        **dict(told), case=CaseId("c1"), number=number, checkpoint=checkpoint
    )


def test_bodies_of_one_side_that_differ_are_a_dispute():
    one = follow_up(report("a", party="IT-57"), report("a", "contact", party="IT-34"))

    assert one.disputed
    assert verdict(one).sentence == (
        "The sides differ in outcome: side a (IT-34) contact, side a (IT-57) contract;"
        " the co-chairs decide."
    )
    whole = one.reported(report("b", party="proposer"))
    assert whole.disputed
    agreed = whole.reported(report("a", party="IT-34", hours=3))
    assert agreed.agreement is Agreement.AGREED


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ((), None),
        ((answer(1, "IT-57", value=5),), None),
        ((answer(1, "IT-57", value=5), answer(2, "proposer", value=5)), 5),
        ((answer(1, "IT-57", value=5), answer(2, "proposer", value=6)), None),
        (
            (
                answer(1, "IT-57", value=5),
                answer(2, "proposer", value=5),
                answer(3, "proposer", value=9, checkpoint=2),
            ),
            5,
        ),
        (
            (
                answer(1, "IT-57", value=5),
                answer(2, "proposer", value=5),
                answer(3, "IT-57", "contact", checkpoint=2),
                answer(4, "proposer", "contact", checkpoint=2),
            ),
            None,
        ),
    ],
)
def test_a_result_is_worth_what_both_sides_agreed_on_last(answers, value):
    assert agreed_value(by_checkpoint(answers), Outcome.CONTRACT) == value


@pytest.mark.parametrize(
    ("answers", "there"),
    [
        ((), False),
        ((answer(1, "IT-57", "no-result"), answer(2, "proposer", "no-result")), False),
        ((answer(1, "IT-57"),), True),
        ((answer(1, "IT-57"), answer(2, "IT-57", "no-result", checkpoint=2)), False),
        ((answer(1, "proposer", "contact"), answer(2, "IT-57", "no-result")), True),
    ],
)
def test_news_is_what_somebody_said_last(answers, there):
    assert news(answers) is there
