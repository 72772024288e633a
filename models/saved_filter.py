"""A filter of the list of proposals that somebody gave a name, for himself alone."""

from datetime import datetime
from typing import Final

from models.errors import DomainError
from models.frozen import Frozen

MOST: Final = 20
"""Of one account: more than fit on a page help nobody."""
_LONGEST_NAME: Final = 60
_LONGEST: Final = 500
"""Characters of a filter as it stands in an address."""


class FilterError(DomainError):
    """A filter that is not kept; the sentence says why."""


class SavedFilter(Frozen):
    """`asked`: what stands behind the question mark, as in `phase=open&overdue=1`."""

    account: str
    name: str
    asked: str
    kept_at: datetime


def filter_name(given: str) -> str:
    """One line, as people call it.

    Raises:
        FilterError: nothing, or too long.
    """
    name = " ".join(given.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise FilterError(f"Give the filter a name of 1 to {_LONGEST_NAME} characters.")
    return name


def filter_asked(given: str) -> str:
    """What it asks for.

    Raises:
        FilterError: nothing is chosen, or too much.
    """
    if not given or len(given) > _LONGEST:
        raise FilterError("Choose what to filter by first, then give it a name.")
    return given
