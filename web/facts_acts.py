"""Facts of a co-financing that only people know, stated so that the rules decide."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from models.account import Role
from models.case import Phase
from models.cofinancing_facts import OPTIONS
from runtime.amounts import amount
from runtime.dates import day
from runtime.recheck import Recheck
from web.acting import Carried, Decision, Seat
from web.desk import Visit
from web.fields import REASON, YES, Choices, Field, Given, Kind, yes_or_no
from web.purse import Purse, finding
from web.saying import Saying
from web.sentences import Line
from web.whole import whole

_COUNTS: Final = ("months", "companies_a", "universities_b", "call_year")
_WHETHER: Final = ("copies_agency", "in_priorities")


async def _state(seat: Seat, purse: Purse, given: Given) -> Carried:
    desk = await seat.access.facts_desk(seat.actor, now=seat.now, dry=seat.dry)
    found = await desk.state(purse.case.ref, given["reason"], **_facts(given))
    return Carried(None, list(told(seat.say, found)))


def _facts(given: Given) -> Mapping[str, Any]:
    """What was entered, by the names of the facts; what was left empty is not there.

    Raises:
        DomainError: a sum or a day is none.
    """
    body, rule = given["favoured"], given["call_rule"]
    applied = given["applied_on"]
    return {
        **{name: whole(given[name]) for name in _COUNTS if given[name]},
        **{name: given[name] == YES for name in _WHETHER if given[name]},
        "applied_on": day("applied_on", applied) if applied else None,
        "favoured": {body: given["in_area"] == YES} if body else {},
        "so_far": {rule: amount("call_spent", given["call_spent"])} if rule else {},
    }


def told(say: Saying, found: Recheck) -> Iterator[Line]:
    """What a day's rules give, and which of them stand in the way."""
    status = say.of("cover", found.status)
    sums = {"ministry": say.euro(found.ministry), "gap": say.euro(found.gap)}
    yield Line(say("money_room.given", status=status, **sums), say.language)
    if found.why:
        yield say.sentence(found.why)
    for outcome, rules in (
        ("refused", found.blocks),
        ("limited", found.limits),
        ("warned", found.warnings),
    ):
        if rules:
            how = say.of("rule_outcome", outcome)
            yield Line(f"{how}: {', '.join(rules)}", say.language)
    if missing := _unknown(say, found):
        yield Line(say("money_room.unknown", facts=", ".join(missing)), say.language)


def _unknown(say: Saying, found: Recheck) -> Sequence[str]:
    """The facts a rule misses."""
    names = dict.fromkeys(fact for one in found.rules for fact in one.missing)
    return list(dict.fromkeys(_called(say, one) for one in names))


def _called(say: Saying, fact: str) -> str:
    """As the office states it; others come with form and agreement."""
    of, _, part = fact.partition(".")
    known = next((one for one in (of, part) if one in OPTIONS), None)
    return say.of("fact", known) if known else fact


def _bodies(_: Visit, purse: Purse) -> Choices:
    return {"favoured": {one: one for one in purse.bodies}}


FACTS: Final = Decision(
    name="facts",
    command="cofinance facts",
    roles=(Role.AGREEMENT_OFFICE,),
    fields=(
        *(Field(name, Kind.NUMBER) for name in _COUNTS),
        Field("applied_on", Kind.DAY),
        *(yes_or_no(name) for name in _WHETHER),
        Field("favoured", Kind.CHOICE),
        yes_or_no("in_area"),
        Field("call_rule"),
        Field("call_spent", Kind.SUM),
        REASON,
    ),
    carry=_state,
    fits=lambda purse: purse.case.phase is not Phase.CLOSED,
    find=finding(_bodies),
)
