"""Numbers of sessions, and the order of a full agenda."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import OrdinalError
from models.session_rules import (
    AgendaItem,
    carried_too_often,
    draw,
    may_be_carried_over,
    parse_ordinal,
    rank,
    roman,
)

START = datetime(2027, 3, 1, 9, tzinfo=UTC)


def item(case, **known):
    given_ = {
        "score": 14,
        "interests": 1,
        "committed": False,
        "carried": 0,
        "ready_at": START,
        "minutes": 15,
        "table": "innovative",
    }
    return AgendaItem.model_validate({"case": case} | given_ | known)


def names(ranked):
    return [each.item.case for each in ranked]


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (4, "IV"), (14, "XIV"), (15, "XV"), (28, "XXVIII"), (3999, "MMMCMXCIX")],
)
def test_roman_writes_what_parse_reads(number, written):
    assert roman(number) == written
    assert parse_ordinal(written) == number
    assert parse_ordinal(f" {written.lower()} ") == number
    assert parse_ordinal(str(number)) == number


@given(st.integers(1, 3999))
def test_parse_ordinal_undoes_roman(number):
    assert parse_ordinal(roman(number)) == number


@pytest.mark.parametrize(
    "text", ["", "0", "4000", "IIII", "VX", "IC", "XVA", "-1", "1.5", "MMMM", "١"]
)
def test_parse_ordinal_refuses_what_nobody_writes(text):
    with pytest.raises(OrdinalError, match="roman or arabic"):
        parse_ordinal(text)


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_roman_refuses_what_it_cannot_write(number):
    with pytest.raises(OrdinalError):
        roman(number)


def test_rank_follows_the_method():  # X13
    items = [
        item("later", ready_at=START + timedelta(days=1)),
        item("earlier"),
        item("committed", committed=True),
        item("wanted", interests=3),
        item("good", score=18),
        item("carried", carried=1, score=10),
    ]

    ranked = rank(items)

    assert names(ranked) == [
        *("carried", "good", "wanted", "committed", "earlier", "later")
    ]
    assert [each.place for each in ranked] == [1, 2, 3, 4, 5, 6]
    assert ranked[0].reason == (
        "Place 1: carried over, score 10/20, 1 accepted interest, co-financing not"
        " committed, ready 2027-03-01 09:00 UTC"
    )


def test_rank_never_depends_on_the_order_given():
    items = [item("a"), item("b"), item("c")]

    assert rank(items) == rank(reversed(items))


def test_draw_admits_the_first_that_fits():  # I14
    items = [
        item("first", score=20, minutes=20),
        item("long", score=18, minutes=30),
        item("short", score=12, minutes=10),
    ]

    admitted, left_over = draw(items, 30)

    assert names(admitted) == ["first", "short"]
    assert names(left_over) == ["long"]
    assert left_over[0].reason.endswith("; needs 30 minutes, 10 were left")


def test_draw_counts_each_table_apart():
    items = [
        item("a"),
        item("b", score=12),
        item("c", table="finance"),
        item("d", table="x"),
    ]

    admitted, left_over = draw(items, {"innovative": 15, "finance": 15})

    assert names(admitted) == ["a", "c"]
    assert names(left_over) == ["d", "b"]


@given(
    st.lists(st.tuples(st.integers(5, 30), st.integers(0, 20)), max_size=12),
    st.integers(0, 200),
)
def test_draw_never_exceeds_the_minutes_nor_loses_an_item(rows, minutes):
    items = [
        item(f"c{number}", minutes=length, score=score)
        for number, (length, score) in enumerate(rows)
    ]

    admitted, left_over = draw(items, minutes)

    used = sum(each.item.minutes for each in admitted)
    assert used <= minutes
    assert sorted(names(admitted) + names(left_over)) == sorted(i.case for i in items)
    assert all(each.item.minutes > minutes - used for each in left_over)


def test_third_carry_over_is_refused():  # X14
    assert [may_be_carried_over(times) for times in range(4)] == [
        *(True, True, False, False)
    ]


def test_one_rule_says_before_and_after_whether_it_was_too_often():
    assert [carried_too_often(times) for times in range(5)] == [
        *(False, False, False, True, True)
    ]
    for carried in range(5):
        assert carried_too_often(carried + 1) is not may_be_carried_over(carried)
