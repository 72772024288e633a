"""A text that was sent out wrong: handed in rightly, and let go by a colleague."""

from models.acts import Scores
from models.event import Stamp
from models.ids import PaperId, proposal_workflow_id
from models.reference_number import case_named
from models.text_acts import CorrectText, JudgeText, TextAct
from runtime.errands import new_act
from runtime.officer_desk import OfficerDesk


class TextDesk(OfficerDesk):
    async def hand_in_text(
        self, ref: str, form: PaperId, reason: str, *, material: bool
    ) -> Stamp:
        """`form` was read and kept; nobody outside is told before it is approved."""
        act = CorrectText(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            form=form,
            material=material,
        )
        return await self._tell_text(ref, "correct_text", act)

    async def judge_text(
        self,
        ref: str,
        *,
        approved: bool,
        scores: Scores | None = None,
        cleared: bool = False,
        reason: str = "",
    ) -> Stamp:
        act = JudgeText(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            approved=approved,
            scores=scores,
            cleared=cleared,
        )
        return await self._tell_text(ref, "judge_text", act)

    async def _tell_text(self, ref: str, update: str, act: TextAct) -> Stamp:
        case = case_named(ref)
        return await self._tell(proposal_workflow_id(case), update, act, case=case)
