"""Cases drawn by lot so that anybody can draw the same ones again."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from pydantic import Field

from models.case import Outcome, Phase
from models.errors import DomainError
from models.event import Stamp
from models.frozen import Frozen
from models.ids import CaseId, PaperId, Ref

LARGEST: Final = 10_000
_SEED = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Drawing(Frozen):
    """What is drawn from: cases that fit every filter given.

    `since` and `until` are instants in UTC, of the case's opening, both within.
    """

    size: int = Field(ge=1, le=LARGEST)
    phase: Phase | None = None
    outcome: Outcome | None = None
    region: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class Drawn(Frozen):
    """A case that the lot fell on, in the order of the lot."""

    case: CaseId
    ref: Ref
    phase: Phase
    outcome: Outcome | None
    lot: str


class Sample(Frozen):
    """`population` is the paper that names every case there was to draw from.

    One id a line, sorted: with the seed, all that it takes to draw again.
    """

    seed: str
    size: int
    total: int
    population: PaperId
    drawn: tuple[Drawn, ...]
    stamp: Stamp


class Redrawn(Frozen):
    """A sample drawn again from its paper; `noted` are the cases on record.

    `intact`: the paper is the one that was kept.
    """

    seed: str
    size: int
    population: tuple[CaseId, ...]
    noted: tuple[CaseId, ...]
    drawn: tuple[CaseId, ...]
    intact: bool

    @property
    def same(self) -> bool:
        return self.intact and self.noted == self.drawn


def lot(seed: str, case: str) -> str:
    """SHA-256 (hex) of the seed, a line feed and the id of the case, as UTF-8."""
    return hashlib.sha256(f"{seed}\n{case}".encode()).hexdigest()


def draw(cases: Iterable[CaseId], *, seed: str, size: int) -> Sequence[CaseId]:
    r"""The `size` cases with the smallest lots, the smallest first.

    Whoever has the seed draws the same: `printf 'SEED\nCASE' | sha256sum` for each
    case of the population, sorted. Nobody can choose the cases by their order, and a
    seed that was told beforehand (a lottery's numbers) proves that it was not chosen.
    """
    return sorted(cases, key=lambda case: lot(seed, case))[:size]


def seed_given(seed: str) -> str:
    """Raises DomainError where it cannot be written down in a letter and read back."""
    if not _SEED.fullmatch(seed):
        raise DomainError(
            f"{seed!r} is no seed: give --seed as 1 to 64 letters, digits, dots, "
            "hyphens or underscores."
        )
    return seed


def sheet_of_cases(cases: Iterable[CaseId]) -> bytes:
    """The population as it is kept: one id a line, sorted."""
    return "\n".join(sorted(cases)).encode()


def cases_on(sheet: bytes) -> tuple[CaseId, ...]:
    """The cases that a population names."""
    return tuple(map(CaseId, sheet.decode().split("\n"))) if sheet else ()
