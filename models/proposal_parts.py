"""The parts of a proposal's form, each with its own limits (method 4.2)."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from models.frozen import Frozen
from models.money import Money

# Marks that turn the reading direction can make a name look like another.
_DIRECTION_MARKS: Final = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}@[^\s@<>()\[\]\\,;:\"]+\.[^\s@.\W]+")


def printable(given: str) -> str:
    """Refuse control characters, line breaks and tabs excepted."""
    for mark in given:
        control = unicodedata.category(mark) == "Cc" and mark not in "\n\t"
        if control or mark in _DIRECTION_MARKS:
            raise ValueError("It holds control characters; type the text again.")
    return given


def one_line(given: str) -> str:
    """Refuse line breaks and tabs."""
    if "\n" in given or "\t" in given:
        raise ValueError("It is one line; remove line breaks and tabs.")
    return given


def _address(given: str) -> str:
    if not _ADDRESS.fullmatch(given):
        raise ValueError("It is one e-mail address, name@domain; correct it.")
    if not given.rpartition("@")[0].isascii():
        raise ValueError("Before the @ it holds ASCII letters only; give another.")
    return given


def text(longest: int, shortest: int = 1) -> StringConstraints:
    """A text's length in characters, counted after outer spaces are dropped."""
    return StringConstraints(
        strip_whitespace=True, min_length=shortest, max_length=longest
    )


Paragraphs = Annotated[str, text(4000), AfterValidator(printable)]
"""Up to 4 000 characters, line breaks allowed."""
Note = Annotated[str, text(2000), AfterValidator(printable)]
"""Up to 2 000 characters, line breaks allowed."""
Line = Annotated[str, text(200), AfterValidator(printable), AfterValidator(one_line)]
"""One line of up to 200 characters."""
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,63}$")]
"""A code of configurable data: small letters, digits, underscores."""
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
"""An ISO 639-1 code."""
Address = Annotated[str, text(254, 6), AfterValidator(_address)]
Year = Annotated[int, Field(ge=1990, le=2100)]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$")]
"""A year and month, such as 2010-05."""
Months = Annotated[int, Field(ge=1, le=120)]
"""Whole months."""
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class ProfileType(StrEnum):
    """What kind of cooperation is offered or asked for, as EEN names it."""

    BUSINESS_OFFER = "BO"
    BUSINESS_REQUEST = "BR"
    TECHNOLOGY_OFFER = "TO"
    TECHNOLOGY_REQUEST = "TR"
    RESEARCH = "RDR"


class CooperationForm(StrEnum):
    """The legal shape the cooperation may take."""

    SUPPLY = "supply"
    SUPPLY_WITH_TECHNICAL_ASSISTANCE = "supply_with_technical_assistance"
    TECHNICAL_ASSISTANCE = "technical_assistance"
    LICENCE = "licence"
    SUBCONTRACTING = "subcontracting"
    JOINT_VENTURE = "joint_venture"
    EQUITY_OR_JOINT_VENTURE = "equity_or_joint_venture"
    MANAGEMENT_CONTRACT = "management_contract"
    RESEARCH_COOPERATION = "research_cooperation"
    TRAINING = "training"
    LEASING = "leasing"
    DISTRIBUTION = "distribution"


class Stage(StrEnum):
    """How far the project is."""

    CONCEPT = "concept"
    FEASIBILITY_DONE = "feasibility_done"
    UNDER_DEVELOPMENT = "under_development"
    LAB_TESTED = "lab_tested"
    AVAILABLE_FOR_DEMONSTRATION = "available_for_demonstration"
    ON_THE_MARKET = "on_the_market"


class Rights(StrEnum):
    """The state of the intellectual property."""

    NONE = "none"
    SECRET_KNOW_HOW = "secret_know_how"  # noqa: S105 - a trade secret, no password
    APPLIED = "applied"
    GRANTED = "granted"


class ZoneType(StrEnum):
    """The four types of special economic zone (method 2.7)."""

    INDUSTRIAL = "industrial"
    TECHNOLOGY = "technology"
    TOURISM = "tourism"
    PORT = "port"


class Contact(Frozen):
    """Whom the secretariat writes to about this proposal."""

    name: Line
    email: Address
    language: Language


class Identifier(Frozen):
    """A number that identifies a party in a register, such as INN or VAT."""

    scheme: Line
    value: Line


class Owner(Frozen):
    """Who holds part of the proposer; screened like the proposer itself."""

    name: Line
    share_percent: Percent | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None


class Proposer(Frozen):
    """The party that proposes the project."""

    name: Line
    form: Line
    ids: tuple[Identifier, ...] = Field(default=(), max_length=10)
    kind: Key
    public_share_percent: Percent = 0
    employees_band: Line | None = None
    turnover_eur_band: Line | None = None
    year: Annotated[int, Field(ge=1500, le=2100)] | None = None
    languages: tuple[Language, ...] = Field(min_length=1, max_length=10)
    owners: tuple[Owner, ...] = Field(default=(), max_length=50)

    @model_validator(mode="after")
    def _shares_fit(self) -> Self:
        if sum(owner.share_percent or 0 for owner in self.owners) > 100:  # noqa: PLR2004
            raise ValueError("The owners' shares exceed 100 %; correct them.")
        return self


class PresentedBy(Frozen):
    """The authority that vouches for the proposal, and when it signed."""

    body: Line
    signed_on: date


class Zone(Frozen):
    """The special economic zone the site lies in."""

    name: Line
    type: ZoneType
    resident: bool


class Activity(Frozen):
    """A NACE class with its revision: codes change meaning between revisions."""

    rev: Annotated[str, StringConstraints(pattern=r"^2(\.1)?$")]
    code: Annotated[str, StringConstraints(pattern=r"^\d\d(\.\d{1,2})?$")]

    @model_validator(mode="after")
    def _civil(self) -> Self:
        if self.code == "30.32":
            raise ValueError(
                "NACE 30.32 (military aircraft) is refused in every corridor (method"
                " 2.9); remove it."
            )
        return self


class PartnerSought(Frozen):
    """What the proposer wants of the other side."""

    types: tuple[Key, ...] = Field(min_length=1, max_length=10)
    role: Paragraphs
    languages: tuple[Language, ...] = Field(min_length=1, max_length=10)
    must: tuple[Line, ...] = Field(default=(), max_length=5)
    wish: tuple[Line, ...] = Field(default=(), max_length=5)


class Investment(Frozen):
    """The plant: whole currency in JSON, cents in Python. Never co-financed."""

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    total: Money
    own: Money
    debt: Money
    sought: Money
    by_year: dict[Year, Money] = Field(min_length=1, max_length=30)
    payback_years: Annotated[float, Field(ge=0.5, le=30)] | None = None
    capacity: Line | None = None
    jobs: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    start: Month | None = None
    operation: Month | None = None

    @model_validator(mode="after")
    def _sums(self) -> Self:
        if self.own + self.debt + self.sought != self.total:
            raise ValueError(
                "Own funds, debt and the sum sought add up to the total; correct one"
                " of the four."
            )
        if sum(self.by_year.values()) != self.total:
            raise ValueError("The years add up to the total; correct by_year.")
        if self.start and self.operation and self.operation < self.start:
            raise ValueError("Operation starts after the works; correct the months.")
        return self


class Action(Frozen):
    """An accompanying action (study, mission, training): what may be co-financed."""

    kind: Key
    cost: Annotated[Money, Field(gt=0)]
    commercial: bool = False
    """Whether this action alone is purely commercial (method R4)."""
