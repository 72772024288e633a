"""What follows from each act, effect after effect, for a rehearsal.

The workflows decide what follows; this table says it again for the acts whose
consequences a person is shown before. tests/runtime/test_foresight.py compares both.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from activities import arrangement
from activities.agenda import DrawAgenda
from activities.choice import Choose
from activities.clocks import ResumeClocks as ResumeRequest
from activities.clocks import StopClocks as StopRequest
from activities.cofinancing import Check, RecordChoice, Reserve
from activities.dissemination import OpenRound
from activities.extension import ExtendRound
from activities.interest import AnswerOnBehalf
from activities.late_answers import AdmitLateAnswer
from activities.presentation import CloseCase
from activities.questions import AnswerAsked
from activities.round_letters import Purpose, WriteRound
from activities.session_move import PostponeSession
from activities.sitting import HoldSession
from activities.validation import Accept, NotifyRejection, Return
from models import agenda_acts
from models.acts import (
    Act,
    AdmitLate,
    AnswerQuestion,
    ChoosePartner,
    CofinancingChoice,
    DecideCofinancing,
    DecideValidation,
    Freeze,
    Hold,
    MoveDeadline,
    Postpone,
    RecordAnswer,
    RecordOutcome,
    ResumeClocks,
    StopClocks,
    Verdict,
    Withdraw,
)
from models.case import Outcome, Phase
from models.ids import CaseId, SessionId
from models.question import QuestionState
from runtime.rehearsal import Rehearsal
from runtime.verbs import Verbs


@dataclass(frozen=True)
class Stage:
    """Where a rehearsal plays: the verbs, the act, its instant and its subject."""

    rehearsal: Rehearsal
    verbs: Verbs
    act: Any
    at: datetime
    case: CaseId | None = None
    session: SessionId | None = None

    def told(self, verb: str, **more: object) -> dict[str, object]:
        """The fields every effect has."""
        subject = {"case": self.case} if self.case else {"session": self.session}
        return {
            "key": f"rehearsal/{self.act.act}/{verb}",
            "at": self.at,
            "actor": self.act.actor,
            "reason": self.act.reason,
            **subject,
            **more,
        }

    @property
    def file(self) -> CaseId:
        assert self.case is not None  # noqa: S101  (the act is about a proposal)
        return self.case

    async def round(self) -> int:
        """The number of the case's current round; 0 before the first."""
        async with self.rehearsal.read() as unit:
            current = await unit.rounds.current(self.file)
        return current.number if current else 0

    async def write(self, purpose: Purpose, **more: object) -> None:
        """The letters of the round, chunk by chunk, as the workflow writes them."""
        number, after = await self.round(), None
        while number:
            told = self.told(f"write/{after}", number=number, purpose=purpose, **more)
            written = await self.verbs.round_letters.write_round(
                WriteRound.model_validate({**told, "after": after})
            )
            after = written.last
            if after is None:
                return


Scene = Callable[[Stage], Awaitable[object]]


async def play(stage: Stage) -> None:
    """Everything that follows from the act; nothing, when it only leaves its trace."""
    scene = _SCENES.get(type(stage.act))
    if scene is not None:
        await scene(stage)


async def _decide_validation(stage: Stage) -> None:
    verbs, act = stage.verbs, stage.act
    match act.verdict:
        case Verdict.RETURN:
            told = stage.told("return")
            await verbs.validation.return_proposal(Return.model_validate(told))
        case Verdict.REJECT:
            told = stage.told("reject", scores=act.scores)
            await verbs.validation.notify_rejection(
                NotifyRejection.model_validate(told)
            )
        case _:
            told = stage.told("accept", scores=act.scores)
            await verbs.validation.accept(Accept.model_validate(told))
            opened = OpenRound.model_validate(stage.told("open"))
            await verbs.dissemination.open_round(opened)
            await stage.write(Purpose.DISSEMINATION)


async def _move_deadline(stage: Stage) -> None:
    act, number = stage.act, await stage.round()
    told = stage.told("extend", number=number, until=act.until, requester=act.requester)
    moved = await stage.verbs.extension.extend_round(ExtendRound.model_validate(told))
    await stage.write(Purpose.DEADLINE_MOVED, previous_deadline=moved.previous)


async def _answer_question(stage: Stage) -> None:
    act = stage.act
    told = stage.told("answer", number=act.number, state=act.state, text=act.text)
    await stage.verbs.questions.answer_question(AnswerAsked.model_validate(told))
    if act.state is QuestionState.ANSWERED:
        await stage.write(Purpose.QUESTION_ANSWERED, question=act.number)


