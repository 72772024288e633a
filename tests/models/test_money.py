"""Money is read exactly or refused, and shared to the last cent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import AmountError
from models.money import LARGEST, cents, largest_remainder, whole

weights = st.lists(st.integers(0, 10**12), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (0, 0),
        (48000, 4_800_000),
        (48000.0, 4_800_000),
        ("48000", 4_800_000),
        ("100000.01", 10_000_001),
        ("7.5", 750),
        (" 0.05 ", 5),
        (10**13, LARGEST),
    ],
)
def test_cents_reads_whole_currency(written, amount):
    assert cents(written) == amount


@pytest.mark.parametrize(
    "written",
    [
        *(0.1, 1.5, float("nan"), float("inf"), True, None, b"1", [], -1, "-1"),
        *("", "1,5", "1.000", "1 000", "1e3", "+1", ".5", "5.", "٣", 10**13 + 1),
        "9999999999999999999999",
    ],
)
def test_cents_refuses_what_it_would_have_to_guess(written):
    with pytest.raises(AmountError, match=r"^An amount .*[;:] .*\.$"):
        cents(written)


@pytest.mark.parametrize("sign", [1, -1])
def test_cents_refuses_a_number_too_long_to_print(sign):
    with pytest.raises(AmountError):
        cents(sign * 10**5000)


@given(st.integers(0, LARGEST))
def test_whole_is_read_back_by_cents(amount):
    assert cents(whole(amount)) == amount


@given(st.integers(0, LARGEST), weights)
def test_largest_remainder_gives_out_everything_within_a_cent(total, weights):
    if not any(weights):
        weights = [*weights, 1]

    shares = largest_remainder(total, weights)

    base = sum(weights)
    assert sum(shares) == total
    assert all(
        total * weight // base <= share <= -(-total * weight // base)
        for share, weight in zip(shares, weights, strict=True)
    )


def test_largest_remainder_gives_equal_remainders_to_the_earlier():
    assert largest_remainder(5_000_000, [1, 1, 1]) == (1_666_667, 1_666_667, 1_666_666)


def test_largest_remainder_of_nothing_is_nothing():
    assert largest_remainder(0, [0, 0]) == (0, 0)
    assert largest_remainder(0, []) == ()


@pytest.mark.parametrize(
    ("total", "weights"), [(1, []), (1, [0]), (-1, [1]), (1, [-1])]
)
def test_largest_remainder_refuses_what_nobody_can_take(total, weights):
    with pytest.raises(AmountError):
        largest_remainder(total, weights)
