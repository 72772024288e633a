"""Closed periods: offices work, but nobody has to answer (method 4.5, D1, D3)."""

from collections.abc import Iterator
from datetime import date
from typing import Self

from pydantic import Field, model_validator

from models.frozen import Frozen

_LEAP_YEAR = 2000


class Blackout(Frozen):
    """A closed period of one year; both ends are inside it (method D1)."""

    first: date
    last: date
    why: str

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(
                f"The closed period from {self.first} ends on {self.last}, before it"
                " begins; exchange the two dates."
            )
        return self

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class YearlyBlackout(Frozen):
    """A closed period that comes back every year, perhaps across New Year's Eve."""

    first_month: int = Field(ge=1, le=12)
    first_day: int = Field(ge=1, le=31)
    last_month: int = Field(ge=1, le=12)
    last_day: int = Field(ge=1, le=31)
    why: str

    @model_validator(mode="after")
    def _days_exist(self) -> Self:
        first, last = (
            (self.first_month, self.first_day),
            (self.last_month, self.last_day),
        )
        if (2, 29) in {first, last}:
            raise ValueError(
                "A yearly closed period cannot begin or end on 29 February; choose"
                " 28 February or 1 March."
            )
        for month, day in (first, last):
            date(_LEAP_YEAR, month, day)
        return self

    def of(self, years: frozenset[int]) -> Iterator[Blackout]:
        """The closed periods that touch these years, in order."""
        for year in sorted(years | {year - 1 for year in years}):
            first = date(year, self.first_month, self.first_day)
            last = date(year, self.last_month, self.last_day)
            if last < first:
                last = date(year + 1, self.last_month, self.last_day)
            if {first.year, last.year} & years:
                yield Blackout(first=first, last=last, why=self.why)
