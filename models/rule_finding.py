"""What one test of a rule finds in a request."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final, NamedTuple

from models.cofinancing_request import CofinancingRequest, Contribution, PlannedAction
from models.money import euro
from models.rule_book import Rule

NO_CAPS: Final[Mapping[str, int]] = MappingProxyType({})


class Outcome(StrEnum):
    """How a rule ends for a request."""

    PASSED = "passed"
    LIMITED = "limited"
    """It leaves less than the need."""
    REFUSED = "refused"
    WARNED = "warned"
    """It does not decide: it is soft, or lacks a datum."""
    NOT_APPLICABLE = "not applicable"


class Gravity(IntEnum):
    """Of several tests of one rule the gravest outcome counts."""

    NOT_APPLICABLE = 0
    PASSED = 1
    WARNED = 2
    LIMITED = 3
    REFUSED = 4

    @classmethod
    def of(cls, outcome: Outcome) -> "Gravity":
        return cls[outcome.name]


class Scoped(NamedTuple):
    """A rule beside the part of a request it is about."""

    rule: Rule
    asked: CofinancingRequest
    bodies: tuple[Contribution, ...]
    actions: tuple[PlannedAction, ...]
    others: Mapping[str, int]
    """What all rules together leave by agreement, once that is known."""


class Finding(NamedTuple):
    """What one test says; `total` and `caps` bind the Ministry's share."""

    outcome: Outcome
    detail: str = ""
    missing: tuple[str, ...] = ()
    """The data to supply, by the names of the request's fields."""
    total: int | None = None
    caps: Mapping[str, int] = NO_CAPS
    """By agreement."""
    cents: int | None = None
    """What the test leaves, where that is less than the need."""


def passed(detail: str = "") -> Finding:
    return Finding(Outcome.PASSED, detail)


def refused(detail: str) -> Finding:
    return Finding(Outcome.REFUSED, detail)


def unknown(*missing: str) -> Finding:
    return Finding(Outcome.WARNED, missing=missing)


def limited(
    asked: CofinancingRequest,
    *,
    total: int | None = None,
    caps: Mapping[str, int] = NO_CAPS,
    others: Mapping[str, int] = NO_CAPS,
    missing: tuple[str, ...] = (),
    binding: bool = True,
) -> Finding:
    """A limit, which only counts as one when it leaves less than the need.

    Args:
        asked: the request.
        total: what the Ministry gives at most in all; None: no limit.
        caps: the same by agreement; one that is not named has no limit.
        others: what other rules leave to the agreements that are not named.
        missing: data without which the limit was taken at its loosest.
        binding: False when another step takes the same limit again.
    """
    need = max(asked.need, 0)
    room = {**others, **caps}
    found = sum(min(room.get(number, need), need) for number in asked.agreements)
    left = min(found if caps else need, need if total is None else total)
    outcome, detail, cents = Outcome.PASSED, "", None
    if left < need:
        outcome, cents = Outcome.LIMITED, left
        detail = f"It leaves {euro(left)} of the {euro(need)} needed."
    elif missing:
        outcome = Outcome.WARNED
    return Finding(
        outcome=outcome,
        detail=detail,
        missing=missing,
        total=total if binding else None,
        caps=caps if binding else NO_CAPS,
        cents=cents,
    )


def part(share: Fraction, cents: int) -> int:
    """A share of a sum, fractions of a cent rounded down (method V8)."""
    return int(share * cents)
