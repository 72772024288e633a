"""What an officer says of two proposals that may be one project."""

from datetime import datetime

from activities.duplicates import DecideDuplicate, check_decision, decide
from activities.effects import EffectRunner
from models.duplicate_acts import Merge
from models.errors import DomainError
from models.event import Stamp
from models.ids import proposal_workflow_id
from models.likeness import DuplicateDecision
from models.reference_number import case_named
from runtime.errands import new_act
from runtime.officer_desk import OfficerDesk


class DuplicateDesk(OfficerDesk):
    """`kept` goes on; `other` is closed when both are merged."""

    async def decide(
        self,
        effects: EffectRunner,
        kept: str,
        other: str,
        decision: DuplicateDecision,
        *,
        reason: str,
        now: datetime,
    ) -> Stamp:
        """The decision on record, and, when merging, the other proposal closed.

        Raises:
            DomainError: across two sessions, with a closed one, or without a reason.
        """
        if not reason.strip():
            raise DomainError("Say why: give --reason; it stays on record.")
        first, second = case_named(kept), case_named(other)
        async with self._units.read() as unit:
            check_decision(
                await unit.cases.get(first), await unit.cases.get(second), decision
            )
        paper = await self._paper(reason)
        request = DecideDuplicate(
            key=f"duplicate/{first}/{second}/{new_act()}",
            at=now,
            actor=self.actor,
            reason=paper,
            kept=first,
            other=second,
            decision=decision,
        )
        stream = proposal_workflow_id(second)
        act = Merge(act=new_act(), actor=self.actor, reason=paper, into=first)
        merges = decision is DuplicateDecision.MERGE
        if merges:
            await self._errands.may(stream, "merge", act)
        done = Stamp(stream=stream, seq=0, hash="")
        if not self._dry:
            done = (await decide(effects, request)).stamp or done
        if not merges:
            return done
        return await self._tell(stream, "merge", act, case=second)
