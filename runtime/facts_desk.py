"""The agreement office states what only people know of a co-financed project."""

from datetime import datetime
from typing import Any, cast

from pydantic import ValidationError

from activities.cofinancing_facts import FactsActs, FactsStated, StateFacts
from activities.effects import EffectRunner
from activities.ports import Peers
from models.cofinancing_facts import OPTIONS, CofinancingFacts
from models.errors import DomainError
from models.officer import officer
from models.proposal_review import sentences
from models.reference_number import case_named
from models.rule_book import RuleBook
from runtime.errands import new_act
from runtime.recheck import Recheck, recheck
from runtime.rehearsal import Rehearsal, rehearse
from store.unit_of_work import SqlUnits


class FactsDesk:
    """One officer; without `peers` the statement is only rehearsed."""

    def __init__(
        self,
        *,
        units: SqlUnits,
        book: RuleBook,
        actor: str,
        now: datetime,
        peers: Peers | None,
    ) -> None:
        self.actor = officer(actor)
        self._units = units
        self._book = book
        self._now = now
        self._peers = peers

    async def state(self, ref: str, reason: str, **facts: Any) -> Recheck:
        """Keep the facts; what the rules of today say with them.

        Raises:
            DomainError: a fact cannot be, or is about nobody in the case.
        """
        given = _read(facts)
        case = case_named(ref)
        paper = None
        if self._peers is not None and reason.strip():
            async with self._units.write() as unit:
                paper = await unit.papers.put(reason.encode())
        request = StateFacts(
            key=f"facts/{case}/{new_act()}",
            at=self._now,
            actor=self.actor,
            reason=paper,
            case=case,
            facts=given,
        )
        if self._peers is not None:
            effects = EffectRunner(units=self._units, peers=self._peers)
            await self._stated(effects, request)
            return await self._found(self._units, request)
        found: list[Recheck] = []

        async def scenes(rehearsal: Rehearsal) -> None:
            await self._stated(cast("EffectRunner", rehearsal), request)
            found.append(await self._found(cast("SqlUnits", rehearsal), request))

        await rehearse(self._units, scenes)
        return found[0]

    async def _stated(self, effects: EffectRunner, request: StateFacts) -> FactsStated:
        return await FactsActs(effects=effects, book=self._book).state(request)

    async def _found(self, units: SqlUnits, request: StateFacts) -> Recheck:
        return await recheck(units, request.case, self._book, as_of=None, now=self._now)


def _read(facts: dict[str, Any]) -> CofinancingFacts:
    try:
        return CofinancingFacts.model_validate(
            {name: value for name, value in facts.items() if value is not None}
        )
    except ValidationError as error:
        raise DomainError(" ".join(sentences(error, "statement", OPTIONS))) from error
