"""Commands on questions: listed, read, and answered once for all."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from pydantic_core import to_json

from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    Ref,
    act,
    clock,
    content,
    counted,
    run,
    show,
    table,
)
from models.errors import DomainError
from models.event import Event, EventKind
from models.ids import proposal_workflow_id
from models.message import ActKind
from models.question import Answering, Question, QuestionState, read_answering
from models.sheet import read_sheet
from runtime.client import Access

app = typer.Typer(no_args_is_help=True, help="What bodies ask about a proposal.")
Number = Annotated[int, typer.Argument(min=1, metavar="N", help="The question's.")]
Text = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE", help="TOML: [question] and [answer], a text per language."
    ),
]


@app.command("list")
def list_(ref: Ref, *, json: Json = False) -> None:
    """The questions about one proposal, and what became of each."""

    async def work(opened: Access) -> list[Question]:
        case = await opened.reading.case_by_ref(ref)
        async with opened.units.read() as unit:
            return [*await unit.questions.of(case.case)]

    rows = run(work)
    shown = table(
        counted(len(rows), "question"),
        ("n", "asked by", "asked", "state", "answered", "by"),
        (
            (
                *(one.number, one.body, clock(one.asked_at), one.state),
                *(clock(one.answered_at), one.answered_by),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command("show")
def show_(ref: Ref, number: Number, *, json: Json = False) -> None:
    """What was asked, as it came in, and what was answered."""
    question, said, told, why = run(lambda opened: _seen(opened, ref, number))
    asked = f"{question.number}, {question.body}, {clock(question.asked_at)}"
    parts = [
        f"Question {asked}: {question.state}",
        said or "It was asked by phone or paper, and its words were not taken down.",
    ]
    if told:
        for language, text in sorted(told.answer.items()):
            parts.append(f"[{language}] {told.question.get(language, '')}\n\n{text}")
    if why:
        when = clock(question.answered_at)
        parts.append(f"Why, in the words of {question.answered_by}, {when}: {why}")
    found = {
        **question.model_dump(mode="json"),
        "said": said,
        "told": told,
        "reason": why,
    }
    show(found, "\n\n".join(parts), as_json=json)


class _Seen(NamedTuple):
    """A question, the words it was asked in, what was answered, and why so."""

    question: Question
    said: str
    told: Answering | None
    why: str


async def _seen(opened: Access, ref: str, number: int) -> _Seen:
    case = await opened.reading.case_by_ref(ref)
    async with opened.units.read() as unit:
        question = await unit.questions.get((case.case, number))
        asked = question.message and await unit.messages.get(question.message)
        told = question.text and read_answering(await unit.papers.get(question.text))
        events = await unit.events.of(proposal_workflow_id(case.case))
    mail = asked.reading.new_text if asked and asked.reading else ""
    said = mail or _taken_down(events, question)
    return _Seen(question, said, told or None, _why(events, question))


def _taken_down(events: Iterable[Event], question: Question) -> str:
    """The words of who entered a question asked by phone or paper."""
    about = (EventKind.ANSWERED, question.body, ActKind.QUESTION, question.asked_at)
    for one in events:
        if about == (one.kind, one.body.get("body"), one.body.get("act"), one.at):
            return one.reason
    return ""


def _why(events: Iterable[Event], question: Question) -> str:
    for one in events:
        answered = one.kind is EventKind.QUESTION_ANSWERED
        if answered and one.body["number"] == question.number:
            return one.reason
    return ""


@app.command()
def answer(  # noqa: PLR0913  (how a question may be dealt with)
    ref: Ref,
    number: Number,
    file: Text = None,
    *,
    private: Annotated[bool, typer.Option(help="To the asker alone.")] = False,
    refuse: Annotated[bool, typer.Option(help="It will not be answered.")] = False,
    reason: Reason = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Answer a question: made anonymous, once, to every body of the round."""
    state = _state(private=private, refuse=refuse)
    if (file is None) != refuse:
        raise DomainError(
            "Give the FILE with question and answer, or --refuse with a reason."
        )
    text = _text(file) if file else b""
    act(
        officer,
        lambda office: office.answer_question(
            ref, number, state, text=text, reason=reason
        ),
        as_json=json,
        dry_run=dry_run,
    )


def _state(*, private: bool, refuse: bool) -> QuestionState:
    if private and refuse:
        raise DomainError("Say one thing: --private or --refuse.")
    if refuse:
        return QuestionState.REFUSED
    return QuestionState.PRIVATE if private else QuestionState.ANSWERED


def _text(file: Path) -> bytes:
    """The file as the paper that is kept; checked here, before anything is sent."""
    paper = to_json(read_sheet(content(file), str(file)))
    read_answering(paper)
    return paper
