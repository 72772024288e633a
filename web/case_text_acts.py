"""Decisions on what a proposal says: its form, questions, likeness to others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pydantic_core import to_json

from models.account import LANGUAGES, Role
from models.case import Phase
from models.event import Stamp
from models.likeness import DuplicateDecision
from models.question import QuestionState, read_answering
from runtime.office import Office
from store.read_models import CaseRow
from web.acting import Carried, Decision, Matter, Seat
from web.case_acts import MARKS, case_decision, matter_of_case, scores
from web.consequences import consequences
from web.desk import Desk, Visit
from web.entered import file_in
from web.fields import REASON, YES, Field, Given, Kind, choice, yes_or_no

_SECRETARIAT: Final = (Role.SECRETARIAT,)
_JUDGES: Final = (Role.VALIDATOR, Role.SECRETARIAT)
_THIS, _OTHER = "this", "other"
_APPROVE, _DROP = "approve", "drop"
_TEXTS: Final = ("question", "answer")


async def _revise(office: Office, case: CaseRow, given: Given) -> Stamp:
    return await office.revise(case.ref, file_in(given, "form"), given["reason"])


async def _correct(office: Office, case: CaseRow, given: Given) -> Stamp:
    material = given["material"] == YES
    form = file_in(given, "form")
    return await office.correct(case.ref, form, given["reason"], material=material)


async def _judge(office: Office, case: CaseRow, given: Given) -> Stamp:
    return await office.judge_text(
        case.ref,
        approved=given["judgement"] == _APPROVE,
        scores=scores(given),
        cleared=given["cleared"] == YES,
        reason=given["reason"],
    )


async def _answer(office: Office, case: CaseRow, given: Given) -> Stamp:
    state = QuestionState(given["question_state"])
    texts = {
        name: {
            one: given[f"{name}_{one}"] for one in LANGUAGES if given[f"{name}_{one}"]
        }
        for name in _TEXTS
    }
    paper = to_json(texts) if any(texts.values()) else b""
    if paper:
        read_answering(paper)
    return await office.answer_question(
        case.ref, int(given["number"]), state, text=paper, reason=given["reason"]
    )


async def _decide(seat: Seat, case: CaseRow, given: Given) -> Carried:
    opened = seat.access
    desk = await opened.duplicate_desk(seat.actor, now=seat.now, dry=seat.dry)
    pair = (case.ref, given["other"])
    kept, other = pair if given["keeps"] == _THIS else pair[::-1]
    stamp = await desk.decide(
        await opened.effects(),
        kept,
        other,
        DuplicateDecision(given["likeness"]),
        reason=given["reason"],
        now=seat.now,
    )
    return Carried(stamp, await consequences(opened, seat.say, desk.foreseen))


async def _questions(desk: Desk, visit: Visit) -> Matter[CaseRow]:
    """With the questions that are still to be answered."""
    matter = await matter_of_case(desk, visit)
    async with desk.access.units.read() as unit:
        found = await unit.questions.of(matter.thing.case)
    asked = {
        f"{one.number}": f"{one.number}, {one.body}, {visit.say.time(one.asked_at)}"
        for one in found
        if one.state is QuestionState.ASKED
    }
    return replace(matter, choices={"number": asked})


_FORM: Final = Field("form", Kind.FILE, required=True)

TEXT_ACTS: Final[Sequence[Decision[CaseRow]]] = (
    case_decision(
        "revise",
        (_FORM, Field("reason", Kind.WORDS)),
        _revise,
        phases=frozenset({Phase.RETURNED, Phase.REJECTION_NOTICE}),
    ),
    case_decision(
        "correct", (_FORM, yes_or_no("material", required=True), REASON), _correct
    ),
    case_decision(
        "judge",
        (
            choice("judgement", (_APPROVE, _DROP), "judgement"),
            *MARKS,
            yes_or_no("cleared"),
            Field("reason", Kind.WORDS),
        ),
        _judge,
        roles=_JUDGES,
    ),
    replace(
        case_decision(
            "question",
            (
                Field("number", Kind.CHOICE, required=True),
                choice(
                    "question_state",
                    (
                        QuestionState.ANSWERED,
                        QuestionState.PRIVATE,
                        QuestionState.REFUSED,
                    ),
                    "question_state",
                ),
                *(
                    Field(f"{name}_{one}", Kind.WORDS)
                    for name in _TEXTS
                    for one in LANGUAGES
                ),
                Field("reason", Kind.WORDS),
            ),
            _answer,
        ),
        command="question answer",
        find=_questions,
    ),
    Decision(
        name="duplicate",
        command="duplicate",
        roles=_JUDGES,
        fields=(
            Field("other", required=True),
            choice("likeness", tuple(DuplicateDecision), "likeness"),
            choice("keeps", (_THIS, _OTHER), "keeps"),
            REASON,
        ),
        carry=_decide,
        fits=lambda case: case.phase not in {Phase.DRAFT, Phase.CLOSED},
        find=matter_of_case,
    ),
)
