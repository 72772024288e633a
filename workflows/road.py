"""What the stages of one proposal share: its case, its phase, and how it waits."""

from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.clocks import ClockActivities, ClocksMoved
    from activities.clocks import ResumeClocks as ResumeRequest
    from activities.clocks import StopClocks as StopRequest
    from activities.late_answers import AdmitLateAnswer, LateAnswerActivities
    from activities.reservation import MoneyActivities, WatchMoney
    from models.acts import (
        Act,
        AdmitLate,
        AnswerQuestion,
        ChoosePartner,
        DecideCofinancing,
        DecideValidation,
        MoveDeadline,
        ProposalOpened,
        RecordAnswer,
        RecordOutcome,
        ResumeClocks,
        StopClocks,
        SubmitRevision,
        Withdraw,
    )
    from models.case import Phase
    from models.ids import proposal_workflow_id
    from workflows.attributes import show_phase
    from workflows.steps import Lapsed, Poked, Steps


_WHEN: dict[type[Act], tuple[Phase, ...]] = {
    SubmitRevision: (Phase.RETURNED, Phase.REJECTION_NOTICE),
    DecideValidation: (Phase.VALIDATION,),
    MoveDeadline: (Phase.OPEN,),
    RecordAnswer: (Phase.OPEN,),
    AnswerQuestion: (Phase.OPEN,),
    ChoosePartner: (Phase.CHOICE,),
    DecideCofinancing: (Phase.COFINANCING, Phase.WAITING_LIST),
    RecordOutcome: (Phase.PRESENTED,),
    AdmitLate: (*(Phase.CHOICE, Phase.COFINANCING, Phase.WAITING_LIST, Phase.READY),),
    StopClocks: (Phase.VALIDATION, Phase.COFINANCING),
    ResumeClocks: (Phase.VALIDATION, Phase.COFINANCING),
}
"""At which stage each act can be done; withdrawing and resolving, at any."""


class WithdrawnError(Exception):
    """The proposal was taken back: run() leaves the road, wherever it is."""


class Road(Steps):
    """`closing` is the act that ends the case, if a person ends it."""

    def __init__(self, opened: ProposalOpened) -> None:
        super().__init__(proposal_workflow_id(opened.case))
        self.case = opened.case
        self.session = opened.session
        self.registrar = opened.registrar
        self.registrars = [opened.registrar]  # and whoever handed in a revision
        self._phase = Phase.DRAFT
        self._shown = Phase.SCREENING  # as show_opened says
        self.closing: Act | None = None
        self.leaving = False  # the outcome is settled; a withdrawal comes too late
        self.screening_stale_at: datetime | None = None
        self.money_due: datetime | None = None  # a reservation's reminders and end
        self._moved: dict[datetime | None, datetime | None] = {}
        self.bodies_told = 0  # the round whose bodies must be told of a withdrawal

    @property
    def phase(self) -> Phase:
        return self._phase

    def enter(self, phase: Phase) -> None:
        """Begin a stage; whoever searches sees it when the case waits there."""
        self._phase = phase

    def objection(self, act: Act) -> str:
        phases = _WHEN.get(type(act))
        if self.phase is Phase.CLOSED:
            return "The proposal is closed: nothing more can be done with it."
        if phases is None or self.phase in phases:
            return (
                f"The proposal is {self.phase} and waits for something else: see "
                "`starter.py task list`, and try again when that is done."
            )
        return (
            f"The proposal is {self.phase}; this can be done only while it is "
            f"{' or '.join(phases)}."
        )

    async def _wait(
        self, takes: tuple[type[Act], ...], *, until: datetime | None, poke: bool
    ) -> Act | Lapsed | Poked:
        """As in every procedure, but a withdrawal interrupts at any stage.

        So do the stopping of clocks, late answers, and the end of a reservation's
        life, which are dealt with here.
        """
        self._show()
        while True:
            due = self._moved.get(until, until)
            came = await super()._wait(
                (*self._interrupts(), *takes), until=self._sooner(due), poke=poke
            )
            if isinstance(came, Withdraw):
                self.closing = came
                raise WithdrawnError
            if isinstance(came, StopClocks | ResumeClocks):
                await self._move_clocks(came)
            elif isinstance(came, AdmitLate):
                await self._admit_late(came)
            elif isinstance(came, Lapsed) and self._money_first(due):
                await self._watch_money()
            else:
                return came

    def _interrupts(self) -> tuple[type[Act], ...]:
        if self.leaving:
            return ()
        here = (AdmitLate, StopClocks, ResumeClocks)
        return (Withdraw, *(act for act in here if self._phase in _WHEN[act]))

    async def _admit_late(self, act: AdmitLate) -> None:
        await self.apply(
            act,
            LateAnswerActivities.admit_late_answer,
            AdmitLateAnswer(
                key=self.act_key("admit-late", act),
                at=workflow.now(),
                actor=act.actor,
                reason=act.reason,
                case=self.case,
                body=act.body,
            ),
        )

    async def _move_clocks(self, act: StopClocks | ResumeClocks) -> None:
        """The stages hold the instants they were told: `_moved` says where they are."""
        moved = await self._apply_to_clocks(act)
        for shift in moved.shifts if moved else ():
            self._moved[shift.announced] = shift.ends_at

    async def _apply_to_clocks(
        self, act: StopClocks | ResumeClocks
    ) -> ClocksMoved | None:
        told = {
            "key": self.act_key("clocks", act),
            "at": workflow.now(),
            "actor": act.actor,
            "reason": act.reason,
            "case": self.case,
        }
        if isinstance(act, ResumeClocks):
            return await self.apply(
                act, ClockActivities.resume_clocks, ResumeRequest.model_validate(told)
            )
        stop = StopRequest.model_validate({**told, "party": act.party})
        return await self.apply(act, ClockActivities.stop_clocks, stop)

    def _show(self) -> None:
        """One upsert for each stage the case rests in, none for those it passes."""
        if self._phase is not self._shown:
            self._shown = self._phase
            show_phase(self._phase)

    def _sooner(self, until: datetime | None) -> datetime | None:
        dues = [due for due in (until, self.money_due) if due is not None]
        return min(dues, default=None)

    def _money_first(self, until: datetime | None) -> bool:
        due = self.money_due
        return due is not None and (until is None or due < until)

    async def _watch_money(self) -> None:
        self.money_due = None
        looked = await self.do(
            MoneyActivities.watch_money,
            WatchMoney(key=self.key("money"), at=workflow.now(), case=self.case),
        )
        self.money_due = looked.next_at
