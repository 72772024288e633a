"""A whole number out of an address or a form."""

from typing import Final

COUNT: Final = 9
"""Digits of anything we count: every column of the database holds as many."""


def whole(given: str, digits: int = COUNT) -> int | None:
    """0 or more, in plain digits; none for anything else, or for more digits."""
    plain = given.isascii() and given.isdigit() and len(given) <= digits
    return int(given) if plain else None
