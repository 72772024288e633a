"""A session's proposals by the bodies they were put before: a cause in each cell."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from models.body import Body
from models.case import Case
from models.frozen import Frozen
from models.ids import BodyCode, CaseId
from models.interest import Answer, standing
from models.message import ActKind
from models.round import Delivery, DeliveryState


class Cell(StrEnum):
    """What stands between a body and a proposal."""

    INTERESTED = "interested"
    CONDITIONAL = "conditional"
    DECLINED = "declined"
    ASKED = "asked"
    TAKEN_BACK = "taken-back"
    PREPARED = "prepared"
    SENT = "sent"
    SILENT = "silent"
    BOUNCED = "bounced"
    RECALLED = "recalled"
    NOT_SENT = "not-sent"


_ACTS: Mapping[ActKind, Cell] = {
    ActKind.INTERESTED: Cell.INTERESTED,
    ActKind.CONDITIONAL: Cell.CONDITIONAL,
    ActKind.DECLINED: Cell.DECLINED,
    ActKind.WITHDRAWN: Cell.TAKEN_BACK,
}
_STATES: Mapping[DeliveryState, Cell] = {
    DeliveryState.PREPARED: Cell.PREPARED,
    DeliveryState.WRITTEN: Cell.SENT,
    DeliveryState.ANSWERED: Cell.SENT,  # and the answer was taken back
    DeliveryState.SILENT: Cell.SILENT,
    DeliveryState.BOUNCED: Cell.BOUNCED,
    DeliveryState.RECALLED: Cell.RECALLED,
}


class Matrix(Frozen):
    """Every proposal and every body that was written to about one of them."""

    cases: tuple[Case, ...]
    bodies: tuple[Body, ...]
    cells: dict[CaseId, dict[BodyCode, Cell]]

    def cell(self, case: CaseId, body: BodyCode) -> Cell:
        return self.cells[case].get(body, Cell.NOT_SENT)


def matrix(
    cases: Sequence[Case],
    bodies: Sequence[Body],
    deliveries: Sequence[Delivery],
    answers: Sequence[Answer],
) -> Matrix:
    """An answer that stands goes before the state of the letter.

    Args:
        cases: of one session.
        bodies: all there are; who was written to about none is left out.
        deliveries: of these cases, in the order of their rounds.
        answers: of these cases.
    """
    cells: dict[CaseId, dict[BodyCode, Cell]] = {one.case: {} for one in cases}
    for one in deliveries:
        cells[one.case][one.body] = _STATES[one.state]
    for case, row in cells.items():
        of_case = [one for one in answers if one.case == case]
        for said in of_case:
            if said.act is ActKind.QUESTION:
                row[said.body] = Cell.ASKED
        for body, last in standing(of_case).items():
            row[body] = _ACTS[last.act]
    told = {body for by_body in cells.values() for body in by_body}
    return Matrix(
        cases=tuple(cases),
        bodies=tuple(one for one in bodies if one.code in told),
        cells=cells,
    )
