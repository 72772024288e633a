"""No body stands beside a proposal without a cause."""

from datetime import date

import pytest
from pydantic import ValidationError

from models.body import Agreement, AgreementKind, Body
from models.ids import AgreementNumber, BodyCode, CaseId, CorridorCode, Ref
from models.letter import LetterState
from models.message import ActKind
from models.report import Month, Period
from models.report_scope import ReportFrame
from models.round import DeliveryState
from models.silence_matrix import (
    Cause,
    Put,
    Sent,
    SilenceMatrix,
    addressed,
    left_out,
    matrix,
)

ON = date(2026, 3, 2)
BODY = BodyCode("IT-57")
FRAME = ReportFrame(
    corridor=CorridorCode("IT-RU"),
    period=Period(first=Month(year=2026, month=1), last=Month(year=2026, month=12)),
    dated=ON,
)


def body(*sectors: str, code: str = BODY) -> Body:
    return Body(
        code=BodyCode(code),
        corridor=CorridorCode("IT-RU"),
        kind="region",
        name=f"Regione {code}",
        country="IT",
        sectors=sectors,
        language="it",
        email="accordi@monteverde.example",
    )


def agreement(*sectors: str, until: int = 2030) -> Agreement:
    return Agreement(
        number=AgreementNumber("AP-1"),
        corridor=CorridorCode("IT-RU"),
        kind=AgreementKind.PROGRAMME,
        body=BODY,
        valid_from=date(2020, 1, 1),
        valid_to=date(until, 12, 31),
        sectors=sectors,
    )


def sent(
    state: DeliveryState,
    letter: LetterState | None = LetterState.ACCEPTED,
    said: ActKind | None = None,
) -> Sent:
    return Sent(CaseId("it-ru/29/0001"), BODY, state, letter, said)


State, Left, Act = DeliveryState, LetterState.ACCEPTED, ActKind


@pytest.mark.parametrize(
    ("delivery", "cause"),
    [
        (sent(State.ANSWERED, said=Act.INTERESTED), Cause.INTERESTED),
        (sent(State.ANSWERED, said=Act.CONDITIONAL), Cause.CONDITIONAL),
        (sent(State.ANSWERED, said=Act.DECLINED), Cause.DECLINED),
        (sent(State.ANSWERED, said=Act.WITHDRAWN), Cause.TAKEN_BACK),
        (sent(State.SILENT), Cause.SILENT),
        (sent(State.SILENT, LetterState.READY), Cause.NOT_LEFT),
        (sent(State.SILENT, said=Act.QUESTION), Cause.SILENT),
        (sent(State.SILENT, said=Act.INTERESTED), Cause.LATE),
        (sent(State.WRITTEN), Cause.AWAITED),
        (sent(State.WRITTEN, LetterState.DEFERRED), Cause.NOT_LEFT),
        (sent(State.WRITTEN, said=Act.QUESTION), Cause.ASKED),
        (sent(State.PREPARED, None), Cause.NOT_LEFT),
        (sent(State.BOUNCED), Cause.BOUNCED),
        (sent(State.BOUNCED, None), Cause.UNREACHABLE),
        (sent(State.RECALLED), Cause.RECALLED),
    ],
)
def test_delivery_has_a_cause(delivery, cause):
    assert addressed(delivery) is cause


@pytest.mark.parametrize("state", list(DeliveryState))
@pytest.mark.parametrize("letter", [None, *LetterState])
@pytest.mark.parametrize("said", [None, *ActKind])
def test_every_delivery_there_may_be_has_a_cause(state, letter, said):
    assert addressed(sent(state, letter, said)) in Cause


WOOD = frozenset({"WOOD"})


@pytest.mark.parametrize(
    ("who", "agreements", "cause"),
    [
        (body("STONE"), [agreement()], Cause.BODY_SECTORS),
        (body(), [], Cause.NO_AGREEMENT),
        (body(), [agreement(until=2025)], Cause.NOT_IN_FORCE),
        (body("WOOD"), [agreement("STONE")], Cause.AGREEMENT_SECTORS),
        (body("WOOD"), [agreement("STONE"), agreement()], Cause.ENTERED_LATER),
    ],
)
def test_body_that_was_not_asked_has_the_condition_it_lacked(who, agreements, cause):
    assert left_out(who, agreements, WOOD, ON) is cause


def test_matrix_has_every_body_beside_every_proposal():
    first, second = CaseId("it-ru/29/0001"), CaseId("it-ru/29/0002")

    found = matrix(
        FRAME,
        [body(), body(code="IT-34")],
        [Put(first, Ref("R1"), WOOD, ON), Put(second, Ref("R2"), WOOD, None)],
        [sent(State.SILENT)],
        [agreement()],
    )

    assert found.cells == (
        (Cause.SILENT, Cause.NOT_DISSEMINATED),
        (Cause.NO_AGREEMENT, Cause.NOT_DISSEMINATED),
    )
    assert found.counts(0)[Cause.SILENT] == 1


def test_matrix_with_a_gap_is_refused():
    with pytest.raises(ValidationError, match="a cell for each body and proposal"):
        SilenceMatrix(
            frame=FRAME,
            bodies=((BODY, "R"),),
            proposals=(Ref("R1"), Ref("R2")),
            cells=((Cause.SILENT,),),
        )
