"""The parts of the adhesion form, each with its own limits (method 2.3)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from models.frozen import Frozen
from models.proposal import Region
from models.proposal_parts import (
    Activity,
    Address,
    Language,
    Line,
    Note,
    Percent,
    printable,
    text,
)

LARGEST_FILE: Final = 20 * 1024 * 1024
"""Bytes of an attached file (20 MB)."""

Thousand = Annotated[str, text(1000), AfterValidator(printable)]
"""Up to 1 000 characters, line breaks allowed."""


class ParticipantKind(StrEnum):
    """What kind of party takes part."""

    COMPANY = "company"
    GROUP = "group"
    ASSOCIATION = "association"
    REGION = "region"
    CHAMBER = "chamber"
    UNIVERSITY = "university"
    PARK = "park"
    BANK = "bank"
    FAIR = "fair"
    OTHER = "other"


class TaxScheme(StrEnum):
    """Which register numbered the organisation."""

    IT_VAT = "it-vat"
    IT_CF = "it-cf"
    RU_INN = "ru-inn"
    RU_OGRN = "ru-ogrn"
    OTHER = "other"


_DIGITS: Final[dict[TaxScheme, tuple[int, ...]]] = {
    TaxScheme.IT_VAT: (11,),
    TaxScheme.RU_INN: (10, 12),
    TaxScheme.RU_OGRN: (13, 15),
}
_CF_LENGTHS: Final = (11, 16)


class TaxNumber(Frozen):
    """A number in its compact form; its checksum is judged elsewhere."""

    scheme: TaxScheme
    value: Line

    @model_validator(mode="before")
    @classmethod
    def _compact(cls, given: object) -> object:
        if isinstance(given, dict) and isinstance(given.get("value"), str):
            bare = "".join(given["value"].split()).replace(".", "").replace("-", "")
            value = bare.upper()
            if given.get("scheme") == TaxScheme.IT_VAT:
                value = value.removeprefix("IT")
            return given | {"value": value}
        return given

    @model_validator(mode="after")
    def _has_its_length(self) -> Self:
        lengths = _DIGITS.get(self.scheme)
        if lengths and not (
            self.value.isascii()
            and self.value.isdecimal()
            and len(self.value) in lengths
        ):
            raise ValueError(
                f"A number of scheme {self.scheme} has"
                f" {' or '.join(map(str, lengths))} digits; correct it."
            )
        if self.scheme is TaxScheme.IT_CF and len(self.value) not in _CF_LENGTHS:
            raise ValueError(
                "A codice fiscale has 16 signs, or 11 digits for an organisation;"
                " correct it."
            )
        return self


class Organisation(Frozen):
    """Who takes part."""

    name: Line
    legal_form: Line
    tax: TaxNumber
    address: Line
    region: Region


class Passport(Frozen):
    """Asked for only where a visa is needed, and deleted after the session."""

    number: Line
    issued_by: Line
    expires_on: date
    born_on: date


class Participant(Frozen):
    """One person of the delegation."""

    name: Line
    role: Line
    email: Address
    phone: Line
    languages: tuple[Language, ...] = Field(min_length=1, max_length=10)
    needs_visa: bool
    passport: Passport | None = None

    @model_validator(mode="after")
    def _passport_for_a_visa_only(self) -> Self:
        if self.passport is not None and not self.needs_visa:
            raise ValueError(
                "Passport data is taken only for a visa (method 2.3); remove it, or"
                " say that a visa is needed."
            )
        return self


class WantedKind(StrEnum):
    BODY = "body"
    COMPANY = "company"
    REGION = "region"


class Wanted(Frozen):
    """A counterpart on the other side: by name, or by a profile."""

    kind: WantedKind
    name: Line | None = None
    profile: Line | None = None
    region: Region | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.kind is WantedKind.REGION and not (self.region or self.name):
            raise ValueError("A wanted region needs its code or its name; add one.")
        if self.kind is not WantedKind.REGION and not (self.name or self.profile):
            raise ValueError("A wanted counterpart needs a name or a profile; add one.")
        return self


class ContactState(StrEnum):
    """How far the contact with the other side is, in rising order."""

    NONE = "none"
    FIRST_CONTACT = "first-contact"
    NEGOTIATION = "negotiation"
    CONTRACT = "contract"
    RUNNING_BUSINESS = "running-business"


class SizeClass(StrEnum):
    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class CompanyProfile(Frozen):
    """What matching a company needs."""

    activity: dict[Language, Note]
    products: tuple[Line, ...] = Field(default=(), max_length=20)
    nace: tuple[Activity, ...] = Field(min_length=1, max_length=5)
    size: SizeClass
    turnover_band: Line
    export_percent: Percent = 0
    year: Annotated[int, Field(ge=1500, le=2100)] | None = None
    markets: tuple[Line, ...] = Field(default=(), max_length=20)
    certifications: tuple[Line, ...] = Field(default=(), max_length=20)
    web_site: Line | None = None
    languages: tuple[Language, ...] = Field(min_length=1, max_length=10)

    @model_validator(mode="after")
    def _told_in_two_languages(self) -> Self:
        missing = sorted({"it", "en"} - set(self.activity))
        if missing:
            raise ValueError(
                f"The profile's activity lacks the languages {', '.join(missing)}; add"
                " them."
            )
        return self


class Presentation(Frozen):
    """A wish to present; granted only if the agenda allows."""

    minutes: int = Field(ge=5, le=15)
    file: Line | None = None
    file_bytes: int = Field(default=0, ge=0, le=LARGEST_FILE)


class HalfDay(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"


class Availability(Frozen):
    """A half-day for bilateral meetings."""

    day: date
    half: HalfDay


class Interpretation(StrEnum):
    NONE = "none"
    CONSECUTIVE = "consecutive"


class Consents(Frozen):
    """Separate, and revocable one by one."""

    release_to_side_b: bool = False
    photo: bool = False
    newsletter: bool = False


class SignedBy(StrEnum):
    E_SIGNATURE = "e-signature"
    PEC = "pec"


class FormSignature(Frozen):
    by: SignedBy
    at: AwareDatetime
