"""What the two sides say of one thing: both kept, disputed when they differ (X17)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol, TypeVar

from pydantic import AwareDatetime


class Side(StrEnum):
    """A answers and hosts the secretariat; B proposes."""

    A = "a"
    B = "b"


class Said(Protocol):
    """Something one side reported at an instant."""

    @property
    def side(self) -> Side: ...
    @property
    def at(self) -> AwareDatetime: ...


SaidT = TypeVar("SaidT", bound=Said)


class Agreement(StrEnum):
    """How what the sides say compares."""

    SILENT = "silent"
    ONE_SIDED = "one-sided"
    AGREED = "agreed"
    DISPUTED = "disputed"


def last_words(reports: Iterable[SaidT]) -> dict[Side, SaidT]:
    """Each side's latest report; of two at one instant, the one entered later."""
    latest: dict[Side, SaidT] = {}
    for report in reports:
        known = latest.get(report.side)
        if known is None or report.at >= known.at:
            latest[report.side] = report
    return latest


def compared(claims: Mapping[Side, object]) -> Agreement:
    """How the claims of the sides compare."""
    if not claims:
        return Agreement.SILENT
    if len(claims) < len(Side):
        return Agreement.ONE_SIDED
    same = claims[Side.A] == claims[Side.B]
    return Agreement.AGREED if same else Agreement.DISPUTED