async def _record_answer(stage: Stage) -> None:
    act = stage.act
    told = stage.told(
        "record",
        body=act.body,
        kind=act.kind,
        contribution=act.contribution,
        private=act.private,
        scan=act.scan,
    )
    on_behalf = AnswerOnBehalf.model_validate(told)
    await stage.verbs.interest.answer_on_behalf(on_behalf)


async def _admit_late(stage: Stage) -> None:
    admit = AdmitLateAnswer.model_validate(stage.told("admit", body=stage.act.body))
    await stage.verbs.late_answers.admit_late_answer(admit)


async def _choose_partner(stage: Stage) -> None:
    told = stage.told("choose", body=stage.act.body, group=stage.act.group)
    await stage.verbs.choice.choose_partner(Choose.model_validate(told))
    checked = await stage.verbs.cofinancing.check(
        Check.model_validate(stage.told("check"))
    )
    if checked.asked:
        reserve = Reserve.model_validate(stage.told("reserve"))
        await stage.verbs.cofinancing.reserve(reserve)


async def _decide_cofinancing(stage: Stage) -> None:
    choice = stage.act.choice
    if choice is CofinancingChoice.CLOSE:
        await _close(stage, Outcome.UNFUNDED)
        return
    told = stage.told("decide", choice=choice)
    await stage.verbs.cofinancing.record_choice(RecordChoice.model_validate(told))
    if choice is CofinancingChoice.ACCEPT_PARTIAL:
        reserve = Reserve.model_validate(stage.told("reserve", partial=True))
        await stage.verbs.cofinancing.reserve(reserve)


async def _record_outcome(stage: Stage) -> None:
    await _close(stage, stage.act.outcome)


async def _withdraw(stage: Stage) -> None:
    async with stage.rehearsal.read() as unit:
        case = await unit.cases.get(stage.file)
    if case.phase is not Phase.PRESENTED:
        await stage.write(Purpose.RECALL)
    await _close(stage, Outcome.WITHDRAWN)


async def _close(stage: Stage, outcome: Outcome) -> None:
    told = stage.told("close", outcome=outcome)
    await stage.verbs.presentation.close_case(CloseCase.model_validate(told))


async def _stop_clocks(stage: Stage) -> None:
    told = stage.told("stop", party=stage.act.party)
    await stage.verbs.clocks.stop_clocks(StopRequest.model_validate(told))


async def _resume_clocks(stage: Stage) -> None:
    resume = ResumeRequest.model_validate(stage.told("resume"))
    await stage.verbs.clocks.resume_clocks(resume)


async def _freeze(stage: Stage) -> None:
    draw = DrawAgenda.model_validate(stage.told("freeze", final=True))
    await stage.verbs.agenda.draw_agenda(draw)


async def _postpone(stage: Stage) -> None:
    told = stage.told("postpone", until=stage.act.until, ends=stage.act.ends)
    move = PostponeSession.model_validate(told)
    moved = await stage.verbs.session_move.postpone_session(move)
    stage.rehearsal.remark(moved.remarks)


async def _hold(stage: Stage) -> None:
    act = stage.act
    told = stage.told("hold", not_treated=act.not_treated, minutes=act.minutes)
    await stage.verbs.sitting.hold_session(HoldSession.model_validate(told))


async def _arrange(stage: Stage) -> None:
    verb, request = _ARRANGEMENTS[type(stage.act)]
    fields = stage.act.model_dump(exclude=set(Act.model_fields))
    told = request.model_validate(stage.told("arrange", **fields))
    done = await getattr(stage.verbs.arrangement, verb)(told)
    stage.rehearsal.remark(done.remarks)


_ARRANGEMENTS: Final[Mapping[type[Act], tuple[str, type[arrangement.Arrange]]]] = {
    agenda_acts.LayTables: ("lay_tables", arrangement.LayTables),
    agenda_acts.MoveItem: ("move_item", arrangement.MoveItem),
    agenda_acts.SwapItems: ("swap_items", arrangement.SwapItems),
    agenda_acts.RemoveItem: ("remove_item", arrangement.RemoveItem),
    agenda_acts.AddLateItem: ("add_late_item", arrangement.AddLateItem),
    agenda_acts.DropPartner: ("drop_partner", arrangement.DropPartner),
}

_SCENES: Final[Mapping[type[Act], Scene]] = {
    DecideValidation: _decide_validation,
    MoveDeadline: _move_deadline,
    AnswerQuestion: _answer_question,
    RecordAnswer: _record_answer,
    AdmitLate: _admit_late,
    ChoosePartner: _choose_partner,
    DecideCofinancing: _decide_cofinancing,
    RecordOutcome: _record_outcome,
    Withdraw: _withdraw,
    StopClocks: _stop_clocks,
    ResumeClocks: _resume_clocks,
    Freeze: _freeze,
    Postpone: _postpone,
    Hold: _hold,
    **dict.fromkeys(_ARRANGEMENTS, _arrange),
}
