"""Commands on tasks: what waits for a person, and what the person says."""

from typing import Annotated

import typer

from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    act,
    clock,
    counted,
    now,
    one_of,
    run,
    show,
    table,
)
from cli.interest import (
    Conditional,
    Contribution,
    Declined,
    Interested,
    Private,
    Question,
)
from models.acts import Ruling
from models.errors import DomainError
from models.ids import MessageHash
from models.message import ActKind
from models.task import Task
from runtime.amounts import amount
from runtime.client import Access
from runtime.names import Refs, identified, refs_in, spoken
from runtime.register import NOTED

app = typer.Typer(no_args_is_help=True, help="What waits for a person.")
_MESSAGE = "message/"
_RULINGS = {one.value for one in Ruling}


@app.command("list")
def list_(*, json: Json = False) -> None:
    """What waits for a person, the oldest first."""

    async def work(opened: Access) -> tuple[list[Task], Refs]:
        tasks = [*await opened.reading.open_tasks()]
        return tasks, await refs_in(opened, (one.stream for one in tasks))

    rows, refs = run(work)
    shown = table(
        counted(len(rows), "task"),
        ("opened", "kind", "what is asked", "of"),
        (
            (clock(one.opened_at), one.kind, one.detail, spoken(one.stream, refs))
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command()
def resolve(  # noqa: PLR0913  (one flag for each word of a person)
    of: Annotated[str, typer.Argument(metavar="OF", help="As `task list` names it.")],
    *,
    retry: Annotated[bool, typer.Option("--retry")] = False,
    clear: Annotated[bool, typer.Option("--clear")] = False,
    block: Annotated[bool, typer.Option("--block")] = False,
    done: Annotated[bool, typer.Option("--done", help="Somebody saw to it.")] = False,
    file: Annotated[
        bool, typer.Option("--file", help="A mail without an act.")
    ] = False,
    interested: Interested = False,
    declined: Declined = False,
    question: Question = False,
    conditional: Conditional = False,
    case: Annotated[str | None, typer.Option(help="The proposal of a mail.")] = None,
    body: Annotated[str | None, typer.Option(help="The body a mail is of.")] = None,
    guess: Annotated[
        int | None, typer.Option(min=1, help="In place of --case and --body.")
    ] = None,
    contribution: Contribution = None,
    private: Private = "0",
    reason: Reason,
    dry_run: DryRun = False,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Say what is to be done about what waits."""
    word = one_of(
        retry=retry,
        clear=clear,
        block=block,
        done=done,
        file=file,
        interested=interested,
        declined=declined,
        question=question,
        conditional=conditional,
    )
    if dry_run and word == "done":
        raise DomainError("--done sets off nothing: leave out --dry-run.")
    task = run(lambda opened: _task(opened, of, noted=done))
    if word == "done":
        _deal_with(task, officer, reason, as_json=json)
    elif not task.stream.startswith(_MESSAGE) or word == Ruling.RETRY:
        ruling = _ruling(task, word)
        act(
            officer,
            lambda o: o.resolve(task.stream, ruling, reason),
            as_json=json,
            dry_run=dry_run,
        )
    else:
        if guess is not None:
            case, body = run(lambda opened: _guessed(opened, task, guess))
        kind = _kind(word, case, body)
        given = (
            amount("--contribution", contribution) if contribution is not None else None
        )
        others = amount("--private", private)
        act(
            officer,
            lambda office: office.file_message(
                MessageHash(task.stream.removeprefix(_MESSAGE)),
                reason=reason,
                ref=case,
                body=body,
                kind=kind,
                contribution=given,
                private=others,
            ),
            as_json=json,
            dry_run=dry_run,
        )


def _ruling(task: Task, word: str) -> Ruling:
    if word not in _RULINGS:
        raise DomainError(
            f"A {task.kind} task is no mail: say --retry, --clear, --block or --done."
        )
    return Ruling(word)


async def _guessed(opened: Access, task: Task, number: int) -> tuple[str, str]:
    """The proposal and the body of a mail's guess, as the task numbers them."""
    async with opened.units.read() as unit:
        message = await unit.messages.get(
            MessageHash(task.stream.removeprefix(_MESSAGE))
        )
    if number > len(message.guesses):
        raise DomainError(
            f"The mail has {counted(len(message.guesses), 'guess', 'guesses')}: give "
            "one of their numbers, or --case and --body."
        )
    one = message.guesses[number - 1]
    return one.case, one.party


def _kind(word: str, case: str | None, body: str | None) -> ActKind | None:
    if word in _RULINGS:
        raise DomainError("A mail is neither cleared nor blocked: say what it is.")
    if word != "file" and not (case and body):
        raise DomainError("An act needs its case and its body: give --case and --body.")
    return None if word == "file" else ActKind(word)


def _deal_with(task: Task, officer: str, reason: str, *, as_json: bool) -> None:
    async def work(opened: Access) -> str:
        await opened.register(officer).deal_with(task.task, reason, now=now())
        return spoken(task.stream, await refs_in(opened, (task.stream,)))

    of = run(work)
    show(task, f"Done: {task.kind} of {of}.", as_json=as_json)


async def _task(opened: Access, named: str, *, noted: bool) -> Task:
    """By the task's id, the name of what waits, or the number of a proposal.

    `noted`: among the tasks of one proposal, one that only tells is meant.
    """
    tasks = await opened.reading.open_tasks()
    fitting = [one for one in tasks if (one.kind in NOTED) is noted]
    meant = {named, identified(named)}
    for task in (*fitting, *tasks):
        if meant & {task.task, task.stream, task.stream.partition("/")[2]}:
            return task
    begun = [one for one in tasks if one.stream.startswith(f"{_MESSAGE}{named}")]
    if len(begun) == 1:
        return begun[0]
    raise DomainError(f"Nothing waits under {named}: see `starter.py task list`.")
