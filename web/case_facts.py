"""What the page of a file shows of its bodies, its answers and its place."""

from collections.abc import Mapping, Sequence

from models.frozen import Frozen
from models.ids import BodyCode, CaseId, LetterId, Ref
from models.inbound import InboundMessage
from models.interest import Answer
from models.likeness import Duplicate
from models.question import Question
from models.round import Delivery
from models.session import Slot
from store.read_models import CaseRow, LetterItem, TimelineItem
from web.desk import Desk
from web.places import letter_path


class Heard(Frozen):
    """An answer beside the mail it rests on, where it rests on one."""

    answer: Answer
    mail: InboundMessage | None

    @property
    def anchor(self) -> str:
        return anchor(self.answer)


class Put(Frozen):
    """A proposal before one body in one round, and the last that body said there."""

    delivery: Delivery
    letter: str
    answer: Answer | None
    anchor: str


class Matrix(Frozen):
    """Rounds beside bodies; None where a body was not asked."""

    rounds: tuple[int, ...]
    rows: Mapping[BodyCode, tuple[Put | None, ...]]


class Alike(Frozen):
    """Another proposal that may be the same project."""

    pair: Duplicate
    case: CaseId
    ref: Ref


class CaseFacts(Frozen):
    heard: tuple[Heard, ...]
    matrix: Matrix
    names: Mapping[BodyCode, str]
    slot: Slot | None
    questions: tuple[Question, ...]
    alike: tuple[Alike, ...]


async def case_facts(desk: Desk, case: CaseRow) -> CaseFacts:
    async with desk.access.units.read() as unit:
        answers = await unit.interests.answers(case.case)
        deliveries = await unit.deliveries.of_case(case.case)
        names = {one: (await unit.bodies.get(one)).name for one in _asked(deliveries)}
        slot = await unit.agendas.slot(case.session, case.case)
        questions = await unit.questions.of(case.case)
        alike = [
            Alike(pair=one, case=peer, ref=(await unit.cases.get(peer)).ref)
            for one in await unit.duplicates.of(case.case)
            for peer in (one.case if one.other == case.case else one.other,)
        ]
    mails = await desk.access.at_stake.mails(
        sorted({one.message for one in answers if one.message})
    )
    return CaseFacts(
        heard=tuple(
            Heard(answer=one, mail=mails.get(one.message) if one.message else None)
            for one in answers
        ),
        matrix=_matrix(deliveries, answers),
        names=names,
        slot=slot,
        questions=tuple(questions),
        alike=tuple(alike),
    )


def anchor(answer: Answer) -> str:
    """Where an answer stands on the page."""
    return f"answer-{answer.body}-{answer.number}"


def letters_of(timeline: Sequence[TimelineItem]) -> Sequence[tuple[LetterItem, str]]:
    """The letters of a file, the newest first, and where each is read."""
    found = [one for one in timeline if isinstance(one, LetterItem)]
    return [(one, letter_path(LetterId(one.letter))) for one in reversed(found)]


def _asked(deliveries: Sequence[Delivery]) -> Sequence[BodyCode]:
    return sorted({one.body for one in deliveries})


def _matrix(deliveries: Sequence[Delivery], answers: Sequence[Answer]) -> Matrix:
    rounds = tuple(sorted({one.round for one in deliveries}))
    put = {(one.body, one.round): _put(one, answers) for one in deliveries}
    return Matrix(
        rounds=rounds,
        rows={
            body: tuple(put.get((body, number)) for number in rounds)
            for body in _asked(deliveries)
        },
    )


def _put(delivery: Delivery, answers: Sequence[Answer]) -> Put:
    said = [
        one
        for one in answers
        if one.body == delivery.body
        and one.round == delivery.round
        and one.cancels is None
    ]
    letter = delivery.first_letter
    return Put(
        delivery=delivery,
        letter=letter_path(letter) if letter else "",
        answer=said[-1] if said else None,
        anchor=anchor(said[-1]) if said else "",
    )
