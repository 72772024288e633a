"""A form at the door: read, checked, and given its number before anything begins."""

from datetime import datetime
from typing import cast

from pydantic import ValidationError

from activities.collection import Register
from activities.programme_content import place
from activities.programme_cycle import programmes_of
from models.acts import ProposalOpened, SubmitRevision
from models.case import Case, Phase
from models.compliance import may_open
from models.errors import DomainError
from models.event import Stamp
from models.foreseen import Foreseen
from models.frozen import Frozen
from models.ids import (
    Actor,
    CaseId,
    CorridorCode,
    PaperId,
    Ref,
    case_id,
    proposal_workflow_id,
)
from models.proposal import ProposalForm, missing_languages
from models.proposal_review import sentences
from models.reference_number import reference_number, session_named
from models.session import Session, SessionState
from runtime.errands import Errands, new_act
from runtime.foresight import Foresight
from runtime.rehearsal import Rehearsal
from runtime.ruling_scenes import screened
from runtime.stage import Stage
from runtime.verbs import Verbs
from store.reference import Reference, check_form
from store.unit_of_work import SqlUnitOfWork, SqlUnits


class BadFormError(DomainError):
    """The form cannot be taken; the message holds one sentence a problem."""


class AlreadySubmittedError(DomainError):
    """The same form is one file, however often it is sent."""


class Submitted(Frozen):
    case: CaseId
    ref: Ref
    stamp: Stamp


class FormDesk:
    """Takes forms in for one officer."""

    def __init__(self, *, units: SqlUnits, reference: Reference, actor: Actor) -> None:
        self._units = units
        self._reference = reference
        self._actor = actor

    def within(self, rehearsal: Rehearsal) -> "FormDesk":
        """The same desk in a transaction that is taken back."""
        units = cast("SqlUnits", rehearsal)
        return FormDesk(units=units, reference=self._reference, actor=self._actor)

    def read(self, content: bytes) -> ProposalForm:
        if content.lstrip().startswith(b"["):
            raise BadFormError(
                "The file holds a list; a form is one group of fields: save one of "
                "them in a file of its own."
            )
        try:
            form = ProposalForm.model_validate_json(content)
        except ValidationError as error:
            raise BadFormError("\n".join(sentences(error))) from error
        problems = [*check_form(form, self._reference), *missing_languages(form, ())]
        if problems:
            raise BadFormError("\n".join(problems))
        return form

    async def draft(
        self, content: bytes, *, session: str | None, now: datetime
    ) -> Case:
        """The number and the file, before the procedure begins.

        Raises:
            BadFormError: a field breaks a rule.
            AlreadySubmittedError: the same form is registered.
        """
        form = self.read(content)
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
            named = session or f"{corridor.code}/{form.target_session}"
            target = await unit.sessions.find(session_named(named))
            collecting = _collecting(target, named)
            serial = await unit.cases.next_serial(collecting.session)
            paper = await unit.papers.put(content)
            case = self._case(form, collecting, serial, paper, now)
            await unit.cases.add(case)
            await _place(unit, case, form)
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
            registrar=self._actor,
            region=form.region,
            sectors=form.sectors,
            exclusive=form.exclusive,
            partner_max=form.partner_max,
            opened_at=now,
        )


async def register(
    desk: FormDesk,
    errands: Errands,
    content: bytes,
    *,
    session: str | None,
    now: datetime,
) -> Submitted:
    """Register a form as a new proposal.

    The form and its number are stored before the workflow starts, because
    Temporal must not hold what is in it. A crash in between leaves a draft, and
    submitting the same form again goes on with it.

    Raises:
        BadFormError: a field breaks a rule.
        AlreadySubmittedError: the same form is registered.
    """
    case = await desk.draft(content, session=session, now=now)
    opened = ProposalOpened(
        case=case.case,
        corridor=case.corridor,
        session=case.session,
        registrar=case.registrar,
        region=case.region,
        sectors=case.sectors,
    )
    stamp = await errands.begin(
        "ProposalWorkflow",
        "register",
        opened,
        workflow_id=proposal_workflow_id(case.case),
    )
    return Submitted(case=case.case, ref=case.ref, stamp=stamp)


async def foresee_submission(
    desk: FormDesk,
    foresight: Foresight,
    content: bytes,
    *,
    session: str | None,
    now: datetime,
) -> tuple[Submitted, Foreseen]:
    """The number a form would have, and what its registration would set off.

    Raises:
        DomainError: it would be refused.
    """
    drafted: list[Case] = []

    async def scene(verbs: Verbs, rehearsal: Rehearsal) -> None:
        case = await desk.within(rehearsal).draft(content, session=session, now=now)
        drafted.append(case)
        act = SubmitRevision(act=new_act(), actor=case.registrar, form=case.form)
        stage = Stage(rehearsal, verbs, act, now, case.case)
        await verbs.collection.register(Register.model_validate(stage.told("register")))
        await screened(stage, Phase.VALIDATION)

    seen = await foresight.beginning(scene)
    [case] = drafted
    stamp = Stamp(stream=proposal_workflow_id(case.case), seq=0, hash="")
    return Submitted(case=case.case, ref=case.ref, stamp=stamp), seen


async def _place(unit: SqlUnitOfWork, case: Case, form: ProposalForm) -> None:
    """Under the guideline the form names; one that names none is under the first.

    Raises:
        BadFormError: its programme has no such guideline.
    """
    if form.guideline is None:
        return
    programmes = await programmes_of(unit, case.corridor)
    work = next(one for one in programmes if one.code == case.programme)
    if work.guidelines and work.guideline(form.guideline) is None:
        raise BadFormError(
            f"guideline: programme {work.code} has guidelines 1 to"
            f" {len(work.guidelines)}; name one of them."
        )
    await place(unit, case, programme=work.code, guideline=form.guideline)


def _collecting(session: Session | None, named: str) -> Session:
    if session is None or session.state is not SessionState.COLLECTING:
        raise BadFormError(
            f"target_session: session {named} is not collecting proposals; name one "
            "that is with --session (`starter.py session list`)."
        )
    return session
