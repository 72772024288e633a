"""Money as integer cents: read from what people write, shared without losing one."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo

from models.errors import AmountError

CENTS_PER_UNIT = 100
LARGEST = 10**15
"""The largest amount in cents: fits a 64-bit column with room for sums."""

_DIGITS = 14
_TOO_LARGE = "An amount is at most 10 000 000 000 000; check the zeros."
_SHARE = re.compile(r"(?P<over>[0-9]{1,18})/(?P<under>[0-9]{1,18})")
_WRITTEN = re.compile(r"(?P<units>[0-9]{1,14})(?:\.(?P<cents>[0-9]{1,2}))?")
_NAMED = re.compile(
    r"(?:€|\beuros?\b|\beur\b|\bевро\b)\s{0,2}\d"
    r"|\d[\d.,' \xa0]{0,15}(?:€|euros?\b|eur\b|евро|mila\b|тыс|thousand|k\b)"
    r"|(?<![\w.,/])\d{1,3}(?:[.']\d{3})+(?:,\d\d)?(?![\w/])"
    r"|\b(?:contribu|quot[ae]\b|co-?fin|importo|somma|взнос|вклад|сумм|share|amount)"
    r"\w{0,12}(?:\W{1,3}[^\W\d]{1,20}){0,4}\W{1,3}\d[\d.,' \xa0]{2}",
    re.IGNORECASE,
)


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
    if _endless(value):
        raise AmountError(_TOO_LARGE)
    written = _WRITTEN.fullmatch(str(value).strip())
    if written is None:
        raise AmountError(
            "An amount has digits only, no sign, no thousands separator and at most"
            ' two decimals after a point, such as "1250.50"; write it so.'
        )
    units, fraction = written["units"], written["cents"] or ""
    total = int(units) * CENTS_PER_UNIT + int(fraction.ljust(2, "0"))
    if total > LARGEST:
        raise AmountError(_TOO_LARGE)
    return total


def names_sum(text: str) -> bool:
    """Whether words name a sum of money, however vaguely: never a reason to act."""
    return _NAMED.search(text) is not None


def whole(amount: int) -> int | str:
    """Write cents as whole currency, in the form `cents` reads back.

    An amount without a fraction stays a number; any other is a text with two decimals.
    """
    units, fraction = divmod(amount, CENTS_PER_UNIT)
    return f"{units}.{fraction:02d}" if fraction else units


def euro(amount: int) -> str:
    """Write cents for people, as in 1,050,000.00 EUR; for sentences only."""
    units, fraction = divmod(abs(amount), CENTS_PER_UNIT)
    sign = "-" if amount < 0 else ""
    return f"{sign}{units:,}.{fraction:02d} EUR"


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
    if isinstance(value, str):
        return value.isascii() and value.isdigit() and len(value) > _DIGITS
    return value > LARGEST or value < -LARGEST


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


def _signed(value: object, info: ValidationInfo) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(  # noqa: TRY004 - pydantic collects ValueErrors only
            f"{info.field_name}: a sum is a whole number of cents (method I12), no"
            " fraction and no text; give it so."
        )
    if abs(value) > LARGEST:
        raise ValueError(
            f"{info.field_name}: a sum is at most 10 000 000 000 000; check the zeros."
        )
    return value


def _unsigned(value: object, info: ValidationInfo) -> int:
    if isinstance(value, int) and value < 0:
        raise ValueError(
            f"{info.field_name}: a sum is zero or more (method I12); correct the sign."
        )
    return _signed(value, info)


def _positive(value: object, info: ValidationInfo) -> int:
    sum_ = _unsigned(value, info)
    if not sum_:
        raise ValueError(
            f"{info.field_name}: a sum to move is more than zero; correct it, or leave"
            " the move out."
        )
    return sum_


SignedCents = Annotated[int, BeforeValidator(_signed)]
"""A sum in cents that a rule may find to be zero or less, and say so."""
Cents = Annotated[int, BeforeValidator(_unsigned)]
"""A sum in cents, zero or more; a float or a text is refused, never rounded."""
PositiveCents = Annotated[int, BeforeValidator(_positive)]


def _share(value: object, info: ValidationInfo) -> Fraction:
    written = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if written and int(written["under"]):
        value = Fraction(int(written["over"]), int(written["under"]))
    if not isinstance(value, Fraction) or not 0 < value <= 1:
        raise ValueError(
            f"{info.field_name}: a share is a fraction above 0 and at most 1, such as"
            ' "1/2", never a decimal; write it so.'
        )
    return value


Share = Annotated[
    Fraction,
    BeforeValidator(_share),
    PlainSerializer(
        lambda share: f"{share.numerator}/{share.denominator}", return_type=str
    ),
]
"""An exact part of a whole: a fraction in Python, "1/2" in JSON and TOML."""
