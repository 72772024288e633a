"""What the record holds of a session's adhesions: notices, threads, forms received."""

from datetime import datetime
from typing import Any, Final

from pydantic import AwareDatetime, Field

from models.adhesion import Adhesion, AdhesionForm, AdhesionId, LateDecision
from models.adhesion_parts import Participant
from models.frozen import Frozen
from models.ids import Actor, BodyCode, MessageHash, SessionId
from models.proposal_parts import Language, Paragraphs

ERASED: Final = "erased"
ERASED_ADDRESS: Final = "erased@erased.invalid"


class NoticeText(Frozen):
    """What a notice says, as the staff wrote it, in each of its languages."""

    text: dict[Language, Paragraphs] = Field(min_length=1)


class Notice(Frozen):
    """A notice of a session, from number 1: who takes part says so by its deadline."""

    session: SessionId
    number: int = Field(ge=1)
    text: dict[str, str]
    deadline: AwareDatetime
    published_at: AwareDatetime
    published_by: Actor


class AdhesionThread(Frozen):
    """The conversation with a body about taking part in a session."""

    session: SessionId
    body: BodyCode
    conversation: int


class AdhesionRecord(Frozen):
    """A form as it was received, and what was decided about it since.

    `body` is the one that leads now; the id keeps the one it came through.
    """

    adhesion: AdhesionId
    session: SessionId
    body: BodyCode
    serial: int = Field(ge=1)
    form: AdhesionForm
    received_at: AwareDatetime
    recorded_by: Actor
    message: MessageHash | None = None
    decision: LateDecision | None = None
    confirmed_at: AwareDatetime | None = None
    copied: tuple[str, ...] = ()  # bodies that are told besides
    passports_deleted_at: AwareDatetime | None = None
    erased_at: AwareDatetime | None = None
    withdrawn_at: AwareDatetime | None = None  # kept, and counted no more

    def received(self) -> Adhesion:
        """As the rules look at it."""
        return Adhesion(
            adhesion=self.adhesion,
            form=self.form.model_copy(update={"body": self.body}),
            received_at=self.received_at,
            decision=self.decision,
            confirmed_at=self.confirmed_at,
        )

    @property
    def holds_passports(self) -> bool:
        return any(person.passport for person in self.form.participants)


def same_organisation(form: AdhesionForm, other: AdhesionForm) -> bool:
    mine, its = form.organisation.tax, other.organisation.tax
    return (mine.scheme, mine.value) == (its.scheme, its.value)


def without_contacts(
    form: AdhesionForm, participant: int | None = None
) -> AdhesionForm:
    """The official record without who a delegate was and how to reach them (X28).

    Args:
        form: as it is kept.
        participant: which one, from 1; None: all of them.
    """
    kept = tuple(
        _without_contact(person) if participant in {None, number} else person
        for number, person in enumerate(form.participants, start=1)
    )
    return form.model_copy(update={"participants": kept})


def contacts(
    form: AdhesionForm, participant: int | None = None
) -> list[dict[str, Any]]:
    """What is kept about the delegates, as it is handed to them."""
    return [
        {"participant": number, **person.model_dump(mode="json")}
        for number, person in enumerate(form.participants, start=1)
        if participant in {None, number}
    ]


def kept_until(ends_at: datetime | None, left: tuple[datetime, ...]) -> datetime | None:
    """From when passports are counted: the end, or the last day it was planned for."""
    return ends_at or max(left, default=None)


def _without_contact(person: Participant) -> Participant:
    return person.model_copy(
        update={
            "name": ERASED,
            "email": ERASED_ADDRESS,
            "phone": ERASED,
            "needs_visa": False,
            "passport": None,
        }
    )
