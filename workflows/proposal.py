"""One proposal's road, from collection to what came of its presentation."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.presentation import CloseCase, PresentationActivities
    from models.acts import (
        AdmitLate,
        AnswerFollowUp,
        AnswerQuestion,
        ChoosePartner,
        DecideCofinancing,
        DecideValidation,
        MoveDeadline,
        ProposalClosed,
        ProposalOpened,
        ProposalStatus,
        RecordAnswer,
        RecordOutcome,
        Resolve,
        ResumeClocks,
        Ruling,
        StopClocks,
        SubmitRevision,
        Verdict,
        Withdraw,
    )
    from models.case import RESULTS, Outcome, Phase
    from models.duplicate_acts import Merge
    from models.event import Stamp
    from models.ids import SYSTEM
    from models.officer import person
    from models.question import QuestionState
    from models.screening_acts import StandStill
    from workflows.attributes import show_phase
    from workflows.clocks import ClockUpdates
    from workflows.collection import screen
    from workflows.correction import TextUpdates
    from workflows.dissemination import disseminate, recall
    from workflows.leaving import LeftError
    from workflows.presentation import to_the_sitting
    from workflows.recovery import begin
    from workflows.road import Road
    from workflows.steps import NOTHING_YET, refused
    from workflows.validation import validate


@workflow.defn(name="ProposalWorkflow")
class ProposalWorkflow(TextUpdates, ClockUpdates):
    @workflow.init
    def __init__(self, opened: ProposalOpened) -> None:
        self._road = Road(opened)

    @workflow.run
    async def run(self, opened: ProposalOpened) -> ProposalClosed:
        try:
            outcome = await self._walk(opened)
        except LeftError as left:
            self._road.leaving = True
            await recall(self._road)
            outcome = left.outcome
        return await self._close(opened, outcome)

    async def _walk(self, opened: ProposalOpened) -> Outcome:
        road = self._road
        registered = await begin(road, opened)
        if not road.behind.screened and not await screen(road):
            return Outcome.BLOCKED
        if not road.behind.validated and (ended := await validate(road, registered)):
            return ended
        interests = await disseminate(road)
        if interests is None:
            return Outcome.BLOCKED
        if not interests:
            return Outcome.NO_INTEREST
        return await to_the_sitting(road)

    async def _close(self, opened: ProposalOpened, outcome: Outcome) -> ProposalClosed:
        road, act = self._road, self._road.closing
        road.leaving = True
        closed = await road.do(
            PresentationActivities.close_case,
            CloseCase(
                key=road.key("close"),
                at=workflow.now(),
                actor=act.actor if act else SYSTEM,
                reason=act.reason if act else None,
                foreseen=act.foreseen if act else None,
                case=opened.case,
                outcome=outcome,
                value=act.value if isinstance(act, RecordOutcome) else None,
            ),
        )
        stamp = closed.stamp or NOTHING_YET
        if act is not None:
            road.desk.answer(act, stamp)
        road.enter(Phase.CLOSED)
        show_phase(Phase.CLOSED)
        await road.finish(f"The proposal is closed: {outcome}.")
        return ProposalClosed(case=opened.case, outcome=outcome, stamp=stamp)

    @workflow.signal(name="poke")
    def poke(self) -> None:
        self._road.poke()

    @workflow.query(name="status")
    def status(self) -> ProposalStatus:
        road = self._road
        return ProposalStatus(
            phase=road.phase,
            due=road.due,
            head=road.head,
            ahead=road.ahead,
            money=road.money_due,
        )

    @workflow.update(name="register")
    async def register(self) -> Stamp:
        """Not an act: it waits until the number stands in the register."""
        await workflow.wait_condition(lambda: self._road.head is not None)
        return self._road.head or NOTHING_YET

    @workflow.update(name="submit_revision")
    async def submit_revision(self, act: SubmitRevision) -> Stamp:
        return await self._road.desk.hand_in(act)

    @submit_revision.validator
    def _may_revise(self, act: SubmitRevision) -> None:
        self._road.admit(act)

    @workflow.update(name="decide_validation")
    async def decide_validation(self, act: DecideValidation) -> Stamp:
        return await self._road.desk.hand_in(act)

    @decide_validation.validator
    def _may_decide(self, act: DecideValidation) -> None:
        self._road.admit(act)
        if self._road.registered(act.actor):
            raise refused(
                "The person who registered a proposal, or its revision, does not "
                "validate it: a colleague must decide (use --as)."
            )
        if act.verdict is Verdict.ACCEPT and (
            act.scores is None or not act.scores.admits
        ):
            raise refused(
                "Accepting needs four scores of 1 to 5 that sum to 10 or more: "
                "give --scores A,C,K,R, or return or reject the proposal."
            )
        if act.verdict is not Verdict.ACCEPT and act.reason is None:
            raise refused("Returning and rejecting need their reasons: give --reason.")

    @workflow.update(name="move_deadline")
    async def move_deadline(self, act: MoveDeadline) -> Stamp:
        return await self._road.desk.hand_in(act)

    @move_deadline.validator
    def _may_move(self, act: MoveDeadline) -> None:
        self._road.admit(act)
        if act.until <= workflow.now():
            raise refused("The new deadline has passed already: give a later date.")
        if person(act.requester) == person(act.actor):
            raise refused(
                "Whoever asks for an extension does not approve it (four eyes): let "
                "somebody else approve it, with --as."
            )

    @workflow.update(name="stop_clocks")
    async def stop_clocks(self, act: StopClocks) -> Stamp:
        return await self._road.desk.hand_in(act)

    @stop_clocks.validator
    def _may_stop(self, act: StopClocks) -> None:
        self._road.admit(act)
        if act.reason is None:
            raise refused("A clock is stopped for a reason: give --reason.")

    @workflow.update(name="resume_clocks")
    async def resume_clocks(self, act: ResumeClocks) -> Stamp:
        return await self._road.desk.hand_in(act)

    @resume_clocks.validator
    def _may_resume(self, act: ResumeClocks) -> None:
        self._road.admit(act)

    @workflow.update(name="record_answer")
    async def record_answer(self, act: RecordAnswer) -> Stamp:
        return await self._road.desk.hand_in(act)

    @record_answer.validator
    def _may_answer(self, act: RecordAnswer) -> None:
        self._road.admit(act)
        if act.reason is None:
            raise refused("An answer on behalf of a body needs its reason: --reason.")

    @workflow.update(name="answer_question")
    async def answer_question(self, act: AnswerQuestion) -> Stamp:
        return await self._road.desk.hand_in(act)

    @answer_question.validator
    def _may_answer_question(self, act: AnswerQuestion) -> None:
        self._road.admit(act)
        if act.state is not QuestionState.ANSWERED and act.reason is None:
            raise refused(
                "A question that is not answered to all needs its reason: --reason."
            )

    @workflow.update(name="admit_late")
    async def admit_late(self, act: AdmitLate) -> Stamp:
        return await self._road.desk.hand_in(act)

    @admit_late.validator
    def _may_admit_late(self, act: AdmitLate) -> None:
        self._road.admit(act)
        if act.reason is None:
            raise refused("A late answer is admitted for a reason: give --reason.")

    @workflow.update(name="choose_partner")
    async def choose_partner(self, act: ChoosePartner) -> Stamp:
        return await self._road.desk.hand_in(act)

    @choose_partner.validator
    def _may_choose(self, act: ChoosePartner) -> None:
        self._road.admit(act)

    @workflow.update(name="decide_cofinancing")
    async def decide_cofinancing(self, act: DecideCofinancing) -> Stamp:
        return await self._road.desk.hand_in(act)

    @decide_cofinancing.validator
    def _may_finance(self, act: DecideCofinancing) -> None:
        self._road.admit(act)

    @workflow.update(name="record_outcome")
    async def record_outcome(self, act: RecordOutcome) -> Stamp:
        return await self._road.desk.hand_in(act)

    @record_outcome.validator
    def _may_record(self, act: RecordOutcome) -> None:
        self._road.admit(act)
        if act.outcome not in RESULTS:
            raise refused(
                f"{act.outcome} is not a result of a presentation: give one of "
                f"{', '.join(sorted(RESULTS))}."
            )

    @workflow.update(name="answer_follow_up")
    async def answer_follow_up(self, act: AnswerFollowUp) -> Stamp:
        return await self._road.desk.hand_in(act)

    @answer_follow_up.validator
    def _may_answer_follow_up(self, act: AnswerFollowUp) -> None:
        self._road.admit(act)
        if act.outcome not in RESULTS:
            raise refused(
                f"{act.outcome} is not a result of a presentation: give one of "
                f"{', '.join(sorted(RESULTS))}."
            )
        if act.reason is None:
            raise refused("An answer on behalf of a side needs its reason: --reason.")

    @workflow.update(name="withdraw")
    async def withdraw(self, act: Withdraw) -> Stamp:
        return await self._road.desk.hand_in(act)

    @withdraw.validator
    def _may_withdraw(self, act: Withdraw) -> None:
        self._road.admit(act)
        if act.reason is None:
            raise refused("A withdrawal needs its reason: give --reason.")

    @workflow.update(name="merge")
    async def merge(self, act: Merge) -> Stamp:
        return await self._road.desk.hand_in(act)

    @merge.validator
    def _may_merge(self, act: Merge) -> None:
        self._road.admit(act)

    @workflow.update(name="stand_still")
    async def stand_still(self, act: StandStill) -> Stamp:
        return await self._road.desk.hand_in(act)

    @stand_still.validator
    def _may_stand_still(self, act: StandStill) -> None:
        self._road.admit(act)

    @workflow.update(name="resolve")
    async def resolve(self, act: Resolve) -> Stamp:
        return await self._road.desk.hand_in(act)

    @resolve.validator
    def _may_resolve(self, act: Resolve) -> None:
        self._road.admit(act)
        if act.ruling is not Ruling.RETRY and self._road.registered(act.actor):
            raise refused(
                "A screening hit is judged by somebody other than the person who "
                "registered the proposal (four eyes): use --as."
            )
