"""The tests of rules that limit how much the Ministry may add."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from models.cofinancing_request import Contribution
from models.money import euro
from models.rule_finding import Finding, Scoped, limited, part, refused

WHOLE: Final = Fraction(1)


def _rate(scoped: Scoped) -> Finding:
    given, asked = scoped.rule.parameters, scoped.asked
    rate = given.rate or WHOLE
    missing: tuple[str, ...] = ()
    if given.favoured_rate is not None:
        known = [body.favoured for body in scoped.bodies]
        if known and all(known):
            rate = given.favoured_rate
        elif None in known and False not in known:
            missing = ("contributions.favoured",)
    return limited(asked, total=part(rate, asked.admissible), missing=missing)


def _project_cap(scoped: Scoped) -> Finding:
    return limited(scoped.asked, total=scoped.rule.parameters.project_cap)


def _call_budget(scoped: Scoped) -> Finding:
    """What a call has left; of a rule about some actions, it binds only their part."""
    given, asked = scoped.rule.parameters, scoped.asked
    so_far = asked.so_far.get(scoped.rule.id)
    missing = () if so_far is not None else (f"so_far.{scoped.rule.id}",)
    left = max((given.call_budget or 0) - (so_far or 0), 0)
    if scoped.rule.actions:
        rate = given.rate or WHOLE
        own = sum(action.cents for action in scoped.actions)
        left = part(rate, asked.admissible - own) + min(part(rate, own), left)
    return limited(asked, total=left, missing=missing)


def _own_share(scoped: Scoped) -> Finding:
    share = scoped.rule.parameters.own_share or WHOLE
    caps = {
        number: part(share, sum(one.cents for one in members))
        for number, members in _agreements(scoped).items()
    }
    return limited(
        scoped.asked,
        total=None if scoped.asked.agreements else 0,
        caps=caps,
        others=scoped.others,
    )


def _year_ceiling(scoped: Scoped) -> Finding:
    ceiling = scoped.rule.parameters.year_ceiling or 0
    agreements = _agreements(scoped)
    caps = {
        number: max(ceiling - (members[0].year_total or 0), 0)
        for number, members in agreements.items()
    }
    unknown = any(members[0].year_total is None for members in agreements.values())
    missing = ("contributions.year_total",) if unknown else ()
    return limited(scoped.asked, caps=caps, others=scoped.others, missing=missing)


def _year_budget(scoped: Scoped) -> Finding:
    residuals = {
        number: members[0].residual for number, members in _agreements(scoped).items()
    }
    missing = ("contributions.residual",) if None in residuals.values() else ()
    return limited(
        scoped.asked,
        caps={number: left for number, left in residuals.items() if left is not None},
        others=scoped.others,
        missing=missing,
        binding=False,  # the split takes the residuals anyway
    )


def _public_share(scoped: Scoped) -> Finding:
    asked = scoped.asked
    most = part(scoped.rule.parameters.public_share or WHOLE, asked.admissible)
    left = most - asked.partners - asked.other_public
    if left < 0:
        return refused(
            f"contributions and other_public exceed the {euro(most)} that public money"
            f" may bear by {euro(-left)}; lower one of them."
        )
    return limited(asked, total=left)


LIMITS: Final[Mapping[str, Callable[[Scoped], Finding]]] = MappingProxyType(
    {
        "rate": _rate,
        "year_ceiling": _year_ceiling,
        "year_budget_is_ceiling": _year_budget,
        "own_share": _own_share,
        "project_cap": _project_cap,
        "call_budget": _call_budget,
        "public_share": _public_share,
    }
)
"""By the name of the parameter that asks for the test."""


def _agreements(scoped: Scoped) -> dict[str, tuple[Contribution, ...]]:
    """The agreements that a body in scope takes part in, with all their members."""
    own = {body.agreement for body in scoped.bodies}
    return {
        number: members
        for number, members in scoped.asked.agreements.items()
        if number in own
    }
