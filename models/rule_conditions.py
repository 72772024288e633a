"""The tests of rules that a request meets or fails, whatever the sum."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from models.cofinancing_request import CofinancingRequest, PlannedAction
from models.money import euro
from models.rule_finding import Finding, Outcome, Scoped, passed, refused, unknown


def _private_share(scoped: Scoped) -> Finding:
    """Each commercial action has its private part; without a split, all together.

    Private money that nobody assigned to actions may go to the commercial ones, so
    their sum decides then.
    """
    share = scoped.rule.parameters.private_share or Fraction(0)
    actions = _commercial(scoped.asked)
    if not actions:
        return Finding(Outcome.NOT_APPLICABLE)
    if any(action.private is None for action in actions):
        cost = sum(action.cents for action in actions)
        whole = PlannedAction(
            kind="commercial actions", cents=cost, private=scoped.asked.private
        )
        actions = (whole,)
    for action in actions:
        private = action.private or 0
        if private < share * action.cents:
            return refused(
                f"private: {euro(private)} bear less than {share} of {action.kind}"
                f" ({euro(action.cents)}); raise the private part, or lower the cost."
            )
    return passed()


def _commercial(asked: CofinancingRequest) -> tuple[PlannedAction, ...]:
    if asked.actions:
        return tuple(
            action for action in asked.actions if asked.commercial or action.commercial
        )
    if not asked.commercial:
        return ()
    # Nobody split the cost into actions, so it stands for one.
    return (
        PlannedAction(
            kind="the project", cents=asked.admissible, private=asked.private
        ),
    )


def _inside_wider_project(scoped: Scoped) -> Finding:
    if len(scoped.actions) == len(scoped.asked.actions):
        kinds = ", ".join(sorted({action.kind for action in scoped.actions}))
        return refused(
            f"actions: there is nothing but {kinds}; add what it is part of."
        )
    return passed()


def _proposers(scoped: Scoped) -> Finding:
    entitled = scoped.rule.parameters.proposers
    kinds = {given.kind for given in scoped.asked.contributions}
    if kinds & set(entitled):
        return passed()
    if not kinds or "" in kinds:
        return unknown("contributions.kind")
    return refused(
        f"contributions: none comes from {_any_of(entitled)}; find such a body."
    )


def _max_months(scoped: Scoped) -> Finding:
    months, most = scoped.asked.months, scoped.rule.parameters.max_months
    if months is None or most is None:
        return unknown("months")
    if months > most:
        return refused(f"months: {months} are more than {most}; shorten the project.")
    return passed()


def _min_companies(scoped: Scoped) -> Finding:
    least = scoped.rule.parameters.min_companies_a or 0
    return _at_least("companies_a", scoped.asked.companies_a, least)


def _min_universities(scoped: Scoped) -> Finding:
    least = scoped.rule.parameters.min_universities_b or 0
    return _at_least("universities_b", scoped.asked.universities_b, least)


def _at_least(name: str, given: int | None, least: int) -> Finding:
    if given is None:
        return unknown(name)
    if given < least:
        return refused(f"{name}: {given} are fewer than {least}; find another.")
    return passed()


def _apply_by(scoped: Scoped) -> Finding:
    """An application is early or late for the call of a year, never for all years."""
    given, asked = scoped.rule.parameters, scoped.asked
    if asked.applied_on is None:
        return unknown("applied_on")
    year = asked.call_year or asked.applied_on.year
    first = _day(year, given.apply_from) if given.apply_from else date.min
    last = _day(year, given.apply_by or "12-31")
    if first <= asked.applied_on <= last:
        return passed(_answer(scoped, asked.applied_on, year))
    if asked.call_year is None:
        return unknown("call_year")
    span = f"from {first} to {last}" if given.apply_from else f"by {last}"
    return refused(
        f"applied_on: applications for {year} come {span}, not on {asked.applied_on};"
        " apply to another year's call."
    )


def _answer(scoped: Scoped, applied_on: date, year: int) -> str:
    given = scoped.rule.parameters
    if given.answer_days:
        return f"An answer is due by {applied_on + timedelta(days=given.answer_days)}."
    if given.answer_by:
        return f"The ranking is due by {_day(year, given.answer_by)}."
    return ""


def _priorities(scoped: Scoped) -> Finding:
    if scoped.asked.in_priorities is None:
        return unknown("in_priorities")
    if not scoped.asked.in_priorities:
        return refused(
            "in_priorities: sector and area are outside the year's guidelines; give"
            " the reason for an exception."
        )
    return passed()


def _no_copies(scoped: Scoped) -> Finding:
    if scoped.asked.copies_agency is None:
        return unknown("copies_agency")
    if scoped.asked.copies_agency:
        return refused(
            "copies_agency: an action repeats what the agency does; take it out."
        )
    return passed()


def _no_commercial_for(scoped: Scoped) -> Finding:
    barred = scoped.rule.parameters.no_commercial_for
    asked = scoped.asked
    cost = sum(action.cents for action in _commercial(asked))
    kinds = {given.kind for given in asked.contributions}
    if cost < asked.admissible:
        return passed()
    if kinds & set(barred):
        return refused(
            f"commercial: a purely commercial project of {_any_of(barred)} gets"
            " nothing; add actions that are not."
        )
    return unknown("contributions.kind") if "" in kinds else passed()


CONDITIONS: Final[Mapping[str, Callable[[Scoped], Finding]]] = MappingProxyType(
    {
        "private_share": _private_share,
        "inside_wider_project": _inside_wider_project,
        "proposers": _proposers,
        "max_months": _max_months,
        "min_companies_a": _min_companies,
        "min_universities_b": _min_universities,
        "apply_by": _apply_by,
        "priorities_only": _priorities,
        "no_copies": _no_copies,
        "no_commercial_for": _no_commercial_for,
    }
)
"""By the name of the parameter that asks for the test."""


def _any_of(kinds: tuple[str, ...]) -> str:
    return " or ".join(kinds)


def _day(year: int, of_year: str) -> date:
    month, day = map(int, of_year.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))
