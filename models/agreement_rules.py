"""A request judged by the rules in force, one line for each rule."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from models.cofinancing_request import CofinancingRequest, Contribution
from models.frozen import Frozen
from models.rule_book import Hardness, Rule, Rules, Sentence
from models.rule_conditions import CONDITIONS
from models.rule_finding import (
    NO_CAPS,
    Finding,
    Gravity,
    Outcome,
    Scoped,
    limited,
    refused,
    unknown,
)
from models.rule_limits import LIMITS

__all__ = ["Applied", "Outcome", "Verdict", "judge"]

AGREEMENT_IN_FORCE: Final = "X20"
"""Not a rule of the book: without an agreement there is nothing to apply rules to."""

_IN_FORCE = Sentence(
    it="Il cofinanziamento vale solo sotto un accordo in vigore.",
    en="Co-financing is given only under an agreement in force.",
)
_KIND: Final = "contributions.kind"
_TESTS: Final = MappingProxyType({**LIMITS, **CONDITIONS})


class Applied(Frozen):
    """One rule and what came of it."""

    rule: str
    outcome: Outcome
    sentence: Sentence
    detail: str = ""
    """What was found and what to do, in whole sentences."""
    cents: int | None = None
    """What a limit leaves."""
    missing: tuple[str, ...] = ()
    """Fields of the request without which the rule was not judged, or not in full."""


class Verdict(NamedTuple):
    """All rules together: the lines, the limits, and the first refusal."""

    applied: tuple[Applied, ...]
    total: int | None
    """What the Ministry may give in all; None: no rule says."""
    caps: Mapping[str, int]
    """The same by agreement; one that is not named has no limit."""
    refused_by: str | None
    """The parameter whose test refused first."""
    reason: str
    """The sentence of that refusal."""


class _Judged(NamedTuple):
    line: Applied
    findings: tuple[Finding, ...]
    refused_by: str | None
    reason: str


def judge(asked: CofinancingRequest, rules: Rules) -> Verdict:
    """Evaluate every rule in order; after a refusal the others still speak."""
    caps = _caps(_judged(asked, rules, NO_CAPS))
    judged = _judged(asked, rules, caps)  # now each rule knows what others leave
    totals = [found.total for one in judged for found in one.findings]
    refusals = [one for one in judged if one.refused_by]
    return Verdict(
        applied=tuple(one.line for one in judged),
        total=min((total for total in totals if total is not None), default=None),
        caps=caps,
        refused_by=refusals[0].refused_by if refusals else None,
        reason=refusals[0].reason if refusals else "",
    )


def _judged(
    asked: CofinancingRequest, rules: Rules, others: Mapping[str, int]
) -> list[_Judged]:
    judged = [_judge(rule, asked, others) for rule in rules.rules]
    if asked.on is not None:
        judged.append(_in_force(asked, others))
    return judged


def _caps(judged: Iterable[_Judged]) -> dict[str, int]:
    caps: dict[str, int] = {}
    for one in judged:
        for found in one.findings:
            for number, cap in found.caps.items():
                caps[number] = min(cap, caps.get(number, cap))
    return caps


def _judge(rule: Rule, asked: CofinancingRequest, others: Mapping[str, int]) -> _Judged:
    scoped = Scoped(
        rule=rule,
        asked=asked,
        bodies=tuple(given for given in asked.contributions if rule.about(given.kind)),
        actions=tuple(
            action
            for action in asked.actions
            if not rule.actions or action.kind in rule.actions
        ),
        others=others,
    )
    findings = dict(_out_of_scope(scoped) or _tested(scoped))
    if rule.hardness is Hardness.SOFT:
        findings = {name: _softened(found) for name, found in findings.items()}
    return _gathered(rule.id, rule.sentence, findings)


def _out_of_scope(scoped: Scoped) -> dict[str, Finding]:
    """Why a rule is not about a request, or why nobody can tell; empty: it is."""
    rule, asked = scoped.rule, scoped.asked
    others_only = rule.except_bodies and asked.contributions and not scoped.bodies
    if others_only or (rule.bodies and not scoped.bodies):
        return {"bodies": unknown(_KIND) if _unnamed(asked) else _outside()}
    if rule.actions and not scoped.actions:
        return {"actions": _outside() if asked.actions else unknown("actions")}
    return {}


def _unnamed(asked: CofinancingRequest) -> bool:
    return any(not given.kind for given in asked.contributions)


def _outside() -> Finding:
    return Finding(Outcome.NOT_APPLICABLE)


def _tested(scoped: Scoped) -> Iterator[tuple[str, Finding]]:
    wanted = scoped.rule.parameters.model_dump(exclude_defaults=True)
    for name, test in _TESTS.items():
        if name in wanted:
            yield name, test(scoped)
    if scoped.rule.bodies and _unnamed(scoped.asked):
        yield "bodies", unknown(_KIND)


def _softened(found: Finding) -> Finding:
    """A soft rule says what it would have done, and does nothing."""
    if Gravity.of(found.outcome) <= Gravity.WARNED:
        return found
    return found._replace(outcome=Outcome.WARNED, total=None, caps=NO_CAPS, cents=None)


def _gathered(
    number: str, sentence: Sentence, findings: Mapping[str, Finding]
) -> _Judged:
    gravest = max(findings.values(), key=lambda found: Gravity.of(found.outcome))
    missing = tuple(
        dict.fromkeys(field for found in findings.values() for field in found.missing)
    )
    details = [found.detail for found in findings.values() if found.detail]
    if missing:
        details.append(f"Not judged in full: give {' and '.join(missing)}.")
    lefts = [found.cents for found in findings.values() if found.cents is not None]
    refusals = [
        (name, f"{number}: {found.detail}")
        for name, found in findings.items()
        if found.outcome is Outcome.REFUSED
    ]
    line = Applied(
        rule=number,
        outcome=gravest.outcome,
        sentence=sentence,
        detail=" ".join(dict.fromkeys(details)),
        cents=min(lefts) if gravest.outcome is Outcome.LIMITED else None,
        missing=missing,
    )
    refused_by, reason = refusals[0] if refusals else (None, "")
    return _Judged(line, tuple(findings.values()), refused_by, reason)


def _in_force(asked: CofinancingRequest, others: Mapping[str, int]) -> _Judged:
    """An agreement that is not in force gives nothing; when none is, all is refused."""
    missing, ended = False, []
    for number, (first, *_) in asked.agreements.items():
        missing = missing or first.valid_to is None
        if not _covers(first, asked.on):
            ended.append(number)
    found = limited(
        asked,
        caps=dict.fromkeys(ended, 0),
        others=others,
        missing=("contributions.valid_to",) if missing else (),
    )
    if ended:
        detail = (
            f"Not in force on {asked.on}: {', '.join(ended)}; renew the agreement, or"
            " count its body's money as other_public."
        )
        found = found._replace(detail=detail)
        if len(ended) == len(asked.agreements):
            found = refused(detail)
    return _gathered(AGREEMENT_IN_FORCE, _IN_FORCE, {"on": found})


def _covers(given: Contribution, on: date | None) -> bool:
    if on is None:
        return True
    first, last = given.valid_from or on, given.valid_to or on
    return first <= on <= last
