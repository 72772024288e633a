"""How money was last judged: the rules that refused, limited or warned, linked."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from pydantic import JsonValue, TypeAdapter

from models.agreement_rules import Applied
from models.event import Event, EventKind
from models.frozen import Frozen
from models.rule_book import RuleBook
from models.rule_finding import Outcome
from store.read_models import EventItem
from web.saying import ROME

CHECKS: Final = (EventKind.COFINANCING_CHECKED, EventKind.MONEY_SHORT)
_TOLD: Final = frozenset({Outcome.REFUSED, Outcome.LIMITED, Outcome.WARNED})
_APPLIED: Final = TypeAdapter(tuple[Applied, ...])


class RuleTold(Frozen):
    """`path` is empty where the sentence is no rule of the book."""

    applied: Applied
    path: str


class MoneyCheck(Frozen):
    """`why`: the check in one sentence; `told`: the rules that did not just pass."""

    at: datetime
    why: str
    told: tuple[RuleTold, ...]


def last_check(
    events: Iterable[Event | EventItem | None], book: RuleBook
) -> MoneyCheck | None:
    """The latest of those that are checks, beside the rules of its day."""
    checks = [one for one in events if one and one.kind in CHECKS]
    last = max(checks, key=lambda one: one.seq, default=None)
    result = last.body.get("result") if last else None
    if last is None or not isinstance(result, dict):
        return None
    on = last.at.astimezone(ROME).date()
    return MoneyCheck(
        at=last.at, why=str(result.get("why", "")), told=tuple(_told(result, book, on))
    )


def _told(result: dict[str, JsonValue], book: RuleBook, on: date) -> Sequence[RuleTold]:
    applied = _APPLIED.validate_python(result.get("applied", ()), strict=False)
    return [
        RuleTold(applied=one, path=_path(book, one.rule, on))
        for one in applied
        if one.outcome in _TOLD
    ]


def _path(book: RuleBook, number: str, on: date) -> str:
    rule = book.found(number, on)
    return f"/rules#{rule.named}" if rule else ""
