"""What the printed agenda of a session says."""

from datetime import date, datetime, time
from typing import Annotated

from pydantic import Field, model_validator

from models.document import Language, Said, ShortText
from models.frozen import Frozen


class AgendaLine(Frozen):
    """One proposal, or one common item, at its hour in the session's own time."""

    begins: time
    ends: time
    title: Said
    elsewhere: ShortText = ""
    """At a distance: when it begins on the clocks of both countries."""
    ref: ShortText = ""
    """Empty for what is no proposal: an opening, a pause, a signature."""
    proposer: ShortText = ""
    bodies: tuple[ShortText, ...] = ()
    """The interested bodies it is presented to."""

    @model_validator(mode="after")
    def _lasts(self) -> "AgendaLine":
        if self.ends == self.begins:  # past midnight it ends on the next day
            raise ValueError("An item of the agenda ends after it begins; correct it.")
        return self


class AgendaTable(Frozen):
    """A thematic table on one day."""

    key: Annotated[str, Field(min_length=1, max_length=100)]
    title: Said
    room: ShortText = ""
    lines: tuple[AgendaLine, ...]


class AgendaDay(Frozen):
    day: date
    tables: tuple[AgendaTable, ...]


class AgendaPaper(Frozen):
    """The agenda as released: a later release takes the place of an earlier one."""

    ordinal: int = Field(ge=1, le=3999)
    place: Said
    venue: ShortText = ""
    zone: ShortText
    """The time zone's name, as people read it."""
    days: tuple[AgendaDay, ...] = Field(min_length=1)
    release: int = Field(ge=1)
    released_at: datetime
    """In the session's own time."""
    final: bool
    """Frozen; before that every page says it is provisional."""
    languages: tuple[Language, Language] = (Language.IT, Language.RU)
    simulated: bool = False
