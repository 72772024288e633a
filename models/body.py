"""The bodies a proposal is conveyed to, and the agreements that can co-finance it."""

from datetime import date
from enum import StrEnum
from fractions import Fraction

from models.frozen import Frozen
from models.ids import AgreementNumber, BodyCode, CorridorCode
from models.money import Share
from models.proposal_parts import Address
from models.shortage import ShortageMode


class AddressHealth(StrEnum):
    """Whether letters reach an address; a permanent bounce makes it BAD."""

    GOOD = "good"
    BAD = "bad"


class Channel(StrEnum):
    """Ordinary mail, or Italian certified mail (PEC, RFC 6109)."""

    PEO = "peo"
    PEC = "pec"


class Proof(StrEnum):
    """How far a sender must be vouched for, in rising order."""

    NONE = "none"
    WEAK = "weak"
    STRONG = "strong"


MOST_SILENCES = 2
"""Rounds in a row without an answer, after which an address is doubted."""


class Body(Frozen):
    """A Region, association, chamber or other public body (method 3.4)."""

    code: BodyCode
    corridor: CorridorCode
    kind: str
    name: str
    country: str
    region: str = ""
    sectors: tuple[str, ...] = ()  # empty: every sector
    language: str
    email: Address
    health: AddressHealth = AddressHealth.GOOD
    channel: Channel = Channel.PEO
    second_email: Address | None = None
    second_health: AddressHealth = AddressHealth.GOOD
    silences: int = 0  # rounds in a row without an answer
    proof: Proof = Proof.NONE  # what its mail must show before it acts alone

    @property
    def address(self) -> str:
        """Where letters go: the second contact once the first is bad, or silent."""
        doubted = self.health is AddressHealth.BAD or self.silences >= MOST_SILENCES
        if doubted and self.second_reached:
            return str(self.second_email)
        return self.email

    @property
    def reached(self) -> bool:
        """Whether any address of the body is believed to take letters."""
        return self.health is AddressHealth.GOOD or self.second_reached

    @property
    def second_reached(self) -> bool:
        good = self.second_health is AddressHealth.GOOD
        return self.second_email is not None and good

    def has_address(self, address: str) -> bool:
        """Whether an address is one of the body's own, in any spelling of case."""
        own = {self.email.casefold(), (self.second_email or self.email).casefold()}
        return address.casefold() in own


class AgreementKind(StrEnum):
    PROGRAMME = "programme"
    SECTOR = "sector"


class Agreement(Frozen):
    """A programme or sector agreement between the ministry and one body."""

    number: AgreementNumber
    corridor: CorridorCode
    kind: AgreementKind
    body: BodyCode
    valid_from: date
    valid_to: date
    sectors: tuple[str, ...] = ()
    shortage: ShortageMode = ShortageMode.WAITING_LIST
    strict_rank: bool = False  # nobody on the waiting list passes one who does not fit
    rate: Share = Fraction(1)  # its own part of the cost, where the rules give more

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on <= self.valid_to


class AgreementYear(Frozen):
    """The ministry's budget under one agreement in one financial year, in cents."""

    agreement: AgreementNumber
    year: int
    budget: int
    project_cap: int | None = None
