"""Who gets what when the money does not suffice for all."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import AmountError
from models.ids import CaseId
from models.shortage import Grant, ShortageMode, Waiting, grant, ranked

NINE = datetime(2010, 9, 1, 9, tzinfo=UTC)
LIST, PRO_RATA = ShortageMode.WAITING_LIST, ShortageMode.PRO_RATA


def waiting(case, cents, score=10, hours=0):
    return Waiting(
        case=case, cents=cents, score=score, since=NINE + timedelta(hours=hours)
    )


def shares(granted):
    return {one.case: one.cents for one in granted}


def test_rank_is_score_then_receipt_then_case():
    line = [
        waiting("d", 1, score=9),
        waiting("c", 1, hours=1),
        waiting("b", 1),
        waiting("a", 1, score=12, hours=5),
        waiting("e", 1),
    ]

    assert [one.case for one in ranked(line)] == ["a", "b", "e", "c", "d"]


LINE = (waiting("big", 80, score=15), waiting("mid", 50), waiting("small", 20, score=5))


@pytest.mark.parametrize(
    ("freed", "strict", "expected"),
    [
        (0, False, {}),
        (19, False, {}),
        (20, False, {"small": 20}),
        (70, False, {"mid": 50, "small": 20}),
        (70, True, {}),
        (90, False, {"big": 80}),
        (100, False, {"big": 80, "small": 20}),
        (100, True, {"big": 80}),
        (130, True, {"big": 80, "mid": 50}),
        (150, True, {"big": 80, "mid": 50, "small": 20}),
    ],
)
def test_waiting_list_serves_the_first_that_fits_unless_strict(freed, strict, expected):
    assert shares(grant(LINE, freed, LIST, strict=strict)) == expected


def test_pro_rata_cuts_all_and_says_so():
    assert grant(LINE, 75, PRO_RATA) == (
        Grant(case=CaseId("big"), cents=40, wanted=80),
        Grant(case=CaseId("mid"), cents=25, wanted=50),
        Grant(case=CaseId("small"), cents=10, wanted=20),
    )
    assert all(one.cut for one in grant(LINE, 75, PRO_RATA))
    assert not any(one.cut for one in grant(LINE, 150, PRO_RATA))


def test_pro_rata_gives_the_last_cent_to_the_higher_rank_and_nothing_to_some():
    line = (waiting("low", 5, score=1), waiting("high", 5, score=2))

    assert shares(grant(line, 1, PRO_RATA)) == {"high": 1}


@pytest.mark.parametrize(
    ("line", "freed", "sentence"),
    [
        (LINE, -1, "freed_cents: -0.01 EUR cannot be shared; give zero or more."),
        (LINE, 1.5, "freed_cents: a sum is a whole number of cents; give it so."),
        (
            LINE[:1] * 2,
            1,
            "waiting: a case stands twice; give each once, with its sum.",
        ),
    ],
)
def test_nonsense_is_refused(line, freed, sentence):
    with pytest.raises(AmountError) as refused:
        grant(line, freed, LIST)

    assert str(refused.value) == sentence


lines = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(0, 20), st.integers(0, 5)), max_size=8
).map(
    lambda rows: [
        waiting(f"c{index}", cents, score, hours)
        for index, (cents, score, hours) in enumerate(rows)
    ]
)


@given(
    lines,
    st.integers(0, 10**7),
    st.sampled_from(ShortageMode),
    st.booleans(),
    st.data(),
)
def test_grants_never_exceed_what_there_is_nor_depend_on_the_order(
    line, freed, mode, strict, data
):
    granted = grant(line, freed, mode, strict=strict)
    wanted = {one.case: one.cents for one in line}

    assert sum(one.cents for one in granted) <= freed
    assert all(one.cents <= one.wanted == wanted[one.case] for one in granted)
    assert (
        grant(data.draw(st.permutations(line)), freed, mode, strict=strict) == granted
    )
    if mode is PRO_RATA:
        assert sum(shares(granted).values()) == min(freed, sum(wanted.values()))


@given(lines, st.integers(0, 10**7))
def test_on_the_waiting_list_nobody_left_out_would_still_fit(line, freed):
    granted = shares(grant(line, freed, LIST))

    left = freed - sum(granted.values())
    assert all(one.cents > left for one in line if one.case not in granted)


@given(lines, st.integers(0, 10**7))
def test_strict_rank_serves_an_unbroken_head_of_the_line(line, freed):
    granted = grant(line, freed, LIST, strict=True)

    head = [one.case for one in ranked(line)][: len(granted)]
    assert [one.case for one in granted] == head
