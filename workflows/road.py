"""What the stages of one proposal share: its case, its phase, and how it waits."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.calendar_adoption import (
        Adopted,
        AdoptForCase,
        CalendarActivities,
    )
    from activities.clocks import ClockActivities, ClocksMoved, Shift
    from activities.clocks import ResumeClocks as ResumeRequest
    from activities.clocks import StopClocks as StopRequest
    from activities.completion import CompletionActivities, ExtendForProposer
    from activities.effects import CaseEffect
    from activities.late_answers import AdmitLateAnswer, LateAnswerActivities
    from activities.reservation import MoneyActivities, WatchMoney
    from models.acts import (
        Act,
        AdmitLate,
        AnswerFollowUp,
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
        Verdict,
        Withdraw,
    )
    from models.behind import Behind
    from models.case import Phase
    from models.clock_acts import AdoptCalendar, ExtendCompletion
    from models.duplicate_acts import Merge
    from models.ids import Actor, PaperId, proposal_workflow_id
    from models.officer import person
    from models.screening_acts import StandStill
    from models.text_acts import CorrectText, JudgeText
    from workflows.attributes import show_phase
    from workflows.leaving import MergedError, WithdrawnError
    from workflows.standstill import Halting
    from workflows.steps import Lapsed, Poked


_WHEN: dict[type[Act], tuple[Phase, ...]] = {
    SubmitRevision: (Phase.RETURNED, Phase.REJECTION_NOTICE),
    DecideValidation: (Phase.VALIDATION,),
    MoveDeadline: (Phase.OPEN,),
    RecordAnswer: (Phase.OPEN,),
    AnswerQuestion: (Phase.OPEN,),
    CorrectText: (Phase.OPEN,),
    JudgeText: (Phase.OPEN,),
    ChoosePartner: (Phase.CHOICE,),
    DecideCofinancing: (Phase.COFINANCING, Phase.WAITING_LIST),
    RecordOutcome: (Phase.PRESENTED,),
    AnswerFollowUp: (Phase.PRESENTED,),
    AdmitLate: (*(Phase.CHOICE, Phase.COFINANCING, Phase.WAITING_LIST, Phase.READY),),
    StopClocks: (Phase.VALIDATION, Phase.COFINANCING),
    ResumeClocks: (Phase.VALIDATION, Phase.COFINANCING),
    ExtendCompletion: (Phase.RETURNED,),
}
"""At which stage each act can be done; withdrawing and resolving, at any."""

_CLOCKS: dict[
    type[Act], tuple[Callable[[Any, Any], Awaitable[ClocksMoved]], type[CaseEffect]]
] = {
    StopClocks: (ClockActivities.stop_clocks, StopRequest),
    ResumeClocks: (ClockActivities.resume_clocks, ResumeRequest),
    AdoptCalendar: (CalendarActivities.adopt_calendar, AdoptForCase),
    ExtendCompletion: (CompletionActivities.extend_completion, ExtendForProposer),
}
"""What makes each act on clocks true; act and effect have the same fields."""

_TOO_LATE = (
    "The agenda is frozen and the proposal stands on it: a late answer is for the next "
    "session now (method X5). It is kept. Admit it once the proposal waits for that "
    "session: when the sitting has carried it over, or after `starter.py agenda "
    "remove`."
)
_STILL = (
    "The proposal stands still: a party may be on a list of restrictive measures. See "
    "`starter.py task list`, and resolve that first with --clear or --block."
)
_EXAMINED = (
    "The notice of a rejection was given, and the proposal is examined once more only "
    "(method X27): accept or reject it."
)
_SAID_AGAIN = (
    "The proposer has made observations: say in --reason why they do not change the "
    "decision; the words of the notice are not an answer."
)
_NO_TEXT = "No corrected text waits: hand it in first, `starter.py correct REF`."


class Road(Halting):
    """The case, the stage it is in, and what may interrupt that stage."""

    def __init__(self, opened: ProposalOpened) -> None:
        super().__init__(proposal_workflow_id(opened.case), opened.case)
        self.session = opened.session
        self.registrar = opened.registrar
        self.registrars = [opened.registrar]  # and whoever handed in a revision
        self._phase = Phase.DRAFT
        self._shown = Phase.SCREENING  # as show_opened says
        self.more_money = False  # a late partner brings some: check again
        self.leaving = False  # the outcome is settled; a withdrawal comes too late
        self.grounds: PaperId | None = None  # of a rejection, once noticed (X27)
        self.correction: CorrectText | None = None  # a text that waits (X24)
        self.behind = Behind()  # of a case that begins again in the middle
        self.bodies_told = 0  # the round whose bodies must be told of a withdrawal

    def take_up(self, behind: Behind, shifts: Iterable[Shift]) -> None:
        """Go on where the record says the case stands."""
        self.behind = behind
        self.keys.go_on_from(behind.counts, behind.recalls)
        self.enter(behind.phase)
        self.registrars = [*behind.registrars]
        self.grounds = behind.grounds
        self.correction = behind.correction
        self.bodies_told = behind.round
        self.screening_stale_at = behind.stale_at
        self.money_due = behind.money_due
        self.checkpoints = behind.checkpoints
        self._moved = {shift.announced: shift.ends_at for shift in shifts}
        if behind.halted is not None:
            self.keys.recall(self.act_key("stop-for-ruling", behind.halted))
            self.desk.put(behind.halted)

    @property
    def phase(self) -> Phase:
        return self._phase

    def enter(self, phase: Phase) -> None:
        """Begin a stage; whoever searches sees it when the case waits there."""
        self._phase = phase
        self.look_ahead()

    def registered(self, who: Actor) -> bool:
        """Whether somebody handed the proposal in, or a text of it."""
        return person(who) in map(person, self.registrars)

    def against(self, act: Act) -> str:
        """What the case's own state has against an act of its stage."""
        match act:
            case DecideValidation(verdict=Verdict.RETURN) if self.grounds:
                return _EXAMINED
            case DecideValidation(verdict=Verdict.REJECT) if self._said_again(act):
                return _SAID_AGAIN
            case CorrectText() if self.correction:
                return "A corrected text waits already: approve it or drop it first."
            case JudgeText() if not self.correction:
                return _NO_TEXT
            case _:
                return super().against(act)

    def _said_again(self, act: Act) -> bool:
        return self.grounds is not None and act.reason == self.grounds

    def objection(self, act: Act) -> str:
        phases = _WHEN.get(type(act))
        if self.phase is Phase.CLOSED:
            return "The proposal is closed: nothing more can be done with it."
        if self.still:
            return _STILL
        if phases is None or self.phase in phases:
            return (
                f"The proposal is {self.phase} and waits for something else: see "
                "`starter.py task list`, and try again when that is done."
            )
        if isinstance(act, AdmitLate) and self.phase is Phase.SCHEDULED:
            return _TOO_LATE
        return (
            f"The proposal is {self.phase}; this can be done only while it is "
            f"{' or '.join(phases)}."
        )

    async def _wait(
        self, takes: tuple[type[Act], ...], *, until: datetime | None, poke: bool
    ) -> Act | Lapsed | Poked:
        """As in every procedure, but a withdrawal interrupts at any stage.

        So do the stopping of clocks, late answers, and the end of a reservation's
        life, which are dealt with here, and a standstill.
        """
        self._show()
        while not self.still:
            due = self._moved.get(until, until)
            came = await super()._wait(
                (*self._interrupts(), *takes), until=self._sooner(due), poke=poke
            )
            if isinstance(came, Withdraw | Merge):
                self.closing = came
                raise WithdrawnError if isinstance(came, Withdraw) else MergedError
            if isinstance(came, Act) and type(came) in _CLOCKS:
                await self._move_clocks(came)
            elif isinstance(came, StandStill):
                await self._halt(came, until)
            elif isinstance(came, AdmitLate):
                await self._admit_late(came)
                if self.more_money and self._phase is not Phase.CHOICE:
                    return Poked()
            elif isinstance(came, Lapsed) and self._money_first(due):
                await self._watch_money()
            else:
                return came
        return await super()._wait(takes, until=until, poke=poke)

    def _interrupts(self) -> tuple[type[Act], ...]:
        if self.leaving:
            return ()
        here = (AdmitLate, StopClocks, ResumeClocks, ExtendCompletion)
        fitting = (act for act in here if self._phase in _WHEN[act])
        return (Withdraw, Merge, StandStill, AdoptCalendar, *fitting)

    async def _admit_late(self, act: AdmitLate) -> None:
        admitted = await self.apply(
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
        if admitted is not None and admitted.brings_money:
            self.more_money = True

    async def _move_clocks(self, act: Act) -> None:
        """The stages hold the instants they were told: `_moved` says where they are."""
        verb, request = _CLOCKS[type(act)]
        told = {
            "key": self.act_key("clocks", act),
            "at": workflow.now(),
            "actor": act.actor,
            "reason": act.reason,
            "case": self.case,
            **act.model_dump(exclude=set(Act.model_fields)),
        }
        moved = await self.apply(act, verb, request.model_validate(told))
        if moved is None:
            return
        shifts: dict[datetime | None, datetime | None] = {
            shift.announced: shift.ends_at for shift in moved.shifts
        }
        for announced, stands in self._moved.items():
            if stands in shifts:
                self._moved[announced] = shifts[stands]
        self._moved |= shifts
        if isinstance(moved, Adopted) and self.money_due is not None:
            self.money_due = moved.money_due or self.money_due

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
