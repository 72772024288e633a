"""Follow-ups: neither side's answer replaces the other's (X17)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.case import RESULTS, Outcome
from models.follow_up import FollowUp, FollowUpReport, for_co_chairs, verdict
from models.ids import PROPOSER, CaseId
from models.two_sides import Agreement, Side

NOW = datetime(2028, 3, 1, tzinfo=UTC)


def report(side, outcome="contract", value=None, hours=0):
    return FollowUpReport(
        side=Side(side),
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
                "The sides differ in outcome and value: side a contract (100 cents),"
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
