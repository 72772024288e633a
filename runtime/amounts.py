"""Sums of money as a person writes them in a command."""

from models.errors import AmountError, DomainError
from models.money import cents


def amount(option: str, written: str) -> int:
    """Cents of what was written in euro; `option` is where."""
    try:
        return cents(written)
    except AmountError as error:
        raise DomainError(f"{option} {written!r}: {error}") from error
