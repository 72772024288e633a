"""What the Ministry may add to what the bodies put in, agreement by agreement."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from models.frozen import Frozen
from models.money import LARGEST, largest_remainder

RULE_VERSION = "cofinancing/1"
"""Changes whenever the same request may get another answer."""


class CofinancingStatus(StrEnum):
    """How a check ends (method 2.5)."""

    FULL = "FULL"
    """The need is covered to the cent."""
    GAP = "GAP"
    """A rule (rate, own contribution, project cap) leaves part of the need open."""
    BUDGET_EXHAUSTED = "BUDGET_EXHAUSTED"
    """The rules would give more than the agreements have left this year."""
    PRIVATE_SHARE_TOO_LOW = "PRIVATE_SHARE_TOO_LOW"
    """Commercial actions need a private half (method R4)."""
    OVERFUNDED = "OVERFUNDED"
    """The money promised already exceeds the cost."""
    INADMISSIBLE_COST = "INADMISSIBLE_COST"
    """There is no cost to finance (method C4)."""


class Contribution(Frozen):
    """What one body puts in under one agreement; all sums in cents."""

    body: str
    agreement: str
    cents: int = Field(ge=0, le=LARGEST)
    residual: int | None = Field(default=None, ge=0, le=LARGEST)
    """What the agreement's year still has of the Ministry's money; None: no ceiling."""


class CofinancingRequest(Frozen):
    """The cost of the accompanying actions and who pays for it; all sums in cents.

    The investment itself (the plant) is never part of it.
    """

    admissible: int = Field(le=LARGEST)
    contributions: tuple[Contribution, ...]
    private: int = Field(default=0, ge=0, le=LARGEST)
    other_public: int = Field(default=0, ge=0, le=LARGEST)
    commercial: bool = False
    project_cap: int | None = Field(default=None, ge=0, le=LARGEST)
    rate_numerator: int = Field(default=1, ge=0)
    rate_denominator: int = Field(default=2, ge=1)

    @property
    def rate(self) -> Fraction:
        """The largest part of the admissible cost the Ministry may bear."""
        return Fraction(self.rate_numerator, self.rate_denominator)

    @property
    def partners(self) -> int:
        """What all bodies together put in."""
        return sum(contribution.cents for contribution in self.contributions)

    @property
    def need(self) -> int:
        """What nobody has promised yet; negative when too much has been."""
        return self.admissible - self.partners - self.private - self.other_public

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.rate > 1:
            raise ValueError(
                "The rate is at most the whole cost (1/1); correct the agreement's"
                " rule."
            )
        residuals: dict[str, int | None] = {}
        for given in self.contributions:
            if residuals.setdefault(given.agreement, given.residual) != given.residual:
                raise ValueError(
                    f"Agreement {given.agreement} is given with two different"
                    " residuals; read it once from its year and repeat it."
                )
        return self


class CofinancingCheck(Frozen):
    """What the rules allow today. It promises nothing: only a reservation does."""

    status: CofinancingStatus
    ministry: int
    """Cents the Ministry may add in total."""
    split: tuple[int, ...]
    """The same by contribution, in the order of the request."""
    gap: int
    """Cents of the need that stay open; 0 for a refused request (method C1)."""
    rule_version: str = RULE_VERSION


def check(request: CofinancingRequest) -> CofinancingCheck:
    """Apply rules R1 to R4 and R6 of method 2.5 to one request.

    The Ministry adds at most the need, the rate of the admissible cost, the bodies'
    own money, and the project's cap; by agreement at most the body's contribution
    (method I11) and what the year has left. A ceiling on public money as a whole
    (the cost, or half of it when commercial) is implied: the need never exceeds it
    once the private share has been tested. Fractions of a cent are rounded down.
    """
    refusal = _refusal(request)
    if refusal is not None:
        return _answer(refusal, request, split=(), gap=0)
    allowed = _allowed(request)
    split = _split(allowed, request.contributions)
    ministry = sum(split)
    gap = request.need - ministry
    status = CofinancingStatus.GAP if gap else CofinancingStatus.FULL
    if ministry < allowed:
        status = CofinancingStatus.BUDGET_EXHAUSTED
    return _answer(status, request, split=split, gap=gap)


def pro_rata(wanted: Sequence[int], budget: int) -> tuple[int, ...]:
    """Cut requests that exceed a budget, in proportion to the sums wanted (method C6).

    Args:
        wanted: cents asked for, each zero or more.
        budget: cents to share, zero or more.

    Returns:
        Cents by request: all that was wanted when the budget suffices, else shares
        that sum to the budget. A cut request counts as `BUDGET_EXHAUSTED` and is not
        topped up from another agreement (method C7, C8).

    Raises:
        AmountError: a negative sum.
    """
    return largest_remainder(min(sum(wanted), budget), wanted)


def effective_rate(granted: int, admissible: int) -> Fraction:
    """The part of the cost really borne; 0 when there is no cost."""
    return Fraction(granted, admissible) if admissible > 0 else Fraction(0)


def _refusal(request: CofinancingRequest) -> CofinancingStatus | None:
    """The first test the request fails; the order is method C2."""
    if request.admissible <= 0:
        return CofinancingStatus.INADMISSIBLE_COST
    if request.commercial and request.private * 2 < request.admissible:
        return CofinancingStatus.PRIVATE_SHARE_TOO_LOW
    if request.need < 0:
        return CofinancingStatus.OVERFUNDED
    return None


def _allowed(request: CofinancingRequest) -> int:
    """What the rules give before anybody looks at what the year has left."""
    limits = [
        request.need,
        int(request.admissible * request.rate),
        request.partners,
    ]
    if request.project_cap is not None:
        limits.append(request.project_cap)
    return min(limits)


def _split(total: int, contributions: Sequence[Contribution]) -> tuple[int, ...]:
    """Share a sum over the agreements, then inside each over its contributions."""
    members: dict[str, list[int]] = {}
    for index, contribution in enumerate(contributions):
        members.setdefault(contribution.agreement, []).append(index)
    weights = [sum(contributions[i].cents for i in m) for m in members.values()]
    caps = [
        _least(weight, contributions[own[0]].residual)
        for weight, own in zip(weights, members.values(), strict=True)
    ]
    split = [0] * len(contributions)
    shares = _fill(total, weights, caps)
    for share, own in zip(shares, members.values(), strict=True):
        # Never above a contribution: the share is at most their sum.
        parts = largest_remainder(share, [contributions[i].cents for i in own])
        for index, part in zip(own, parts, strict=True):
            split[index] = part
    return tuple(split)


def _fill(total: int, weights: Sequence[int], caps: Sequence[int]) -> tuple[int, ...]:
    """Water-filling: proportional shares, what one cannot take goes to the others."""
    shares = [0] * len(weights)
    rest = min(total, sum(caps))
    open_ = [i for i, weight in enumerate(weights) if weight]
    while open_:
        base = sum(weights[i] for i in open_)
        full = [i for i in open_ if rest * weights[i] > caps[i] * base]
        if not full:
            parts = largest_remainder(rest, [weights[i] for i in open_])
            for index, part in zip(open_, parts, strict=True):
                shares[index] = part
            break
        for index in full:
            shares[index] = caps[index]
            rest -= caps[index]
        open_ = [i for i in open_ if i not in full]
    return tuple(shares)


def _least(first: int, second: int | None) -> int:
    return first if second is None else min(first, second)


def _answer(
    status: CofinancingStatus,
    request: CofinancingRequest,
    *,
    split: Iterable[int],
    gap: int,
) -> CofinancingCheck:
    by_contribution = tuple(split) or (0,) * len(request.contributions)
    return CofinancingCheck(
        status=status,
        ministry=sum(by_contribution),
        split=by_contribution,
        gap=gap,
    )
