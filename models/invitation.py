"""An invitation to a session, or to a slot of it, before it is a calendar file."""

from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AwareDatetime,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from models.document import Language
from models.frozen import Frozen
from models.ids import SessionId

Address = Annotated[
    str,
    StringConstraints(pattern=r'^[^\s<>"(),:;@\[\\\]]{1,64}@[^\s<>"(),:;@\\]{1,255}$'),
]
_Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class InvitationMethod(StrEnum):
    """What the file asks of the calendar that reads it (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Party(Frozen):
    """Who invites, or who is invited."""

    name: _Name
    address: Address


class Invitation(Frozen):
    """One entry of one recipient's calendar, in its latest release.

    The entry is known by `session` and `subject` together: as long as both stay, a
    later release replaces the one before it.
    """

    session: SessionId
    subject: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """Whose entry, or for which slot: a body's code, a case."""
    release: int = Field(ge=0)
    """Rises with every change that is sent, cancellation included."""
    released_at: AwareDatetime
    method: InvitationMethod = InvitationMethod.REQUEST
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    zone: str
    """The session's own time zone, as Europe/Rome."""
    language: Language
    summary: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    description: Annotated[str, StringConstraints(max_length=8_000)] = ""
    location: Annotated[str, StringConstraints(max_length=500)] = ""
    organizer: Party
    recipient: Party
    simulated: bool = False

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(
                "The time zone is unknown; write one such as Europe/Rome."
            ) from error
        return zone

    @model_validator(mode="after")
    def _lasts(self) -> "Invitation":
        if self.ends_at <= self.starts_at:
            raise ValueError("An invitation ends after it begins; correct the hours.")
        return self
