"""The frame: a corridor between two countries and its three-year programmes."""

from collections.abc import Iterable
from datetime import date

from models.compliance import LegalStatus
from models.deadlines import DEFAULT_POLICY, Policy
from models.frozen import Frozen
from models.ids import CorridorCode


class Corridor(Frozen):
    """Two countries, their languages and clocks, and what the law allows."""

    code: CorridorCode
    side_a: str  # ISO 3166-1, the side that answers and hosts the secretariat
    side_b: str  # the side that proposes
    legal_status: LegalStatus
    language_a: str
    language_b: str
    zone_a: str  # IANA name; deadlines end at midnight here
    zone_b: str
    policy: Policy = DEFAULT_POLICY


class Programme(Frozen):
    """A work programme of whole calendar years (method 51: three by default)."""

    corridor: CorridorCode
    code: str  # 2007-2009
    start: date
    end: date
    guidelines: tuple[str, ...] = ()


def house_status(corridors: Iterable[Corridor]) -> LegalStatus:
    """What binds letters of the house itself, which no corridor stands behind.

    A house that only simulates, or has no corridor yet, writes to no real address.
    """
    live = any(one.legal_status is not LegalStatus.SIMULATION for one in corridors)
    return LegalStatus.OPEN if live else LegalStatus.SIMULATION
