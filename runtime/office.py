"""What a person can have done: each command checked, sent, and answered in words."""

from collections.abc import Sequence
from datetime import datetime

from models.acts import (
    Act,
    AdmitLate,
    AnswerQuestion,
    ChoosePartner,
    CofinancingChoice,
    DecideCofinancing,
    DecideValidation,
    FileMessage,
    MoveDeadline,
    RecordAnswer,
    Resolve,
    ResumeClocks,
    Ruling,
    Scores,
    StopClocks,
    SubmitRevision,
    Verdict,
    Withdraw,
)
from models.case import Phase
from models.event import Stamp
from models.ids import (
    BodyCode,
    CaseId,
    MessageHash,
    TaskId,
    case_of_stream,
    message_workflow_id,
    money_workflow_id,
    proposal_workflow_id,
)
from models.message import ActKind
from models.officer import requester as asking
from models.question import QuestionState
from models.reference_number import case_named
from runtime.clock_desk import ClockDesk
from runtime.errands import Errands, new_act
from runtime.follow_up_desk import FollowUpDesk
from runtime.foresight import Foresight
from runtime.session_desk import SessionDesk
from runtime.submission import FormDesk, Submitted, foresee_submission, register
from runtime.text_desk import TextDesk
from store.reference import Reference
from store.unit_of_work import SqlUnits


class Office(FollowUpDesk, TextDesk, ClockDesk, SessionDesk):
    """An officer at work with proposals, sessions and messages."""

    def __init__(
        self,
        *,
        errands: Errands,
        units: SqlUnits,
        reference: Reference,
        actor: str,
        foresight: Foresight | None = None,
        dry: bool = False,
    ) -> None:
        super().__init__(
            errands=errands, units=units, actor=actor, foresight=foresight, dry=dry
        )
        self._forms = FormDesk(units=units, reference=reference, actor=self.actor)

    async def submit(
        self, content: bytes, *, session: str | None, now: datetime
    ) -> Submitted:
        """Register a form as a new proposal.

        Raises:
            BadFormError: a field breaks a rule.
            AlreadySubmittedError: the same form is registered.
        """
        if self._dry and self._foresight is not None:
            submitted, self.foreseen = await foresee_submission(
                self._forms, self._foresight, content, session=session, now=now
            )
            return submitted
        return await register(
            self._forms, self._errands, content, session=session, now=now
        )

    async def revise(self, ref: str, content: bytes, reason: str = "") -> Stamp:
        """Hand in a completed form for a proposal that was returned."""
        self._forms.read(content)
        act = SubmitRevision(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            form=await self._store(content),
        )
        return await self._tell_case(ref, "submit_revision", act)

    async def correct(
        self, ref: str, content: bytes, reason: str, *, material: bool = False
    ) -> Stamp:
        """Hand in the right form for a proposal of which a wrong text was sent out."""
        self._forms.read(content)
        form = await self._store(content)
        return await self.hand_in_text(ref, form, reason, material=material)

    async def validate(
        self, ref: str, verdict: Verdict, *, scores: Scores | None, reason: str
    ) -> Stamp:
        act = DecideValidation(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            verdict=verdict,
            scores=scores,
        )
        return await self._tell_case(ref, "decide_validation", act)

    async def extend(
        self, ref: str, until: datetime, reason: str, *, requester: str
    ) -> Stamp:
        """Approve that a round ends later; `requester` asked for it."""
        act = MoveDeadline(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            until=until,
            requester=asking(requester),
        )
        return await self._tell_case(ref, "move_deadline", act)

    async def stop_clocks(self, ref: str, waiting_for: str, reason: str) -> Stamp:
        """Our clocks stand still while somebody else is waited for."""
        act = StopClocks(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            party=await self._store(waiting_for.encode()),
        )
        return await self._tell_case(ref, "stop_clocks", act)

    async def resume_clocks(self, ref: str, reason: str = "") -> Stamp:
        act = ResumeClocks(
            act=new_act(), actor=self.actor, reason=await self._paper(reason)
        )
        return await self._tell_case(ref, "resume_clocks", act)

    async def answer(  # noqa: PLR0913  (the fields of an answer)
        self,
        ref: str,
        body: str,
        kind: ActKind,
        *,
        reason: str,
        contribution: int | None = None,
        private: int = 0,
        scan: bytes = b"",
    ) -> Stamp:
        """Enter what a body said by phone or paper; `scan` is the paper."""
        act = RecordAnswer(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            body=BodyCode(body),
            kind=kind,
            contribution=contribution,
            private=private,
            scan=await self._store(scan) if scan else None,
        )
        return await self._tell_case(ref, "record_answer", act)

    async def choose(
        self, ref: str, body: str, reason: str, *, group: Sequence[str] = ()
    ) -> Stamp:
        """Whom the proposer chose; `group` takes part under that body's lead."""
        act = ChoosePartner(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            body=BodyCode(body),
            group=tuple(map(BodyCode, group)),
        )
        return await self._tell_case(ref, "choose_partner", act)

    async def admit_late(self, ref: str, body: str, reason: str) -> Stamp:
        """Take in an answer that came after the round, by reasoned decision."""
        act = AdmitLate(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            body=BodyCode(body),
        )
        return await self._tell_case(ref, "admit_late", act)

    async def cofinance(
        self, ref: str, choice: CofinancingChoice, reason: str
    ) -> Stamp:
        act = DecideCofinancing(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            choice=choice,
        )
        return await self._tell_case(ref, "decide_cofinancing", act)

    async def withdraw(self, ref: str, reason: str) -> Stamp:
        act = Withdraw(
            act=new_act(), actor=self.actor, reason=await self._paper(reason)
        )
        return await self._tell_case(ref, "withdraw", act)

    async def resolve(self, stream: str, ruling: Ruling, reason: str) -> Stamp:
        """Resolve a task that holds up a case, a session or a message."""
        act = Resolve(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            ruling=ruling,
        )
        case = case_of_stream(stream)
        if case is not None and await self._closed(case):  # its money is watched still
            return await self._tell(money_workflow_id(case), "resolve", act, case=case)
        return await self._tell(stream, "resolve", act, case=case)

    async def _closed(self, case: CaseId) -> bool:
        async with self._units.read() as unit:
            found = await unit.cases.find(case)
            still = await unit.standstills.open_of(case)
        return found is not None and found.phase is Phase.CLOSED and still is not None

    async def file_message(  # noqa: PLR0913  (the fields of an answer)
        self,
        message: MessageHash,
        *,
        reason: str,
        ref: str | None = None,
        body: str | None = None,
        kind: ActKind | None = None,
        contribution: int | None = None,
        private: int = 0,
    ) -> Stamp:
        """Say what a message at the desk is: an act of a body, or nothing."""
        act = FileMessage(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            task=TaskId(message),
            case=case_named(ref) if ref else None,
            body=BodyCode(body) if body else None,
            kind=kind,
            contribution=contribution,
            private=private,
        )
        workflow = message_workflow_id(message)
        return await self._tell(workflow, "file", act, case=act.case)

    async def answer_question(
        self,
        ref: str,
        number: int,
        state: QuestionState,
        *,
        text: bytes = b"",
        reason: str = "",
    ) -> Stamp:
        """Answer a body's question; `text` is an Answering as JSON."""
        act = AnswerQuestion(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            number=number,
            state=state,
            text=await self._store(text) if text else None,
        )
        return await self._tell_case(ref, "answer_question", act)

    async def _tell_case(self, ref: str, update: str, act: Act) -> Stamp:
        case = case_named(ref)
        return await self._tell(proposal_workflow_id(case), update, act, case=case)
