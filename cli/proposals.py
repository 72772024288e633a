"""Commands on proposals: handed in, listed, shown, followed, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, NamedTuple

import typer

from cli.as_of import AsOf, history_then, then
from cli.as_of import drawn as drawn_then
from cli.as_of import told as told_then
from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    Ref,
    act,
    clock,
    counted,
    euro,
    run,
    show,
    table,
    zone,
)
from cli.follow_ups import RESULT, result
from cli.history import drawn, texts
from models.case import Outcome, Phase
from models.ids import proposal_workflow_id
from models.interest import Answer, Interest, standing
from models.ledger import Account
from models.message import ActKind
from models.reference_number import session_named
from models.task import Task
from runtime.amounts import amount
from runtime.client import Access
from runtime.dates import deadline
from runtime.names import Refs, refs_in, spoken
from store.read_models import CaseRow, TimelineItem

app = typer.Typer()
Session = Annotated[str | None, typer.Option(help="A session, as in IT-RU/XXIX.")]


@app.command("list")
def list_(
    *,
    session: Session = None,
    phase: Annotated[Phase | None, typer.Option()] = None,
    outcome: Annotated[Outcome | None, typer.Option()] = None,
    json: Json = False,
) -> None:
    """The proposals, by number."""

    async def work(opened: Access) -> list[CaseRow]:
        named = session_named(session) if session else None
        found = await opened.reading.list_cases(
            session=named, phase=phase, outcome=outcome
        )
        return [*found]

    rows = run(work)
    shown = table(
        counted(len(rows), "proposal"),
        ("number", "title", "session", "phase", "outcome", "due"),
        (
            (
                one.ref,
                title(one),
                spoken(one.session),
                one.phase,
                one.outcome,
                clock(one.due_at),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


class _Seen(NamedTuple):
    case: CaseRow
    answers: list[Answer]
    interests: list[Interest]
    tasks: list[Task]
    money: Mapping[Account, int]


@app.command("show")
def show_(ref: Ref, *, as_of: AsOf = None, json: Json = False) -> None:
    """One proposal: where it stands, who answered, what waits for a person."""
    if as_of is not None:
        past = run(lambda opened: then(opened, ref, as_of), patience=None)
        show(told_then(past), drawn_then(past), as_json=json)
        return

    async def work(opened: Access) -> _Seen:
        case = await opened.reading.case_by_ref(ref)
        tasks = await opened.reading.open_tasks(proposal_workflow_id(case.case))
        async with opened.units.read() as unit:
            answers = await unit.interests.answers(case.case)
            interests = await unit.interests.of(case.case)
            money = await unit.agreements.standing(case.case)
        return _Seen(case, [*answers], [*interests], [*tasks], money)

    case, answers, interests, tasks, money = run(work)
    found: dict[str, object] = {
        **case.model_dump(mode="json"),
        **{str(account): cents for account, cents in money.items()},
        "answers": answers,
        "interests": interests,
        "tasks": tasks,
    }
    facts = [
        *(("number", case.ref), ("title", title(case))),
        ("session", spoken(case.session)),
        *(("phase", case.phase), ("outcome", case.outcome), ("score", case.score)),
        *(("registered by", case.registrar), ("version", case.version)),
        *((f"{account}, euro", euro(cents)) for account, cents in money.items()),
        ("carried over", case.carried),
        *(("due", clock(case.due_at)), ("closed", clock(case.closed_at))),
        *(
            (f"answer of {a.body}", _answer(a, answers))
            for a in answers
            if a.cancels is None
        ),
        *((f"interest of {i.body}", _interest(i, answers)) for i in interests),
        *((f"waits: {task.kind}", task.detail) for task in tasks),
    ]
    show(found, table(case.ref, ("", ""), facts), as_json=json)


@app.command()
def history(ref: Ref, *, as_of: AsOf = None, json: Json = False) -> None:
    """Every event in order: who, when, why, and the letters and mails behind it."""

    async def work(opened: Access) -> tuple[str, str, list[TimelineItem], Refs]:
        case = await opened.reading.case_by_ref(ref)
        if as_of is None:
            items = [*await opened.reading.timeline(proposal_workflow_id(case.case))]
        else:
            items = await history_then(opened, await then(opened, ref, as_of))
        refs = await refs_in(opened, texts(items))
        return case.ref, await zone(opened, case.corridor), items, refs

    number, place, items, refs = run(work, patience=None)
    show(_told(items), drawn(number, items, place, refs), as_json=json)


@app.command()
def extend(  # noqa: PLR0913  (an act of two people)
    ref: Ref,
    *,
    until: Annotated[str, typer.Option(help="2026-12-10 or 2026-12-10T10:30.")],
    requested_by: Annotated[
        str,
        typer.Option(help="Who asks: secretariat:o2, body:IT-57 or proposer; not you."),
    ],
    reason: Reason,
    completion: Annotated[
        bool, typer.Option(help="The proposer's time to complete, not the round.")
    ] = False,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Approve that a round ends later, for all bodies alike, or a completion does."""

    async def place(opened: Access) -> str:
        return await zone(opened, (await opened.reading.case_by_ref(ref)).corridor)

    end = deadline("--until", until, run(place))
    act(
        officer,
        lambda office: (office.extend_completion if completion else office.extend)(
            ref, end, reason, requester=requested_by
        ),
        as_json=json,
        dry_run=dry_run,
    )


