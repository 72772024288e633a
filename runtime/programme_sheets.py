"""A programme as it is written down: its years, its guidelines, its hand-over."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from models.corridor import Programme
from models.errors import DomainError
from models.ids import CorridorCode
from models.programme import Guideline
from models.programme_content import Destination
from models.proposal_review import sentences
from runtime.dates import YEARS

_YEARS: Final = re.compile(r"(\d{4})-(\d{4})")


def programme_of(corridor: str, code: str) -> Programme:
    """A programme of whole calendar years, as in 2028-2030.

    Raises:
        DomainError: these are no years.
    """
    years = _YEARS.fullmatch(code)
    if years is None or not {int(years[1]), int(years[2])} <= {*YEARS}:
        raise DomainError(
            f"{code!r} is no programme: write its years as 2025-2027, from {YEARS[0]}"
            f" to {YEARS[-1]}."
        )
    return Programme(
        corridor=CorridorCode(corridor.upper()),
        code=code,
        start=date(int(years[1]), 1, 1),
        end=date(int(years[2]), 12, 31),
    )


def guidelines_of(
    given: Iterable[Mapping[str, Any]], where: str
) -> tuple[Guideline, ...]:
    """Numbered from 1 in their order; `where` they were written.

    Raises:
        DomainError: a field breaks a rule; one sentence a line.
    """
    try:
        return tuple(
            Guideline.model_validate({"number": number, **one})
            for number, one in enumerate(given, start=1)
        )
    except ValidationError as error:
        problems = sentences(error, "guideline")
        raise DomainError("\n".join(f"{where}: {one}" for one in problems)) from error


def destinations_of(given: Mapping[str, object], where: str) -> dict[str, Destination]:
    """Where each open item goes, by its name.

    Raises:
        DomainError: a decision breaks a rule.
    """
    return {item: _destination(where, item, to) for item, to in given.items()}


def _destination(where: str, item: str, given: object) -> Destination:
    try:
        return Destination.model_validate(given)
    except ValidationError as error:
        problems = sentences(error, "decision")
        said = "\n".join(f"{where}: {item}: {one}" for one in problems)
        raise DomainError(said) from error
