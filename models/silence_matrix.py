"""Who was asked and who answered: no body and proposal without a cause beside them."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple, Self

from pydantic import model_validator

from models.body import Agreement, Body
from models.document import ShortText
from models.frozen import Frozen
from models.ids import BodyCode, CaseId, Ref
from models.letter import LetterState
from models.message import ActKind
from models.report_scope import ReportFrame
from models.response_times import Count
from models.round import DeliveryState


class Cause(StrEnum):
    """What stands between one body and one proposal, in the order it is told."""

    INTERESTED = "interested"
    CONDITIONAL = "conditional"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"
    LATE = "late"
    ASKED = "asked"
    AWAITED = "awaited"
    NOT_LEFT = "not-left"
    SILENT = "silent"
    BOUNCED = "bounced"
    RECALLED = "recalled"
    UNREACHABLE = "unreachable"
    NO_AGREEMENT = "no-agreement"
    NOT_IN_FORCE = "not-in-force"
    AGREEMENT_SECTORS = "agreement-sectors"
    BODY_SECTORS = "body-sectors"
    ENTERED_LATER = "entered-later"
    NOT_DISSEMINATED = "not-disseminated"


_ACTS: Final[Mapping[ActKind, Cause]] = MappingProxyType(
    {
        ActKind.INTERESTED: Cause.INTERESTED,
        ActKind.CONDITIONAL: Cause.CONDITIONAL,
        ActKind.DECLINED: Cause.DECLINED,
        ActKind.WITHDRAWN: Cause.TAKEN_BACK,
        ActKind.QUESTION: Cause.ASKED,
    }
)


class Sent(NamedTuple):
    """A proposal put before a body, and what the body last said of it."""

    case: CaseId
    body: BodyCode
    state: DeliveryState
    letter: LetterState | None
    """Of the invitation, or of the digest it left in; None: none was written."""
    said: ActKind | None
    """Its last word not undone; a question only where there is no other."""

    @property
    def left(self) -> bool:
        return self.letter is LetterState.ACCEPTED


class Put(NamedTuple):
    """A proposal of the matrix; `on` is the day it was disseminated, if it was."""

    case: CaseId
    ref: Ref
    sectors: frozenset[str]
    on: date | None


class SilenceMatrix(Frozen):
    """One session: bodies down, proposals across."""

    frame: ReportFrame
    bodies: tuple[tuple[BodyCode, ShortText], ...]
    proposals: tuple[Ref, ...]
    cells: tuple[tuple[Cause, ...], ...]

    @model_validator(mode="after")
    def _no_cell_is_missing(self) -> Self:
        wide = {len(row) for row in self.cells}
        if len(self.cells) != len(self.bodies) or wide - {len(self.proposals)}:
            raise ValueError("A matrix has a cell for each body and proposal.")
        return self

    def counts(self, row: int) -> dict[Cause, int]:
        """How often each cause stands in a body's row."""
        return {cause: self.cells[row].count(cause) for cause in Cause}


class SilenceLine(Frozen):
    """One body and one session: the proposals by what became of them."""

    body: BodyCode
    name: ShortText
    session: str
    not_disseminated: Count
    not_addressed: Count
    by_state: dict[DeliveryState, Count]


class SilenceSums(Frozen):
    """All sessions of a period: what is too wide for a matrix, counted."""

    frame: ReportFrame
    lines: tuple[SilenceLine, ...]


def matrix(
    frame: ReportFrame,
    bodies: Sequence[Body],
    proposals: Sequence[Put],
    sent: Sequence[Sent],
    agreements: Sequence[Agreement],
) -> SilenceMatrix:
    """Every body beside every proposal, each with its cause."""
    found = {(one.body, one.case): one for one in sent}
    own: dict[BodyCode, list[Agreement]] = {}
    for one in agreements:
        own.setdefault(one.body, []).append(one)
    return SilenceMatrix(
        frame=frame,
        bodies=tuple((body.code, body.name) for body in bodies),
        proposals=tuple(one.ref for one in proposals),
        cells=tuple(
            tuple(
                _cause(found.get((body.code, one.case)), body, one, own)
                for one in proposals
            )
            for body in bodies
        ),
    )


def _cause(
    sent: Sent | None,
    body: Body,
    proposal: Put,
    agreements: Mapping[BodyCode, Sequence[Agreement]],
) -> Cause:
    if sent is not None:
        return addressed(sent)
    if proposal.on is None:
        return Cause.NOT_DISSEMINATED
    return left_out(body, agreements.get(body.code, ()), proposal.sectors, proposal.on)


def addressed(sent: Sent) -> Cause:
    """What became of a delivery."""
    match sent.state:
        case DeliveryState.ANSWERED:
            return _ACTS[sent.said] if sent.said else Cause.AWAITED
        case DeliveryState.RECALLED:
            return Cause.RECALLED
        case DeliveryState.BOUNCED:
            return Cause.BOUNCED if sent.letter else Cause.UNREACHABLE
        case DeliveryState.SILENT if sent.said not in {None, ActKind.QUESTION}:
            return Cause.LATE
        case DeliveryState.SILENT:
            return Cause.SILENT if sent.left else Cause.NOT_LEFT
        case _ if sent.said is ActKind.QUESTION:
            return Cause.ASKED
        case _:
            return Cause.AWAITED if sent.left else Cause.NOT_LEFT


def left_out(
    body: Body, agreements: Sequence[Agreement], sectors: frozenset[str], on: date
) -> Cause:
    """Which condition of method I5 a body did not meet, by the register of today."""
    if not _fits(sectors, body.sectors):
        return Cause.BODY_SECTORS
    if not agreements:
        return Cause.NO_AGREEMENT
    in_force = [one for one in agreements if one.in_force(on)]
    if not in_force:
        return Cause.NOT_IN_FORCE
    if not any(_fits(sectors, one.sectors) for one in in_force):
        return Cause.AGREEMENT_SECTORS
    return Cause.ENTERED_LATER


def _fits(sectors: frozenset[str], covered: tuple[str, ...]) -> bool:
    return not covered or bool(sectors & set(covered))
