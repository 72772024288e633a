"""Commands on tasks: what waits for a person, and what the person says."""

from typing import Annotated

import typer

from cli.command import CLERK, As, Json, Reason, act, clock, one_of, run, show, table
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
from models.money import cents
from models.task import Task
from runtime.client import Access

app = typer.Typer(no_args_is_help=True, help="What waits for a person.")
_MESSAGE = "message/"
_RULINGS = {one.value for one in Ruling}


@app.command("list")
def list_(*, json: Json = False) -> None:
    """What waits for a person, the oldest first."""

    async def work(opened: Access) -> list[Task]:
        return [*await opened.reading.open_tasks()]

    rows = run(work)
    shown = table(
        f"{len(rows)} tasks",
        ("opened", "kind", "what is asked", "of"),
        ((clock(one.opened_at), one.kind, one.detail, one.stream) for one in rows),
    )
    show(rows, shown, as_json=json)


@app.command()
def resolve(  # noqa: PLR0913  (one flag for each word of a person)
    of: Annotated[str, typer.Argument(metavar="OF", help="As `task list` names it.")],
    *,
    retry: Annotated[bool, typer.Option("--retry")] = False,
    clear: Annotated[bool, typer.Option("--clear")] = False,
    block: Annotated[bool, typer.Option("--block")] = False,
    file: Annotated[
        bool, typer.Option("--file", help="A mail without an act.")
    ] = False,
    interested: Interested = False,
    declined: Declined = False,
    question: Question = False,
    conditional: Conditional = False,
    case: Annotated[str | None, typer.Option(help="The proposal of a mail.")] = None,
    body: Annotated[str | None, typer.Option(help="The body a mail is of.")] = None,
    contribution: Contribution = None,
    private: Private = "0",
    reason: Reason,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Say what is to be done about what waits."""
    word = one_of(
        retry=retry,
        clear=clear,
        block=block,
        file=file,
        interested=interested,
        declined=declined,
        question=question,
        conditional=conditional,
    )
    stream = run(lambda opened: _stream(opened, of))
    if not stream.startswith(_MESSAGE):
        if word not in _RULINGS:
            raise DomainError(f"{stream} is no mail: say --retry, --clear or --block.")
        ruling = Ruling(word)
        act(officer, lambda o: o.resolve(stream, ruling, reason), as_json=json)
        return
    if word in {Ruling.CLEAR, Ruling.BLOCK}:
        raise DomainError("A mail is neither cleared nor blocked: say what it is.")
    if word == Ruling.RETRY:
        act(officer, lambda o: o.resolve(stream, Ruling.RETRY, reason), as_json=json)
        return
    if word != "file" and not (case and body):
        raise DomainError("An act needs its case and its body: give --case and --body.")
    given = cents(contribution) if contribution is not None else None
    others = cents(private)
    act(
        officer,
        lambda office: office.file_message(
            MessageHash(stream.removeprefix(_MESSAGE)),
            reason=reason,
            ref=case,
            body=body,
            kind=None if word == "file" else ActKind(word),
            contribution=given,
            private=others,
        ),
        as_json=json,
    )


async def _stream(opened: Access, named: str) -> str:
    """What waits, by its task's id, its own name, or the number of a proposal."""
    tasks = await opened.reading.open_tasks()
    for task in tasks:
        if named in {task.task, task.stream, task.stream.partition("/")[2]}:
            return task.stream
    begun = {
        task.stream for task in tasks if task.stream.startswith(f"message/{named}")
    }
    if len(begun) == 1:
        return begun.pop()
    raise DomainError(f"Nothing waits under {named}: see `starter.py task list`.")
