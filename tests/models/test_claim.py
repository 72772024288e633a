from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.claim import Claim, Purse, Queued, left_for, queue
from models.ids import AgreementNumber, CaseId
from models.shortage import ShortageMode, Waiting, grant

A, B = AgreementNumber("A"), AgreementNumber("B")
NOW = datetime(2026, 3, 2, tzinfo=UTC)
PRO_RATA = ShortageMode.PRO_RATA


def one(name: str, score: int = 0, minute: int = 0, **wants: int) -> Queued:
    return Queued(
        case=CaseId(name),
        score=score,
        since=NOW + timedelta(minutes=minute),
        wants={AgreementNumber(number): cents for number, cents in wants.items()},
    )


@pytest.mark.parametrize(
    ("asking", "others", "purse", "left"),
    [
        pytest.param(one("me", A=5), [], Purse(10), 10, id="alone"),
        pytest.param(
            one("me", A=5), [one("x", 9, A=8)], Purse(10), 2, id="better-rank-fits"
        ),
        pytest.param(
            one("me", A=5), [one("x", 9, A=11)], Purse(10), 10, id="next-that-fits"
        ),
        pytest.param(
            one("me", A=5),
            [one("x", 9, A=11)],
            Purse(10, strict=True),
            0,
            id="no-jumping",
        ),
        pytest.param(
            one("me", 9, A=5), [one("x", 1, A=8)], Purse(10), 10, id="lower-rank"
        ),
        pytest.param(
            one("me", minute=1, A=5),
            [one("x", A=8)],
            Purse(10),
            2,
            id="earlier-receipt-first",
        ),
        pytest.param(
            one("me", A=5), [one("me", 9, A=8)], Purse(10), 10, id="own-claim"
        ),
        pytest.param(
            one("me", A=5), [one("x", A=6)], Purse(10, PRO_RATA), 0, id="shared-by-act"
        ),
        pytest.param(
            one("me", A=4), [one("x", 9, A=6)], Purse(10, PRO_RATA), 4, id="enough"
        ),
    ],
)
def test_what_is_left_for_a_case(asking, others, purse, left):
    assert left_for(asking, others, {A: purse}) == {A: left}


def test_case_that_lacks_one_agreement_does_not_hold_the_other_back():
    """Served whole or not at all: it does not fit, so the next in rank may."""
    before = one("x", 9, A=10, B=10)

    left = left_for(one("me", A=10), [before], {A: Purse(10), B: Purse(0)})

    assert left == {A: 10, B: 0}


def test_agreement_that_is_shared_out_stops_nobody_who_wants_none_of_it():
    """Nor is its claimant served elsewhere first: it waits for the act, whole."""
    before = [one("x", 9, A=6, B=10), one("y", 8, A=6)]

    left = left_for(one("me", B=10), before, {A: Purse(10, PRO_RATA), B: Purse(10)})

    assert left == {A: 0, B: 10}


def test_claims_of_a_case_are_gathered_in_rank_order():
    claims = [
        Claim(case=CaseId(case), agreement=number, cents=cents, score=score, since=NOW)
        for case, number, cents, score in (
            ("low", A, 1, 3),
            ("high", A, 2, 7),
            ("high", B, 3, 7),
        )
    ]

    assert [(line.case, line.wants) for line in queue(claims)] == [
        ("high", {A: 2, B: 3}),
        ("low", {A: 1}),
    ]


SUMS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 20)), max_size=8)


@given(SUMS, st.integers(0, 60), st.booleans())
def test_line_serves_whom_the_grant_serves(sums, cents, strict):
    """With one agreement it is models/shortage.py's waiting list, asked one by one."""
    line = [one(str(i), score, A=sum_) for i, (sum_, score) in enumerate(sums)]
    waiting = [
        Waiting(case=q.case, cents=q.wants[A], score=q.score, since=q.since)
        for q in line
    ]

    served = [
        q.case
        for q in sorted(line, key=lambda q: q.rank)
        if left_for(q, line, {A: Purse(cents, strict=strict)})[A] >= q.wants[A]
    ]

    granted = grant(waiting, cents, ShortageMode.WAITING_LIST, strict=strict)
    assert served == [one.case for one in granted]
