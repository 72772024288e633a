"""An adhesion as it comes in: taken down once, under the competent body, and told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from pydantic import JsonValue

from activities.adhesion_receipts import receipt
from activities.effects import Done
from activities.ports import TaxNumbers
from activities.session_letters import SessionLetters
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.acts import Watched, WatchKind
from models.adhesion import (
    AdhesionForm,
    AdhesionId,
    Admission,
    adhesion_id,
    admission,
    tax_problem,
)
from models.adhesion_record import AdhesionRecord, same_organisation
from models.adhesion_routing import Route, route
from models.deadlines import in_time
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.frozen import Frozen
from models.ids import (
    Actor,
    BodyCode,
    MessageHash,
    SessionId,
    session_workflow_id,
)
from models.reference_number import case_named
from models.session import Session, SessionState
from models.task import TaskKind

OVER: Final = frozenset(
    {SessionState.HELD, SessionState.CLOSED, SessionState.CANCELLED}
)
"""Nobody joins a session any more."""


class AdhesionError(DomainError):
    """An adhesion that cannot be taken down; the message says why."""


class GivenForm(Frozen):
    """A form, where it came from, and who took it down."""

    key: str
    form: AdhesionForm
    through: BodyCode | None  # the body that sent it; None: it came alone
    at: datetime  # taken down
    received_at: datetime  # what counts against the wall
    actor: Actor
    reason: str = ""
    message: MessageHash | None = None


class Recorded(Done):
    adhesion: AdhesionId
    body: BodyCode
    admission: Admission


class AdhesionBook:
    """Takes adhesions down. `regions` are the codes of regions by name."""

    def __init__(
        self,
        *,
        letters: SessionLetters,
        taxes: TaxNumbers,
        regions: Mapping[str, str],
    ) -> None:
        self.letters = letters
        self.taxes = taxes
        self.regions = regions

    async def record(self, unit: UnitOfWork, given: GivenForm) -> Recorded:
        """Row, event, tasks and receipt, in the caller's transaction.

        A second form of one organisation replaces its first until the wall; after it,
        only a person changes what counts, with a reason.

        Raises:
            AdhesionError: the session is over, the tax number cannot be right, or the
                change comes too late or changes nothing.
            RoutingError: no body is competent (method I9).
        """
        session = await unit.sessions.get(given.form.session)
        if session.state in OVER:
            raise AdhesionError(
                f"Session {session.roman} is {session.state}: nobody joins it any more."
            )
        if problem := tax_problem(given.form, self.taxes.holds):
            raise AdhesionError(problem)
        corridor = await unit.corridors.get(session.corridor)
        wall = self.letters.wall(corridor, session)
        led = await self._route(unit, session, given)
        known = await unit.adhesions.of(session.session)
        before = _same(known, given.form)
        record = (
            _replaced(before, given, led)
            if before
            else _new(given, led, await unit.adhesions.next_serial(session.session))
        )
        how = admission(record.received(), wall) if wall else Admission.IN_TIME
        if before:
            _refuse_change(before, given, how, wall)
        await (unit.adhesions.save if before else unit.adhesions.add)(record)
        stamp = await _remember(unit, given, record, how, replaces=before is not None)
        await _ask(unit, session, given, record, how, led)
        letters = await receipt(
            unit, self.letters, session, record, key=given.key, at=given.at, how=how
        )
        return Recorded(
            stamp=stamp,
            letters=letters,
            poke_watches=(watched(session.session),),
            adhesion=record.adhesion,
            body=record.body,
            admission=how,
        )

    async def _route(
        self, unit: UnitOfWork, session: Session, given: GivenForm
    ) -> Route:
        sectors: set[str] = set()
        for ref in given.form.projects:
            case = await unit.cases.find(case_named(ref))
            if case is None:
                raise AdhesionError(
                    f"projects: there is no proposal {ref}; correct its number."
                )
            sectors |= set(case.sectors)
        return route(
            await unit.bodies.of_corridor(session.corridor),
            region=given.form.organisation.region,
            sectors=sorted(sectors),
            through=given.through,
        )


def watched(session: SessionId) -> Watched:
    return Watched(kind=WatchKind.ADHESIONS, name=session)


def _same(known: Sequence[AdhesionRecord], form: AdhesionForm) -> AdhesionRecord | None:
    return next((one for one in known if same_organisation(one.form, form)), None)


def _new(given: GivenForm, led: Route, serial: int) -> AdhesionRecord:
    return AdhesionRecord(
        adhesion=adhesion_id(given.form.session, led.lead, serial),
        session=given.form.session,
        body=led.lead,
        serial=serial,
        form=given.form.model_copy(update={"body": led.lead}),
        received_at=given.received_at,
        recorded_by=given.actor,
        message=given.message,
        copied=led.copied,
    )


def _refuse_change(
    before: AdhesionRecord, given: GivenForm, how: Admission, wall: datetime | None
) -> None:
    """`how`: where the first form stands."""
    form = given.form.model_copy(update={"body": before.body})
    if before.form == form and before.withdrawn_at is None:
        raise AdhesionError(
            f"{before.adhesion} holds this very form: nothing was changed."
        )
    late = wall is not None and not in_time(given.received_at, wall)
    if how is Admission.IN_TIME and not late:
        return
    if how in _COUNTS and given.reason:
        return
    raise AdhesionError(f"{before.adhesion} {_UNCHANGED[how]}")


def _replaced(before: AdhesionRecord, given: GivenForm, led: Route) -> AdhesionRecord:
    """What was known stands; the form is the new one, and confirms the adhesion."""
    others = {*before.copied, *led.copied, given.through or before.body}
    return before.model_copy(
        update={
            "form": given.form.model_copy(update={"body": before.body}),
            "confirmed_at": given.received_at,
            "message": given.message or before.message,
            "copied": tuple(sorted(others - {before.body})),
            "erased_at": None,
            "withdrawn_at": None,
        }
    )


async def _remember(
    unit: UnitOfWork,
    given: GivenForm,
    record: AdhesionRecord,
    how: Admission,
    *,
    replaces: bool,
) -> Stamp:
    """Codes and counts only: an event is for ever, and people are not in it."""
    form = record.form
    facts: dict[str, JsonValue] = {
        "adhesion": record.adhesion,
        "body": record.body,
        "through": given.through,
        "kind": form.kind,
        "region": form.organisation.region,
        "persons": len(form.participants),
        "projects": [*form.projects],
        "admission": how,
        "message": given.message,
        "replaces": replaces,
        "received_at": given.received_at.isoformat(),
    }
    event = await unit.events.append(
        stream=session_workflow_id(record.session),
        kind=EventKind.ADHESION_RECORDED,
        actor=given.actor,
        at=given.at,
        reason=given.reason,
        body=facts,
    )
    return event.stamp


async def _ask(
    unit: UnitOfWork,
    session: Session,
    given: GivenForm,
    record: AdhesionRecord,
    how: Admission,
    led: Route,
) -> None:
    stream = session_workflow_id(session.session)
    if how is Admission.LATE:
        await open_task(
            unit,
            stream=stream,
            kind=TaskKind.LATE_ADHESION,
            about=record.adhesion,
            at=given.at,
            detail=f"{record.adhesion} came after the wall: admit or refuse it with"
            f" `starter.py adhesion admit {record.adhesion}` (or `refuse`).",
        )
    doubt = led.doubt
    if given.through and given.through not in {record.body, *led.copied}:
        doubt = f"{given.through} sent it too: {record.body} leads, it has a copy."
    if doubt:
        await open_task(
            unit,
            stream=stream,
            kind=TaskKind.ADHESION_ROUTING,
            about=record.adhesion,
            at=given.at,
            detail=f"{record.adhesion}: {doubt} If another body is competent:"
            f" `starter.py adhesion route {record.adhesion} BODY`.",
        )


_COUNTS: Final = frozenset({Admission.IN_TIME, Admission.ADMITTED_LATE})
_UNCHANGED: Final = {
    Admission.IN_TIME: "was taken down in time, and this change of it came after the"
    " wall: enter it with `starter.py adhesion add` and a reason, or leave it.",
    Admission.LATE: "came after the wall and waits for a decision: admit or refuse it"
    " first, then enter this change of it.",
    Admission.ADMITTED_LATE: "came after the wall and was admitted as it is: enter this"
    " change of it with `starter.py adhesion add` and a reason, or leave it.",
    Admission.REFUSED_LATE: "came after the wall and was refused: a change of it is"
    " refused too.",
}
