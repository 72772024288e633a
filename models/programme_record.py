"""What the record holds of a programme's life, and where a proposal belongs in it."""

from collections.abc import Iterable, Sequence

from pydantic import Field

from models.case import RESULTS, SIGNED, Case, Phase
from models.corridor import Programme
from models.frozen import Frozen
from models.ids import CaseId, CorridorCode
from models.programme import (
    YEARS,
    Guideline,
    ProgrammeState,
    Prolongation,
    Signature,
    WorkProgramme,
    work_programme,
)
from models.programme_content import Progress

FIRST_GUIDELINE = 1
"""Where a proposal belongs that names none."""


class ProgrammeLife(Frozen):
    """A programme's state and papers, beside its years in the register."""

    corridor: CorridorCode
    code: str
    state: ProgrammeState
    years: int = YEARS
    guidelines: tuple[Guideline, ...] = ()
    signature: Signature | None = None
    prolongations: tuple[Prolongation, ...] = ()


class Placement(Frozen):
    """Which guideline of which programme a proposal belongs to."""

    case: CaseId
    corridor: CorridorCode
    programme: str
    guideline: int = Field(ge=1)


def life_of(work: WorkProgramme) -> ProgrammeLife:
    return ProgrammeLife(
        corridor=work.programme.corridor,
        code=work.code,
        state=work.state,
        years=work.years,
        guidelines=work.guidelines,
        signature=work.signature,
        prolongations=work.prolongations,
    )


def whole(programme: Programme, life: ProgrammeLife | None) -> WorkProgramme:
    """The programme with its life; one entered without any has long been in force."""
    if life is None:
        return work_programme(programme, state=ProgrammeState.IN_FORCE)
    return WorkProgramme(
        programme=programme,
        guidelines=life.guidelines,
        state=life.state,
        years=life.years,
        signature=life.signature,
        prolongations=life.prolongations,
    )


def placed(
    programme: str, cases: Sequence[Case], placements: Iterable[Placement]
) -> list[tuple[Case, int]]:
    """The proposals of a programme, each with its guideline."""
    moved = {one.case: one for one in placements}
    found: list[tuple[Case, int]] = []
    for case in cases:
        place = moved.get(case.case)
        belongs = place.programme if place else case.programme
        if belongs == programme:
            found.append((case, place.guideline if place else FIRST_GUIDELINE))
    return found


def progress(case: Case, guideline: int) -> Progress:
    """How far a proposal came: presented, and what was signed of it."""
    signed = case.outcome in SIGNED
    presented = case.phase is Phase.PRESENTED or case.outcome in RESULTS
    return Progress(
        case=case.case, guideline=guideline, presented=presented, signed=signed
    )
