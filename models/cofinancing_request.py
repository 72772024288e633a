"""What a check of co-financing is asked: the cost, who pays, what the rules need."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from models.frozen import Frozen
from models.money import Cents, SignedCents, euro


class Contribution(Frozen):
    """What one body puts in under one agreement; all sums in cents.

    A datum left out (None, or an empty kind) is unknown: a rule that needs it warns.
    """

    body: str
    agreement: str
    cents: Cents
    residual: Cents | None = None
    """What the agreement's year still has of the Ministry's money; None: no ceiling."""
    kind: str = ""
    """The kind of body, as in the register: region, university, sme-grouping …"""
    favoured: bool | None = None
    """Whether a grouping has its seat in a former objective-1 area (method R8)."""
    year_total: Cents | None = None
    """What the Ministry has already given or promised under the agreement this year."""
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day of the agreement (method X20)."""


class PlannedAction(Frozen):
    """One accompanying action: study, mission, training, fair … with its cost."""

    kind: str = Field(min_length=1)
    cents: Cents
    commercial: bool = False
    private: Cents | None = None
    """The private money meant for this action; None: not said by action."""


class CofinancingRequest(Frozen):
    """The cost of the accompanying actions and who pays for it; all sums in cents.

    The investment itself (the plant) is never part of it.
    """

    admissible: SignedCents
    contributions: tuple[Contribution, ...]
    private: Cents = 0
    other_public: Cents = 0
    commercial: bool = False
    """Whether every action is purely commercial."""
    project_cap: Cents | None = None
    rate_numerator: int = Field(default=1, ge=0)
    rate_denominator: int = Field(default=1, ge=1)
    """The agreement's own rate, where it gives less than the rules do."""
    actions: tuple[PlannedAction, ...] = ()
    on: date | None = None
    """The day the agreements must be in force."""
    months: int | None = Field(default=None, ge=0)
    """How long the project lasts from its signature."""
    companies_a: int | None = Field(default=None, ge=0)
    """Companies of the Ministry's own country that take part."""
    universities_b: int | None = Field(default=None, ge=0)
    """Universities of the other country that take part."""
    applied_on: date | None = None
    call_year: int | None = None
    """The year of the call applied to."""
    copies_agency: bool | None = None
    """Whether an action repeats what the promotion agency (ICE) already does."""
    in_priorities: bool | None = None
    """Whether sector and area are among the year's priorities."""
    so_far: dict[str, Cents] = Field(default_factory=dict)
    """What a call (by the id of its rule) has already given this year."""

    @property
    def rate(self) -> Fraction:
        """The largest part of the cost that the agreement itself lets be borne."""
        return Fraction(self.rate_numerator, self.rate_denominator)

    @property
    def partners(self) -> int:
        """What all bodies together put in."""
        return sum(contribution.cents for contribution in self.contributions)

    @property
    def need(self) -> int:
        """What nobody has promised yet; negative when too much has been."""
        return self.admissible - self.partners - self.private - self.other_public

    @property
    def agreements(self) -> dict[str, tuple[Contribution, ...]]:
        """The contributions by agreement, in the order of the request."""
        found: dict[str, tuple[Contribution, ...]] = {}
        for given in self.contributions:
            found[given.agreement] = (*found.get(given.agreement, ()), given)
        return found

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.rate > 1:
            raise ValueError(
                "The rate is at most the whole cost (1/1); correct the agreement's"
                " rule."
            )
        for number, members in self.agreements.items():
            _same(number, "residuals", (one.residual for one in members))
            _same(number, "year totals", (one.year_total for one in members))
            _same(number, "first days", (one.valid_from for one in members))
            _same(number, "last days", (one.valid_to for one in members))
        return self

    @model_validator(mode="after")
    def _actions_add_up(self) -> Self:
        cost = sum(action.cents for action in self.actions)
        if self.actions and cost != self.admissible:
            raise ValueError(
                f"actions: they cost {euro(cost)}, but admissible is"
                f" {euro(self.admissible)}; the actions make up the cost, correct one."
            )
        private = sum(action.private or 0 for action in self.actions)
        if private > self.private:
            raise ValueError(
                f"actions: {euro(private)} of private money stand by action, but"
                f" private is {euro(self.private)} in all; correct one."
            )
        return self


def _same(agreement: str, what: str, given: Iterable[object]) -> None:
    if len(set(given)) > 1:
        raise ValueError(
            f"Agreement {agreement} is given with two different {what}; read them once"
            " from the register and repeat them."
        )
