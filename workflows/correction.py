"""A wrong text was sent out: one hands the right one in, another lets it go (X24)."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.round_letters import Purpose
    from activities.text_correction import (
        DropText,
        HandInText,
        IssueText,
        TextActivities,
        TextIssued,
    )
    from models.event import Stamp
    from models.officer import person
    from models.text_acts import CorrectText, JudgeText, TextAct
    from workflows.road import Road
    from workflows.round import Window, write
    from workflows.steps import refused


async def correct(road: Road, act: TextAct, window: Window) -> None:
    if isinstance(act, CorrectText):
        await _hand_in(road, act)
    elif isinstance(act, JudgeText):
        await _judge(road, act, window)


async def _hand_in(road: Road, act: CorrectText) -> None:
    handed_in = await road.apply(
        act,
        TextActivities.hand_in_text,
        HandInText(
            key=road.act_key("hand-in-text", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason,
            case=road.case,
            form=act.form,
            material=act.material,
        ),
    )
    if handed_in is not None:
        road.correction = act


async def _judge(road: Road, act: JudgeText, window: Window) -> None:
    waiting = road.correction
    if not act.approved:
        await _drop(road, act)
    elif waiting is not None:
        issued = await _issue(road, act, waiting)
        if issued is not None:
            await _tell(road, waiting, issued, window)


async def _drop(road: Road, act: JudgeText) -> None:
    dropped = await road.apply(
        act,
        TextActivities.drop_text,
        DropText(
            key=road.act_key("drop-text", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason,
            case=road.case,
        ),
    )
    if dropped is not None:
        road.correction = None


async def _issue(road: Road, act: JudgeText, waiting: CorrectText) -> TextIssued | None:
    return await road.apply(
        act,
        TextActivities.issue_text,
        IssueText(
            key=road.act_key("issue-text", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason or waiting.reason,
            case=road.case,
            form=waiting.form,
            material=waiting.material,
            corrector=waiting.actor,
            scores=act.scores,
            cleared=act.cleared,
        ),
    )


async def _tell(
    road: Road, waiting: CorrectText, issued: TextIssued, window: Window
) -> None:
    """All recipients, at once; a material correction gives all the same time."""
    road.correction = None
    road.registrars.append(waiting.actor)
    road.screening_stale_at = issued.screening_stale_at
    window.settled_at = None
    if issued.previous is not None:
        window.reminders = list(issued.reminders)
        window.grace_end = issued.grace_end
    await write(
        road,
        issued.number,
        Purpose.TEXT_CORRECTED,
        earlier=issued.earlier,
        material=waiting.material,
        previous_deadline=issued.previous,
        reason=waiting.reason,
    )


class TextUpdates:
    """The updates by which a wrong text is put right."""

    _road: Road

    @workflow.update(name="correct_text")
    async def correct_text(self, act: CorrectText) -> Stamp:
        return await self._road.desk.hand_in(act)

    @correct_text.validator
    def _may_correct_text(self, act: CorrectText) -> None:
        self._road.admit(act)
        if act.reason is None:
            raise refused("Every body is told why a text is corrected: give --reason.")

    @workflow.update(name="judge_text")
    async def judge_text(self, act: JudgeText) -> Stamp:
        return await self._road.desk.hand_in(act)

    @judge_text.validator
    def _may_judge_text(self, act: JudgeText) -> None:
        self._road.admit(act)
        if not act.approved:
            if act.reason is None:
                raise refused("A corrected text is dropped for a reason: --reason.")
            return
        waiting = self._road.correction
        corrected = waiting and person(waiting.actor) == person(act.actor)
        if corrected or self._road.registered(act.actor):
            raise refused(
                "Whoever registered the proposal or handed in a text does not validate "
                "it (method I4): a colleague must decide (use --as)."
            )
        if act.scores is not None and not act.scores.admits:
            raise refused(
                "The scores do not admit the text: 1 to 5 each, 10 in all. Drop it, "
                "and withdraw the proposal if it cannot stand."
            )
        if act.cleared and act.reason is None:
            raise refused("A hit is cleared for a reason: give --reason.")
