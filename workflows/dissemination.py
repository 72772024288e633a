"""Stages 3 and 4: every fitting body is written to, and interest is gathered."""

from datetime import datetime
from typing import assert_never

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.choice import ChoiceActivities, Choose
    from activities.dissemination import (
        DisseminationActivities,
        OpenRound,
    )
    from activities.extension import ExtendRound, ExtensionActivities
    from activities.interest import (
        AnswerOnBehalf,
        CloseRound,
        Count,
        Counted,
        InterestActivities,
    )
    from activities.questions import AnswerAsked, QuestionActivities
    from activities.round_letters import Purpose
    from models.acts import (
        AnswerQuestion,
        ChoosePartner,
        MoveDeadline,
        RecordAnswer,
    )
    from models.behind import Behind
    from models.case import Phase
    from models.ids import BodyCode
    from models.question import QuestionState
    from models.task import TaskKind
    from models.text_acts import TextAct
    from workflows.collection import screen_if_stale
    from workflows.correction import correct
    from workflows.road import Road
    from workflows.round import Window, write
    from workflows.steps import Lapsed, Poked, refusal


async def disseminate(road: Road) -> int | None:
    """How many bodies are interested when the round closes and a choice is made.

    None when a screening that had to be repeated blocks the proposal.
    """
    behind = road.behind
    if behind.interests is not None:  # its round is over already
        if behind.phase is Phase.CHOICE:
            await _choose(road, behind.until)
        return behind.interests
    window = _left(behind) or await _open(road)
    if window is None:
        return None
    road.enter(Phase.OPEN)
    road.bodies_told = window.number
    await write(road, window.number, Purpose.DISSEMINATION)
    await _gather(road, window)
    closed = await road.do(
        InterestActivities.close_round,
        CloseRound(
            key=road.key("close-round"),
            at=workflow.now(),
            case=road.case,
            number=window.number,
            deadline=workflow.now(),
        ),
    )
    if closed.competing:
        await _choose(road, closed.choice_due)
    return closed.interests


def _left(behind: Behind) -> Window | None:
    """What is left of a round that is open already."""
    if behind.phase is not Phase.OPEN or behind.until is None:
        return None
    return Window(behind.round, list(behind.reminders), behind.until)


async def _open(road: Road) -> Window | None:
    """Open the round on a fresh screening, however long a person was waited for."""
    key = road.key("open-round")
    while True:
        if not await screen_if_stale(road):
            return None
        try:
            opened = await road.read(
                DisseminationActivities.open_round,
                OpenRound(key=key, at=workflow.now(), case=road.case),
            )
        except ActivityError as error:
            await road.held_up(refusal(error))
        else:
            return Window(opened.number, list(opened.reminders), opened.grace_end)


async def recall(road: Road) -> None:
    """Tell every body of the round that the proposal was withdrawn (I22)."""
    if road.bodies_told:
        await write(road, road.bodies_told, Purpose.RECALL)


async def _gather(road: Road, window: Window) -> None:
    """Wait until the grace period ends, or all have answered and none undoes it."""
    while True:
        road.look_ahead(*window.reminders, window.grace_end)
        came = await road.wait(
            MoveDeadline,
            RecordAnswer,
            AnswerQuestion,
            TextAct,
            until=window.next,
            poke=True,
        )
        match came:
            case Lapsed() if window.settled_at or not window.reminders:
                return
            case Lapsed():
                window.reminders.pop(0)
                await write(road, window.number, Purpose.REMINDER)
            case MoveDeadline():
                await _extend(road, came, window)
            case AnswerQuestion():
                await _answer_question(road, came, window.number)
            case RecordAnswer() | TextAct() | Poked():
                if await _settled(road, window, came):
                    return
            case _:
                assert_never(came)


async def _settled(
    road: Road, window: Window, came: RecordAnswer | TextAct | Poked
) -> bool:
    """Whether all have answered now, and none of them can undo it any more."""
    if isinstance(came, RecordAnswer):
        await _answer(road, came)
    elif isinstance(came, TextAct):
        await correct(road, came, window)
    counted = await _count(road, window.number)
    window.grace_end = counted.grace_end or window.grace_end
    if road.correction is not None:  # who has answered may have to be asked again
        window.settled_at = None
        return False
    window.settled_at = None if counted.waiting else counted.settled_at
    settled = window.settled_at is None or window.settled_at <= workflow.now()
    return not counted.waiting and settled


async def _extend(road: Road, act: MoveDeadline, window: Window) -> None:
    extended = await road.apply(
        act,
        ExtensionActivities.extend_round,
        ExtendRound(
            key=road.act_key("extend", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason,
            case=road.case,
            number=window.number,
            until=act.until,
            requester=act.requester,
        ),
    )
    if extended is None:
        return
    window.reminders = list(extended.reminders)
    window.grace_end = extended.grace_end
    await write(
        road,
        window.number,
        Purpose.DEADLINE_MOVED,
        previous_deadline=extended.previous,
    )


async def _answer_question(road: Road, act: AnswerQuestion, number: int) -> None:
    answered = await road.apply(
        act,
        QuestionActivities.answer_question,
        AnswerAsked(
            key=road.act_key("answer-question", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason,
            case=road.case,
            number=act.number,
            state=act.state,
            text=act.text,
        ),
    )
    if answered is not None and act.state is QuestionState.ANSWERED:
        await write(road, number, Purpose.QUESTION_ANSWERED, question=act.number)


async def _answer(road: Road, act: RecordAnswer) -> None:
    await road.apply(
        act,
        InterestActivities.answer_on_behalf,
        AnswerOnBehalf(
            key=road.act_key("answer", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason,
            case=road.case,
            body=act.body,
            kind=act.kind,
            contribution=act.contribution,
            private=act.private,
            scan=act.scan,
        ),
    )


async def _count(road: Road, number: int) -> Counted:
    return await road.do(
        InterestActivities.count_waiting,
        Count(key="", at=workflow.now(), case=road.case, number=number),
    )


async def _choose(road: Road, due: datetime | None) -> None:
    """The proposer's choice, told by the desk; in its absence, time of receipt."""
    road.enter(Phase.CHOICE)
    road.look_ahead(due)
    await road.ask(
        TaskKind.CHOICE_DUE,
        "Several bodies are interested in an exclusive proposal: record the "
        "proposer's choice with `starter.py choose REF BODY --reason …`.",
    )
    while True:
        came = await road.wait(ChoosePartner, until=due)
        if not isinstance(came, ChoosePartner):
            await road.do(ChoiceActivities.choose_partner, _choice(road, None))
            return
        chosen = await road.apply(
            came, ChoiceActivities.choose_partner, _choice(road, came)
        )
        if chosen is not None:
            return


def _choice(road: Road, act: ChoosePartner | None) -> Choose:
    body: BodyCode | None = act.body if act else None
    if act is None:
        return Choose(key=road.key("choose"), at=workflow.now(), case=road.case)
    return Choose(
        key=road.act_key("choose", act),
        at=workflow.now(),
        actor=act.actor,
        reason=act.reason,
        case=road.case,
        body=body,
        group=act.group,
    )
