"""What only people know of a co-financed project, so that every rule can decide."""

from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints

from models.frozen import Frozen
from models.ids import BodyCode
from models.money import Cents
from models.proposal_parts import Months

Count = Annotated[int, Field(ge=0, le=1000)]
RuleId = Annotated[str, StringConstraints(pattern=r"^R[1-9]\d?$")]


OPTIONS: Final = MappingProxyType(
    {
        "months": "--months",
        "companies_a": "--companies",
        "universities_b": "--universities",
        "applied_on": "--applied-on",
        "call_year": "--call-year",
        "copies_agency": "--copies",
        "in_priorities": "--priority",
        "favoured": "--favoured",
        "so_far": "--call-spent",
    }
)
"""What a fact is called in `cofinance facts`, by which it is stated."""


def called(fact: str) -> str:
    """A fact that a rule misses, by its option; others come with form and agreement."""
    of, _, part = fact.partition(".")
    return OPTIONS.get(of) or OPTIONS.get(part, fact)


class CofinancingFacts(Frozen):
    """Facts of one case, as the agreement office read them; None: not known yet.

    `months` and `universities_b` stand before what the form says.
    """

    months: Months | None = None
    """From the signature of the act to the end of the actions (R6)."""
    companies_a: Count | None = None
    """Companies of the Ministry's own country that take part (R6)."""
    universities_b: Count | None = None
    """Universities of the proposing country that take part (R6)."""
    applied_on: date | None = None
    """The day of the bodies' application (R6, R7, R10)."""
    call_year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    """The year of the call applied to (R6, R7, R10)."""
    copies_agency: bool | None = None
    """Whether an action repeats what the promotion agency, ICE, already does (R12)."""
    in_priorities: bool | None = None
    """Whether sector and area are among the year's priorities (R11)."""
    favoured: dict[BodyCode, bool] = Field(default_factory=dict)
    """By grouping, whether its seat is in a former objective-1 area (R8)."""
    so_far: dict[RuleId, Cents] = Field(default_factory=dict)
    """By rule, what its call has already given this year, everywhere (R6, R7)."""

    @property
    def given(self) -> dict[str, object]:
        """What is stated, and nothing else."""
        return self.model_dump(exclude_defaults=True)

    def followed_by(self, later: Self) -> Self:
        """A later statement replaces the facts it names; the others stay."""
        merged = self.given | later.given
        merged["favoured"] = self.favoured | later.favoured
        merged["so_far"] = self.so_far | later.so_far
        return type(self).model_validate(merged)
