"""Facts of a co-financing that the agreement office states, for the rules to decide."""

from collections.abc import Collection

from pydantic import JsonValue

from activities.dossier import open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.money import day_of, note
from activities.unit_of_work import UnitOfWork
from models.case import Phase
from models.cofinancing_facts import OPTIONS, CofinancingFacts
from models.errors import DomainError
from models.event import EventKind
from models.ids import CaseId, proposal_workflow_id
from models.rule_book import RuleBook

_NONE = CofinancingFacts()


class StateFacts(CaseEffect):
    facts: CofinancingFacts


class FactsStated(Done):
    facts: CofinancingFacts
    """Everything stated so far."""


class FactsActs:
    """The record is where they stand: the last statement holds all of them."""

    def __init__(self, *, effects: EffectRunner, book: RuleBook) -> None:
        self._effects = effects
        self._book = book

    async def state(self, request: StateFacts) -> FactsStated:
        """Add to what is known; a case on the waiting list looks again.

        Raises:
            DomainError: nothing is stated, the case is closed, or a fact cannot be.
        """

        async def work(unit: UnitOfWork) -> FactsStated:
            dossier = await open_dossier(unit, request.case)
            if dossier.case.phase is Phase.CLOSED:
                raise DomainError(f"{dossier.case.ref} is closed: nothing is judged.")
            today = day_of(dossier.corridor, request.at)
            applied = request.facts.applied_on
            if applied is not None and applied > today:
                raise DomainError(
                    f"--applied-on: {applied} has not come yet; give the day on which"
                    " the application came in."
                )
            await self._known(unit, request)
            facts = (await facts_of(unit, request.case)).followed_by(request.facts)
            body: dict[str, JsonValue] = facts.model_dump(
                mode="json", exclude_defaults=True
            )
            stamp = await note(
                unit,
                proposal_workflow_id(request.case),
                EventKind.COFINANCING_STATED,
                request,
                body,
                await reason_text(unit, request),
            )
            waits = dossier.case.phase is Phase.WAITING_LIST
            poked = (request.case,) if waits else ()
            return FactsStated(stamp=stamp, facts=facts, poke_cases=poked)

        return await self._effects.once(request, FactsStated, work)

    async def _known(self, unit: UnitOfWork, request: StateFacts) -> None:
        facts = request.facts
        if not facts.given:
            raise DomainError(
                "No fact is stated: give one, such as --months 18 or --companies 2."
            )
        bodies = {one.body for one in await unit.interests.of(request.case)}
        _among("favoured", facts.favoured, bodies, "interested bodies")
        calls = {one.id for one in self._book.rules if one.parameters.call_budget}
        _among("so_far", facts.so_far, calls, "rules with a call's budget")


async def facts_of(unit: UnitOfWork, case: CaseId) -> CofinancingFacts:
    """Everything stated about a case's co-financing so far."""
    last = await unit.events.last(
        proposal_workflow_id(case), EventKind.COFINANCING_STATED
    )
    if last is None:
        return _NONE
    known = CofinancingFacts.model_fields
    return CofinancingFacts.model_validate(
        {name: fact for name, fact in last.body.items() if name in known}
    )


def _among(
    field: str, given: Collection[str], known: Collection[str], what: str
) -> None:
    for name in given:
        if name not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise DomainError(
                f"{OPTIONS[field]}: {name} is not among the {what} ({listed});"
                " correct it."
            )
