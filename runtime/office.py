"""What a person can have done: each command checked, sent, and answered in words."""

import re
from collections.abc import Sequence
from datetime import datetime

from pydantic import ValidationError

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
from models.case import Case, Outcome, Phase
from models.compliance import may_open
from models.errors import DomainError
from models.event import Stamp
from models.frozen import Frozen
from models.ids import (
    Actor,
    BodyCode,
    CaseId,
    CorridorCode,
    MessageHash,
    PaperId,
    Ref,
    TaskId,
    case_id,
    message_workflow_id,
    proposal_workflow_id,
    session_id,
    session_workflow_id,
)
from models.message import ActKind
from models.proposal import ProposalForm, missing_languages
from models.proposal_review import sentences
from models.reference_number import case_named, reference_number, session_named
from models.session import Session, SessionState
from models.session_rules import parse_ordinal
from runtime.errands import Errands, new_act
from store.reference import Reference, check_form
from store.unit_of_work import SqlUnits

_ACTOR = re.compile(r"(secretariat|compliance|agreement-office|chair):[a-z0-9-]{1,32}")


class BadFormError(DomainError):
    """The form cannot be taken; the message holds one sentence a problem."""


class AlreadySubmittedError(DomainError):
    """The same form is one file, however often it is sent."""


class Submitted(Frozen):
    case: CaseId
    ref: Ref
    stamp: Stamp


class Office:
    """One officer at work: `actor` is a code, never a name."""

    def __init__(
        self, *, errands: Errands, units: SqlUnits, reference: Reference, actor: str
    ) -> None:
        if not _ACTOR.fullmatch(actor):
            raise DomainError(
                f"{actor!r} is no officer's code: write it as in secretariat:o1 "
                "(secretariat, compliance, agreement-office or chair)."
            )
        self.actor = Actor(actor)
        self._errands = errands
        self._units = units
        self._reference = reference

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
        form = self._read(content)
        case = await self._draft(form, content, session, now)
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
        self._read(content)
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

    async def answer(
        self,
        ref: str,
        body: str,
        kind: ActKind,
        *,
        reason: str,
        contribution: int | None = None,
        private: int = 0,
    ) -> Stamp:
        act = RecordAnswer(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            body=BodyCode(body),
            kind=kind,
            contribution=contribution,
            private=private,
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

    def _read(self, content: bytes) -> ProposalForm:
        try:
            form = ProposalForm.model_validate_json(content)
        except ValidationError as error:
            raise BadFormError("\n".join(sentences(error))) from error
        problems = [*check_form(form, self._reference), *missing_languages(form, ())]
        if problems:
            raise BadFormError("\n".join(problems))
        return form

    async def _draft(
        self, form: ProposalForm, content: bytes, session: str | None, now: datetime
    ) -> Case:
        """The number and the file, before the procedure begins."""
        async with self._units.write() as unit:
            corridor = await unit.corridors.get(CorridorCode(form.corridor))
            if not may_open(corridor.legal_status):
                raise DomainError(
                    f"The corridor {corridor.code} is {corridor.legal_status}: no "
                    "proposal may be opened in it. Ask the compliance officer."
                )
            fingerprint = form.fingerprint()
            known = await unit.cases.by_fingerprint(corridor.code, fingerprint)
            if known is not None and known.phase is not Phase.DRAFT:
                raise AlreadySubmittedError(
                    f"This form is registered already as {known.ref} "
                    f"({known.opened_at:%d.%m.%Y}): see `starter.py show {known.ref}`."
                )
            if known is not None:
                return known
            target = await unit.sessions.find(
                session_named(session or f"{corridor.code}/{form.target_session}")
            )
            collecting = _collecting(target, form)
            serial = await unit.cases.next_serial(collecting.session)
            paper = await unit.papers.put(content)
            case = self._case(form, collecting, serial, paper, now)
            await unit.cases.add(case)
            return case

    def _case(
        self,
        form: ProposalForm,
        session: Session,
        serial: int,
        paper: PaperId,
        now: datetime,
    ) -> Case:
        return Case(
            case=case_id(session.session, serial),
            ref=reference_number(
                corridor=session.corridor,
                programme=session.programme,
                ordinal=session.ordinal,
                region=form.region,
                serial=serial,
            ),
            corridor=session.corridor,
            programme=session.programme,
            session=session.session,
            fingerprint=form.fingerprint(),
            form=paper,
            registrar=self.actor,
            region=form.region,
            sectors=form.sectors,
            exclusive=form.exclusive,
            partner_max=form.partner_max,
            opened_at=now,
        )

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


def _collecting(session: Session | None, form: ProposalForm) -> Session:
    if session is None or session.state is not SessionState.COLLECTING:
        raise BadFormError(
            f"target_session: session {form.target_session} of {form.corridor} is not "
            "collecting proposals; name one that is with --session."
        )
    return session
