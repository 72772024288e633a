"""What follows from each act, effect after effect, for a rehearsal.

The workflows decide what follows; this table says it again for the acts whose
consequences a person is shown before. tests/runtime/test_foresight.py compares both.
"""

from collections.abc import Mapping
from typing import Final

from activities.choice import Choose
from activities.cofinancing import Check, RecordChoice, Reserve
from activities.extension import ExtendRound
from activities.follow_up import AnswerForSide, LookAtFollowUp
from activities.interest import AnswerOnBehalf
from activities.late_answers import AdmitLateAnswer
from activities.message_ruling import RuleMessage
from activities.presentation import CloseCase
from activities.questions import AnswerAsked
from activities.round_letters import Purpose
from activities.screening import fresh
from activities.text_correction import DropText, HandInText, IssueText
from activities.validation import Accept, NotifyRejection, Return
from models.acts import (
    Act,
    AdmitLate,
    AnswerFollowUp,
    AnswerQuestion,
    ChoosePartner,
    CofinancingChoice,
    DecideCofinancing,
    DecideValidation,
    FileMessage,
    MoveDeadline,
    RecordAnswer,
    RecordOutcome,
    Resolve,
    SubmitRevision,
    Verdict,
    Withdraw,
)
from models.case import Outcome, Phase
from models.cofinancing import CofinancingStatus
from models.duplicate_acts import Merge
from models.errors import DomainError
from models.event import EventKind
from models.ids import MessageHash, proposal_workflow_id
from models.question import QuestionState
from models.text_acts import CorrectText, JudgeText
from runtime.clock_scenes import CLOCK_SCENES
from runtime.ruling_scenes import close, open_round, resolve, revise, screened
from runtime.session_scenes import SESSION_SCENES
from runtime.stage import Scene, Stage
from workflows.presentation import needs_reason
from workflows.validation import MOST_RETURNS


async def play(stage: Stage) -> None:
    """Everything that follows from the act; nothing, when it only leaves its trace."""
    scene = _SCENES.get(type(stage.act))
    if scene is not None:
        await scene(stage)


async def _decide_validation(stage: Stage) -> None:
    verbs, act = stage.verbs, stage.act
    match act.verdict:
        case Verdict.REJECT if await _before(stage, EventKind.REJECTION_NOTIFIED):
            await close(stage, Outcome.REJECTED)
        case Verdict.RETURN if await _before(stage, EventKind.RETURNED) < MOST_RETURNS:
            told = stage.told("return")
            await verbs.validation.return_proposal(Return.model_validate(told))
        case Verdict.RETURN | Verdict.REJECT:
            told = stage.told("reject", scores=act.scores)
            await verbs.validation.notify_rejection(
                NotifyRejection.model_validate(told)
            )
        case _:
            told = stage.told("accept", scores=act.scores)
            await verbs.validation.accept(Accept.model_validate(told))
            if await _still_clear(stage):
                await open_round(stage)


async def _still_clear(stage: Stage) -> bool:
    """Nothing goes out on an old screening: it is made anew first (method I4)."""
    async with stage.rehearsal.read() as unit:
        if await fresh(unit, stage.file, stage.at):
            return True
    return await screened(stage, Phase.SCREENING)


async def _before(stage: Stage, kind: EventKind) -> int:
    """How often this came about already."""
    async with stage.rehearsal.read() as unit:
        events = await unit.events.of(proposal_workflow_id(stage.file))
    return sum(one.kind is kind for one in events)


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
    async with stage.rehearsal.read() as unit:
        case = await unit.cases.get(stage.file)
    admit = AdmitLateAnswer.model_validate(stage.told("admit", body=stage.act.body))
    admitted = await stage.verbs.late_answers.admit_late_answer(admit)
    if admitted.brings_money and case.phase is not Phase.CHOICE:
        await _secure_cofinancing(stage)


async def _choose_partner(stage: Stage) -> None:
    told = stage.told("choose", body=stage.act.body, group=stage.act.group)
    await stage.verbs.choice.choose_partner(Choose.model_validate(told))
    await _secure_cofinancing(stage)


async def _secure_cofinancing(stage: Stage) -> None:
    """Reserved at once when all of it is there; else a person decides."""
    check = Check.model_validate(stage.told("check"))
    checked = await stage.verbs.cofinancing.check(check)
    if checked.asked and checked.status is CofinancingStatus.FULL:
        reserve = Reserve.model_validate(stage.told("reserve"))
        await stage.verbs.cofinancing.reserve(reserve)