@app.command()
def outcome(  # noqa: PLR0913  (what a decision has)
    ref: Ref,
    kind: Annotated[str, typer.Argument(metavar="OUTCOME", help=RESULT)],
    *,
    reason: Reason,
    value: Annotated[
        str | None,
        typer.Option(help="In euro; else what both sides agreed on, if they did."),
    ] = None,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Record what came of a presented proposal, and close its file.

    Where its sides differ, this is the co-chairs' decision, and says why.
    """
    came = result(kind)
    worth = amount("--value", value) if value is not None else None
    act(
        officer,
        lambda office: office.record_outcome(ref, came, reason, value=worth),
        as_json=json,
        dry_run=dry_run,
    )


@app.command()
def withdraw(
    ref: Ref,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take a proposal back, at any stage; everybody who knows of it is told."""
    act(
        officer,
        lambda office: office.withdraw(ref, reason),
        as_json=json,
        dry_run=dry_run,
    )


def title(case: CaseRow) -> str:
    return case.title.get("en") or next(iter(case.title.values()), "")


def _answer(answer: Answer, answers: list[Answer]) -> str:
    money = f", {euro(answer.contribution)} euro" if answer.contribution else ""
    late = ", late" if answer.late else ""
    undone = "".join(
        f", undone {clock(one.received_at)}"
        for one in answers
        if (one.body, one.cancels) == (answer.body, answer.number)
    )
    said = f"{answer.act} ({answer.by}{late}{money}) {clock(answer.received_at)}"
    return f"{said}{_condition(answer)}{undone}"


def _interest(interest: Interest, answers: list[Answer]) -> str:
    """With the condition of a yes that has one."""
    last = standing(answers).get(interest.body)
    depends = _condition(last) if last else ""
    return f"{interest.state}, rank {interest.rank}{depends}"


def _condition(answer: Answer) -> str:
    if answer.act is not ActKind.CONDITIONAL:
        return ""
    words = " ".join(answer.span.split())
    return f", on condition: «{words}»" if words else ", on condition: see its reason"


def _told(items: list[TimelineItem]) -> list[dict[str, object]]:
    """Each item says what it is, since events, letters and mails share a list."""
    kinds = {"EventItem": "event", "LetterItem": "letter", "MessageItem": "message"}
    return [
        {"item": kinds[type(item).__name__], **item.model_dump(mode="json")}
        for item in items
    ]
