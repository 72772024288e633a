"""The adhesion form, its checks, and when it comes too late (method 2.3)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, NewType, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from models.adhesion_parts import (
    Availability,
    CompanyProfile,
    Consents,
    ContactState,
    FormSignature,
    Interpretation,
    Organisation,
    Participant,
    ParticipantKind,
    Presentation,
    TaxNumber,
    TaxScheme,
    Thousand,
    Wanted,
)
from models.deadlines import in_time
from models.frozen import Frozen
from models.ids import Actor, BodyCode, SessionId
from models.proposal import Reference
from models.proposal_parts import Key, text
from models.proposal_review import sentences
from models.term import CalendarSide, Term, TermUnit

AdhesionId = NewType("AdhesionId", str)  # it-ru/29/a/IT-57/0003

PASSPORT_KEPT: Final = Term(
    amount=30, unit=TermUnit.CALENDAR_DAYS, calendar=CalendarSide.A
)
"""Passport data goes this long after the session's end."""

TaxCheck = Callable[[TaxNumber], bool]
"""Whether a number's checksum holds; the arithmetic of registries is an adapter's."""

_IN_BUSINESS: Final = frozenset({ParticipantKind.COMPANY, ParticipantKind.GROUP})
_REFERENCE: Final = TypeAdapter[str](Reference)


def _project(given: str) -> str:
    try:
        return _REFERENCE.validate_python(given.strip().upper())
    except ValidationError as error:
        raise ValueError(
            "It is a proposal's number, such as IT-RU/2027-2029/XV/LIP/0007; correct"
            " it."
        ) from error


Project = Annotated[str, AfterValidator(_project)]
"""The number of a precise project to be treated."""


class AdhesionForm(Frozen):
    """One organisation's adhesion to a session, through a body."""

    session: SessionId
    body: BodyCode
    kind: ParticipantKind
    organisation: Organisation
    participants: tuple[Participant, ...] = Field(min_length=1, max_length=5)
    tables: tuple[Key, ...] = Field(min_length=1, max_length=3)
    """In order of preference."""
    projects: tuple[Project, ...] = Field(default=(), max_length=10)
    themes: Thousand | None = None
    aims: Thousand
    counterparts: tuple[Wanted, ...] = Field(default=(), max_length=10)
    contact: ContactState
    investment_interest: bool = False
    investment: Thousand | None = None
    profile: CompanyProfile | None = None
    presentation: Presentation | None = None
    availability: tuple[Availability, ...] = Field(default=(), max_length=10)
    interpretation: Interpretation = Interpretation.NONE
    consents: Consents = Consents()
    signature: FormSignature

    @model_validator(mode="after")
    def _names_what_it_wants_to_treat(self) -> Self:
        if not self.projects and not self.themes:
            raise ValueError(
                "themes: at least one theme or precise project is named (method 2.3);"
                " write the themes, or list the numbers of proposals."
            )
        return self

    @model_validator(mode="after")
    def _each_table_once(self) -> Self:
        if len(set(self.tables)) < len(self.tables):
            raise ValueError("tables: each table is chosen once; remove the other.")
        return self

    @model_validator(mode="after")
    def _company_has_begun(self) -> Self:
        begun = self.contact is not ContactState.NONE or self.investment_interest
        if self.kind in _IN_BUSINESS and not begun:
            raise ValueError(
                "contact: a company takes part with at least a first contact on the"
                " other side, or an interest in investing (method 2.3); state one, or"
                " leave the form until there is one."
            )
        if self.kind in _IN_BUSINESS and self.profile is None:
            raise ValueError(
                "profile: a company gives its profile, without which it cannot be"
                " matched; add it."
            )
        return self

    @model_validator(mode="after")
    def _investment_is_told(self) -> Self:
        if self.investment_interest is not (self.investment is not None):
            raise ValueError(
                "investment: an interest in investing is described, and only then;"
                " write it, or correct the answer."
            )
        return self


class LateDecision(Frozen):
    """The head's word on an adhesion that came after the wall."""

    admitted: bool
    reason: Annotated[str, text(1000)]
    by: Actor
    at: AwareDatetime


class Adhesion(Frozen):
    """A form as it was received. Its id names the body and a number, no person."""

    adhesion: AdhesionId
    form: AdhesionForm
    received_at: AwareDatetime
    decision: LateDecision | None = None
    confirmed_at: AwareDatetime | None = None  # after a postponement


class Admission(StrEnum):
    IN_TIME = "in-time"
    LATE = "late"  # waits for a decision
    ADMITTED_LATE = "admitted-late"
    REFUSED_LATE = "refused-late"


def adhesion_id(session: SessionId, body: BodyCode, serial: int) -> AdhesionId:
    return AdhesionId(f"{session}/a/{body}/{serial:04d}")


def problems(error: ValidationError) -> tuple[str, ...]:
    """What is wrong with a form, in sentences: field, rule, remedy.

    The values given are not repeated, for they may be personal data.
    """
    return sentences(error)


def tax_problem(form: AdhesionForm, holds: TaxCheck) -> str | None:
    """Why the tax number cannot be right, or None.

    Args:
        form: the adhesion.
        holds: says whether a number's checksum is right; not asked for other schemes.
    """
    tax = form.organisation.tax
    if tax.scheme is TaxScheme.OTHER or holds(tax):
        return None
    return (
        f"organisation.tax: the check digits of the number ({tax.scheme}) are wrong;"
        " ask the organisation for it again."
    )


def admission(adhesion: Adhesion, wall: datetime) -> Admission:
    """Whether an adhesion counts: by the wall (S-22), or by a recorded decision.

    Args:
        adhesion: as received.
        wall: the last second in time.
    """
    if in_time(adhesion.received_at, wall):
        return Admission.IN_TIME
    if adhesion.decision is None:
        return Admission.LATE
    if adhesion.decision.admitted:
        return Admission.ADMITTED_LATE
    return Admission.REFUSED_LATE


def counted(adhesions: Iterable[Adhesion], wall: datetime) -> tuple[Adhesion, ...]:
    """Those that count, in the order they came."""
    good = {Admission.IN_TIME, Admission.ADMITTED_LATE}
    kept = (one for one in adhesions if admission(one, wall) in good)
    return tuple(sorted(kept, key=lambda one: (one.received_at, one.adhesion)))


def unconfirmed(
    adhesions: Iterable[Adhesion], moved_at: datetime
) -> tuple[Adhesion, ...]:
    """Those to be asked again because the session was moved since (method X11)."""
    return tuple(
        one
        for one in adhesions
        if max(one.received_at, one.confirmed_at or one.received_at) < moved_at
    )


def without_passports(form: AdhesionForm) -> AdhesionForm:
    """The form as it is kept once the visas are no longer needed."""
    kept = tuple(
        person.model_copy(update={"passport": None}) for person in form.participants
    )
    return form.model_copy(update={"participants": kept})