async def _decide_cofinancing(stage: Stage) -> None:
    choice = stage.act.choice
    told = stage.told("decide", choice=choice)
    await stage.verbs.cofinancing.record_choice(RecordChoice.model_validate(told))
    if choice is CofinancingChoice.CLOSE:
        await close(stage, Outcome.UNFUNDED)
    elif choice is CofinancingChoice.ACCEPT_PARTIAL:
        reserve = Reserve.model_validate(stage.told("reserve", partial=True))
        await stage.verbs.cofinancing.reserve(reserve)


async def _answer_follow_up(stage: Stage) -> None:
    fields = stage.act.model_dump(exclude=set(Act.model_fields))
    told = AnswerForSide.model_validate(stage.told("answer", **fields))
    await stage.verbs.follow_ups.answer_for_side(told)
    if sentence := await _dispute(stage):
        stage.rehearsal.remark([sentence])


async def _record_outcome(stage: Stage) -> None:
    if sentence := await _dispute(stage):
        if stage.act.reason is None:
            raise DomainError(needs_reason(sentence))
        stage.rehearsal.remark([f"{sentence} Both answers stay."])
    told = stage.told("close", outcome=stage.act.outcome, value=stage.act.value)
    closing = CloseCase.model_validate(told)
    closed = await stage.verbs.presentation.close_case(closing)
    stage.rehearsal.remark(closed.remarks)


async def _dispute(stage: Stage) -> str:
    look = LookAtFollowUp(case=stage.file)
    return (await stage.verbs.follow_ups.look_at_follow_up(look)).sentence


async def _withdraw(stage: Stage) -> None:
    async with stage.rehearsal.read() as unit:
        case = await unit.cases.get(stage.file)
    if case.phase is not Phase.PRESENTED:
        await stage.write(Purpose.RECALL)
    await close(stage, Outcome.WITHDRAWN)


async def _merge(stage: Stage) -> None:
    await stage.write(Purpose.RECALL)
    await close(stage, Outcome.MERGED)


async def _hand_in_text(stage: Stage) -> None:
    told = stage.told("text", form=stage.act.form, material=stage.act.material)
    await stage.verbs.texts.hand_in_text(HandInText.model_validate(told))


async def _judge_text(stage: Stage) -> None:
    act = stage.act
    if not act.approved:
        await stage.verbs.texts.drop_text(DropText.model_validate(stage.told("drop")))
        return
    waiting = await _text_that_waits(stage)
    told = stage.told("issue", scores=act.scores, cleared=act.cleared, **waiting)
    issued = await stage.verbs.texts.issue_text(IssueText.model_validate(told))
    await stage.write(
        Purpose.TEXT_CORRECTED,
        earlier=issued.earlier,
        material=waiting["material"],
        previous_deadline=issued.previous,
    )


async def _text_that_waits(stage: Stage) -> dict[str, object]:
    async with stage.rehearsal.read() as unit:
        events = await unit.events.of(proposal_workflow_id(stage.file))
    handed_in = [one for one in events if one.kind is EventKind.TEXT_HANDED_IN]
    last = handed_in[-1]
    fields = {name: last.body[name] for name in ("form", "material")}
    return {**fields, "corrector": last.actor}


async def _rule_message(stage: Stage) -> None:
    act = stage.act
    ruled = RuleMessage(
        key=f"rehearsal/{act.act}/rule",
        at=stage.at,
        actor=act.actor,
        reason=act.reason,
        message=MessageHash(act.task),
        case=act.case,
        body=act.body,
        kind=act.kind,
        contribution=act.contribution,
        private=act.private,
    )
    await stage.verbs.message_ruling.rule_message(ruled)


_SCENES: Final[Mapping[type[Act], Scene]] = {
    DecideValidation: _decide_validation,
    MoveDeadline: _move_deadline,
    AnswerQuestion: _answer_question,
    RecordAnswer: _record_answer,
    FileMessage: _rule_message,
    AdmitLate: _admit_late,
    ChoosePartner: _choose_partner,
    DecideCofinancing: _decide_cofinancing,
    RecordOutcome: _record_outcome,
    AnswerFollowUp: _answer_follow_up,
    Withdraw: _withdraw,
    Merge: _merge,
    Resolve: resolve,
    SubmitRevision: revise,
    CorrectText: _hand_in_text,
    JudgeText: _judge_text,
    **CLOCK_SCENES,
    **SESSION_SCENES,
}
