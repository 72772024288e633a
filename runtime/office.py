"""What a person can have done: each command checked, sent, and answered in words."""

from collections.abc import Sequence
from datetime import datetime

from models.acts import (
    Act,
    ChoosePartner,
    CofinancingChoice,
    DecideCofinancing,
    DecideValidation,
    FileMessage,
    Freeze,
    Hold,
    MoveDeadline,
    Postpone,
    ProposalOpened,
    RecordAnswer,
    RecordOutcome,
    Resolve,
    Ruling,
    Scores,
    SessionOpened,
    SubmitRevision,
    Verdict,
    Withdraw,
)
from models.case import Outcome
from models.errors import DomainError
from models.event import Stamp
from models.ids import (
    BodyCode,
    CorridorCode,
    MessageHash,
    PaperId,
    TaskId,
    message_workflow_id,
    proposal_workflow_id,
    session_id,
    session_workflow_id,
)
from models.message import ActKind
from models.officer import officer
from models.reference_number import case_named, session_named
from models.session_rules import parse_ordinal
from runtime.errands import Errands, new_act
from runtime.submission import FormDesk, Submitted
from store.reference import Reference
from store.unit_of_work import SqlUnits


class Office:
    """One officer at work: `actor` is a code, never a name."""

    def __init__(
        self, *, errands: Errands, units: SqlUnits, reference: Reference, actor: str
    ) -> None:
        self.actor = officer(actor)
        self._errands = errands
        self._units = units
        self._forms = FormDesk(units=units, reference=reference, actor=self.actor)

    async def submit(
        self, content: bytes, *, session: str | None, now: datetime
    ) -> Submitted:
        """Register a form as a new proposal.

        The form and its number are stored before the workflow starts, because
        Temporal must not hold what is in it. A crash in between leaves a draft, and
        submitting the same form again goes on with it.

        Raises:
            BadFormError: a field breaks a rule.
            AlreadySubmittedError: the same form is registered.
        """
        case = await self._forms.draft(content, session=session, now=now)
        opened = ProposalOpened(
            case=case.case,
            corridor=case.corridor,
            session=case.session,
            registrar=case.registrar,
            region=case.region,
            sectors=case.sectors,
        )
        stamp = await self._errands.begin(
            "ProposalWorkflow",
            "register",
            opened,
            workflow_id=proposal_workflow_id(case.case),
        )
        return Submitted(case=case.case, ref=case.ref, stamp=stamp)

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

    async def extend(self, ref: str, until: datetime, reason: str) -> Stamp:
        act = MoveDeadline(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            until=until,
        )
        return await self._tell_case(ref, "move_deadline", act)

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

    async def choose(self, ref: str, body: str, reason: str) -> Stamp:
        act = ChoosePartner(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            body=BodyCode(body),
        )
        return await self._tell_case(ref, "choose_partner", act)

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

    async def record_outcome(self, ref: str, outcome: Outcome, reason: str) -> Stamp:
        act = RecordOutcome(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            outcome=outcome,
        )
        return await self._tell_case(ref, "record_outcome", act)

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
        return await self._errands.tell(stream, "resolve", act)

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
        return await self._errands.tell(message_workflow_id(message), "file", act)

    async def open_session(  # noqa: PLR0913  (the fields of a session)
        self,
        corridor: str,
        ordinal: str,
        *,
        programme: str,
        country: str,
        place: str,
        starts_at: datetime,
        capacity: int,
        now: datetime,
    ) -> Stamp:
        if starts_at <= now:
            raise DomainError("The session's date has passed: give a later one.")
        if capacity <= 0:
            raise DomainError("The capacity is in minutes, more than 0: correct it.")
        number = parse_ordinal(ordinal)
        session = session_id(CorridorCode(corridor.upper()), number)
        async with self._units.read() as unit:
            await unit.corridors.programme(CorridorCode(corridor.upper()), programme)
            if await unit.sessions.find(session) is not None:
                raise DomainError(
                    f"Session {ordinal} of {corridor.upper()} exists: an ordinal is "
                    "never used twice. Open the next one, or postpone this one."
                )
        opened = SessionOpened(
            session=session,
            corridor=CorridorCode(corridor.upper()),
            ordinal=number,
            programme=programme,
            country=country,
            place=place,
            starts_at=starts_at,
            capacity=capacity,
            opener=self.actor,
        )
        return await self._errands.begin(
            "SessionWorkflow", "open", opened, workflow_id=session_workflow_id(session)
        )

    async def freeze(self, session: str, reason: str = "") -> Stamp:
        act = Freeze(act=new_act(), actor=self.actor, reason=await self._paper(reason))
        return await self._tell_session(session, "freeze", act)

    async def postpone(
        self, session: str, until: datetime | None, reason: str
    ) -> Stamp:
        act = Postpone(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            until=until,
        )
        return await self._tell_session(session, "postpone", act)

    async def hold(
        self, session: str, not_treated: Sequence[str] = (), reason: str = ""
    ) -> Stamp:
        act = Hold(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            not_treated=tuple(case_named(ref) for ref in not_treated),
        )
        return await self._tell_session(session, "hold", act)

    async def _tell_case(self, ref: str, update: str, act: Act) -> Stamp:
        return await self._errands.tell(
            proposal_workflow_id(case_named(ref)), update, act
        )

    async def _tell_session(self, session: str, update: str, act: Act) -> Stamp:
        return await self._errands.tell(
            session_workflow_id(session_named(session)), update, act
        )

    async def _paper(self, text: str) -> PaperId | None:
        return await self._store(text.encode()) if text.strip() else None

    async def _store(self, content: bytes) -> PaperId:
        async with self._units.write() as unit:
            return await unit.papers.put(content)
