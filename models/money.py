"""Money as integer cents: read from what people write, shared without losing one."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from models.errors import AmountError

CENTS_PER_UNIT = 100
LARGEST = 10**15
"""The largest amount in cents: fits a 64-bit column with room for sums."""

_WRITTEN = re.compile(r"(?P<units>[0-9]{1,14})(?:\.(?P<cents>[0-9]{1,2}))?")


def cents(value: object) -> int:
    """Read an amount written in whole currency ("1050000" or "1050000.50").

    Args:
        value: an int, a str with at most two decimals after a point, or a float
            without a fraction (JSON writers turn 5 into 5.0). Never negative.

    Returns:
        The amount in cents, at most `LARGEST`.

    Raises:
        AmountError: anything else, so that no rounding is ever hidden (method I12).
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise AmountError(
            "An amount is a whole number, or a text with two decimals such as"
            ' "1250.50"; write it so.'
        )
    # Python refuses to print a number of thousands of digits, so look at it first.
    written = None if _endless(value) else _WRITTEN.fullmatch(str(value).strip())
    if written is None:
        raise AmountError(
            "An amount has digits only, no sign, no thousands separator and at most"
            ' two decimals after a point, such as "1250.50"; write it so.'
        )
    units, fraction = written["units"], written["cents"] or ""
    total = int(units) * CENTS_PER_UNIT + int(fraction.ljust(2, "0"))
    if total > LARGEST:
        raise AmountError("An amount is at most 10 000 000 000 000; check the zeros.")
    return total


def whole(amount: int) -> int | str:
    """Write cents as whole currency, in the form `cents` reads back.

    An amount without a fraction stays a number; any other is a text with two decimals.
    """
    units, fraction = divmod(amount, CENTS_PER_UNIT)
    return f"{units}.{fraction:02d}" if fraction else units


def largest_remainder(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share `total` in proportion to `weights`, in whole cents that sum to it.

    Each share is the exact proportion rounded down or up; the cents left over go to
    the largest remainders, and between equal remainders to the earlier (method C5).

    Raises:
        AmountError: a negative argument, or something to share and nobody to take it.
    """
    if total < 0 or any(weight < 0 for weight in weights):
        raise AmountError("A sum to share and its weights are zero or more; correct.")
    base = sum(weights)
    if base == 0:
        if total:
            raise AmountError("A sum cannot be shared by weights that are all zero.")
        return tuple(0 for _ in weights)
    shares = [total * weight // base for weight in weights]
    remainders = [total * weight % base for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return tuple(shares)


def _endless(value: int | str) -> bool:
    return isinstance(value, int) and abs(value) > LARGEST


def _read(value: object) -> int:
    try:
        return cents(value)
    except AmountError as error:  # pydantic collects ValueErrors only
        raise ValueError(str(error)) from error


Money = Annotated[
    int,
    BeforeValidator(_read),
    Field(ge=0, le=LARGEST),
    PlainSerializer(whole, return_type=int | str),
]
"""A form's amount: whole currency in JSON, cents in Python, the same again in JSON."""
