"""What the Ministry may add to what the bodies put in, agreement by agreement."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final, NamedTuple

from models.agreement_rules import Applied, Outcome, Verdict, judge
from models.cofinancing_request import (
    CofinancingRequest,
    Contribution,
    PlannedAction,
)
from models.frozen import Frozen
from models.money import euro, largest_remainder
from models.rule_book import MINIMAL, Rules
from models.rule_finding import part

__all__ = [  # a check cannot be asked, or read, without them
    "RULE_VERSION",
    "Applied",
    "CofinancingCheck",
    "CofinancingRequest",
    "CofinancingStatus",
    "Contribution",
    "Outcome",
    "PlannedAction",
    "check",
    "effective_rate",
    "pro_rata",
]

RULE_VERSION: Final = MINIMAL.version
"""Of the rules that a check follows when it is given none."""


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
    REFUSED_BY_RULE = "REFUSED_BY_RULE"
    """Another rule refuses the project, its time or its actions."""


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
    why: str = ""
    """The status in one sentence, with the rule or field that decided."""
    applied: tuple[Applied, ...] = ()
    """Every rule, in order, and what came of it."""


_STATUS_OF: Final[Mapping[str, CofinancingStatus]] = MappingProxyType(
    {
        "private_share": CofinancingStatus.PRIVATE_SHARE_TOO_LOW,
        "public_share": CofinancingStatus.OVERFUNDED,
    }
)
"""The status of a refusal by the parameter that refused."""


class _Refusal(NamedTuple):
    status: CofinancingStatus
    why: str


def check(request: CofinancingRequest, rules: Rules = MINIMAL) -> CofinancingCheck:
    """Apply the rules of method 2.5 that are in force to one request.

    The Ministry adds at most the need, what the rules leave, the agreement's own rate
    and the project's cap; by agreement at most what the rules leave there (method I11)
    and what the year has left. Fractions of a cent are rounded down.

    Args:
        request: who asks for what; a datum it lacks makes the rule that needs it warn.
        rules: those of a day, `RuleBook.on(day)`; else half the cost, the bodies' own
            money and the private half of commercial actions (R1, R3, R4).
    """
    if request.admissible <= 0:
        why = "admissible: there is no cost to finance (C4); give the actions' cost."
        return _refused(request, rules, _Refusal(_NO_COST, why), ())
    verdict = judge(request, rules)
    refusal = _refusal(request, verdict)
    if refusal is not None:
        return _refused(request, rules, refusal, verdict.applied)
    return _granted(request, rules, verdict)


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


_NO_COST: Final = CofinancingStatus.INADMISSIBLE_COST


def _refusal(request: CofinancingRequest, verdict: Verdict) -> _Refusal | None:
    """The first test the request fails; over-funding comes last (method C2)."""
    if verdict.refused_by is not None:
        status = _STATUS_OF.get(verdict.refused_by, CofinancingStatus.REFUSED_BY_RULE)
        return _Refusal(status, verdict.reason)
    if request.need < 0:
        why = (
            f"contributions, private and other_public exceed the cost by"
            f" {euro(-request.need)} (R9); lower one of them."
        )
        return _Refusal(CofinancingStatus.OVERFUNDED, why)
    return None


def _refused(
    request: CofinancingRequest,
    rules: Rules,
    refusal: _Refusal,
    applied: tuple[Applied, ...],
) -> CofinancingCheck:
    return CofinancingCheck(
        status=refusal.status,
        ministry=0,
        split=(0,) * len(request.contributions),
        gap=0,
        rule_version=rules.version,
        why=refusal.why,
        applied=applied,
    )


def _granted(
    request: CofinancingRequest, rules: Rules, verdict: Verdict
) -> CofinancingCheck:
    caps = _caps(request, verdict)
    limits = _limits(request)
    allowed = min(
        _least(request.need, verdict.total), sum(caps.values()), *limits.values()
    )
    split = _split(allowed, request, caps)
    ministry = sum(split)
    gap = request.need - ministry
    if ministry < allowed:
        status = CofinancingStatus.BUDGET_EXHAUSTED
        why = (
            f"The rules allow {euro(allowed)}, the agreements have {euro(ministry)}"
            " left this year; wait, or accept the part."
        )
    elif gap:
        status = CofinancingStatus.GAP
        binding = ", ".join(_binding(allowed, limits, verdict.applied))
        why = f"{euro(gap)} of the need stay open, limited by {binding}; find the rest."
    else:
        status = CofinancingStatus.FULL
        why = f"The need of {euro(request.need)} is covered."
    return CofinancingCheck(
        status=status,
        ministry=ministry,
        split=split,
        gap=gap,
        rule_version=rules.version,
        why=why,
        applied=verdict.applied,
    )


def _caps(request: CofinancingRequest, verdict: Verdict) -> dict[str, int]:
    """What the rules leave by agreement, before anybody looks at the year's money."""
    caps: dict[str, int] = {}
    for number, members in request.agreements.items():
        shares = sum(member.cents for member in members)
        caps[number] = _least(request.need, verdict.caps.get(number)) if shares else 0
    return caps


def _limits(request: CofinancingRequest) -> dict[str, int]:
    """What the agreement itself limits, by the field of the request that says so."""
    limits = {"rate": part(request.rate, request.admissible)}
    if request.project_cap is not None:
        limits["project_cap"] = request.project_cap
    return limits


def _binding(
    allowed: int, limits: dict[str, int], applied: Iterable[Applied]
) -> tuple[str, ...]:
    """The rules and fields that leave no more than was allowed."""
    lines = {line.rule: line.cents for line in applied if line.cents is not None}
    found = [name for name, cents in (lines | limits).items() if cents == allowed]
    return tuple(found or lines)


def _split(
    total: int, request: CofinancingRequest, caps: Mapping[str, int]
) -> tuple[int, ...]:
    """Share a sum over the agreements, then inside each over its contributions."""
    contributions = request.contributions
    members: dict[str, list[int]] = {}
    for index, contribution in enumerate(contributions):
        members.setdefault(contribution.agreement, []).append(index)
    weights = [sum(contributions[i].cents for i in own) for own in members.values()]
    room = [
        _least(caps[number], contributions[own[0]].residual)
        for number, own in members.items()
    ]
    split = [0] * len(contributions)
    shares = _fill(total, weights, room)
    for share, own in zip(shares, members.values(), strict=True):
        # Under R3 never above a contribution: the share is at most their sum.
        parts = largest_remainder(share, [contributions[i].cents for i in own])
        for index, cents in zip(own, parts, strict=True):
            split[index] = cents
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
