from datetime import UTC, datetime

from models.ids import Actor, BodyCode, CaseId
from models.interest import Answer, standing
from models.message import ActKind


def given(number: int, act: ActKind, cancels: int | None = None) -> Answer:
    return Answer(
        case=CaseId("it-ru/15/0001"),
        round=1,
        body=BodyCode("IT-57"),
        number=number,
        act=act,
        received_at=datetime(2026, 1, number, tzinfo=UTC),
        by="phrase",
        confirmed_by=Actor("body:IT-57"),
        cancels=cancels,
    )


def test_standing_word_is_the_last_that_is_no_question_and_not_undone():
    yes = given(1, ActKind.INTERESTED)
    asked = given(2, ActKind.QUESTION)
    no = given(3, ActKind.DECLINED)
    undone = given(4, ActKind.DECLINED, cancels=3)

    assert standing([yes, asked]) == {"IT-57": yes}
    assert standing([yes, asked, no]) == {"IT-57": no}
    assert standing([yes, asked, no, undone]) == {"IT-57": yes}
    assert standing([asked]) == {}
