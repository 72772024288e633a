"""What the dossier of a session says: its items in agenda order, with their money."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.document import Language, Said, ShortText, Text
from models.frozen import Frozen

Cents = Annotated[int, Field(ge=0)]


class Source(StrEnum):
    """Where money comes from, and how firmly it is promised."""

    RESERVED = "reserved"
    COMMITTED = "committed"
    OWN = "own"
    PRIVATE = "shares"


class Standing(StrEnum):
    """How an interested body takes part."""

    ACCEPTED = "accepted"
    RESERVE = "reserve"


class InterestedBody(Frozen):
    name: ShortText
    standing: Standing
    rank: int = Field(ge=0)
    contribution: Cents | None = None
    private: Cents = 0


class Share(Frozen):
    """One line of the financing: `name` is a body, or an agreement."""

    source: Source
    name: ShortText
    act: ShortText = ""
    cents: Cents


class DossierItem(Frozen):
    """One proposal as it goes to its table."""

    ref: ShortText
    title: Said
    day: date
    begins: time
    table: ShortText
    proposer: ShortText
    hidden: bool = False
    """The name is not released: `proposer` is who presents it."""
    region: Said
    sectors: tuple[Said, ...]
    summary: Said
    description: Said
    partner: Text
    cost: Cents
    bodies: tuple[InterestedBody, ...] = ()
    shares: tuple[Share, ...] = ()


class SessionDossier(Frozen):
    """The papers of a session's items, as they stood at one release."""

    ordinal: int = Field(ge=1, le=3999)
    place: Said
    first_day: date
    last_day: date
    release: int = Field(ge=1)
    dated: date
    """The day of the release; before the freeze, that of the last drawing."""
    final: bool
    items: tuple[DossierItem, ...]
    languages: tuple[Language, Language] = (Language.IT, Language.RU)
    simulated: bool = False


def paper_languages(first: str, second: str) -> tuple[Language, Language]:
    """A corridor's two languages on paper; English for one we have no words in."""
    one, two = (
        Language(code) if code in _KNOWN else Language.EN for code in (first, second)
    )
    return one, two


_KNOWN = frozenset(one.value for one in Language)
