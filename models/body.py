"""The bodies a proposal is conveyed to, and the agreements that can co-finance it."""

from datetime import date
from enum import StrEnum

from models.frozen import Frozen
from models.ids import AgreementNumber, BodyCode, CorridorCode
from models.proposal_parts import Address


class AddressHealth(StrEnum):
    """Whether letters reach an address; a permanent bounce makes it BAD."""

    GOOD = "good"
    BAD = "bad"


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

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on <= self.valid_to


class AgreementYear(Frozen):
    """The ministry's budget under one agreement in one financial year, in cents."""

    agreement: AgreementNumber
    year: int
    budget: int
    project_cap: int | None = None
