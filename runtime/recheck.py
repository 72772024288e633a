"""A proposal's money judged by the rules of another day: a reading, nothing is kept."""

from datetime import date, datetime

from activities.asked_money import ask
from activities.dossier import open_dossier
from activities.money import day_of
from models.agreement_rules import Applied
from models.cofinancing import CofinancingStatus, Outcome
from models.frozen import Frozen
from models.ids import CaseId, Ref
from models.rule_book import Hardness, Rule, RuleBook, Rules, Source
from store.unit_of_work import SqlUnits


class RecheckedRule(Frozen):
    """One rule, what it says, what came of it, and who says so."""

    rule: str
    outcome: Outcome
    hardness: Hardness
    it: str
    en: str
    detail: str
    missing: tuple[str, ...]
    """Facts to state so that it is judged in full."""
    source: Source | None


class Recheck(Frozen):
    """What a day's rules give; what blocks stands apart from what only warns."""

    ref: Ref
    as_of: date
    rule_version: str
    status: CofinancingStatus
    ministry: int
    gap: int
    why: str
    blocks: tuple[str, ...]
    limits: tuple[str, ...]
    warnings: tuple[str, ...]
    waiting_before: int
    rules: tuple[RecheckedRule, ...]


async def recheck(
    units: SqlUnits, case: CaseId, book: RuleBook, *, as_of: date | None, now: datetime
) -> Recheck:
    """Apply a day's rules to what the file and the ledgers say now.

    Without a day, today's rules. Agreements and money are today's in any case.

    Raises:
        ReferenceDataError: no rule was in force on that day.
    """
    async with units.read() as unit:
        dossier = await open_dossier(unit, case)
        today = day_of(dossier.corridor, now)
        rules = book.on(as_of or today)
        found = await ask(unit, dossier, rules, today)
    applied = found.answer.applied

    def named(outcome: Outcome) -> tuple[str, ...]:
        return tuple(one.rule for one in applied if one.outcome is outcome)

    return Recheck(
        ref=dossier.case.ref,
        as_of=as_of or today,
        rule_version=found.answer.rule_version,
        status=found.answer.status,
        ministry=found.answer.ministry,
        gap=found.answer.gap,
        why=found.answer.why,
        blocks=named(Outcome.REFUSED),
        limits=named(Outcome.LIMITED),
        warnings=named(Outcome.WARNED),
        waiting_before=found.before,
        rules=tuple(_line(one, _rule(rules, one)) for one in applied),
    )


def _rule(rules: Rules, line: Applied) -> Rule | None:
    return next((one for one in rules.rules if one.id == line.rule), None)


def _line(line: Applied, rule: Rule | None) -> RecheckedRule:
    """X20, the agreement in force, is no rule of the book: it has no source there."""
    return RecheckedRule(
        rule=line.rule,
        outcome=line.outcome,
        hardness=rule.hardness if rule else Hardness.HARD,
        it=line.sentence.it,
        en=line.sentence.en,
        detail=line.detail,
        missing=line.missing,
        source=rule.source if rule else None,
    )
