"""The command that puts a wrong text right, in the hands of two people."""

from pathlib import Path
from typing import Annotated

import typer

from cli.command import CLERK, As, DryRun, Json, Reason, Ref, act, content, one_of
from cli.validation import parsed
from models.errors import DomainError

app = typer.Typer()
File = Annotated[
    Path | None, typer.Argument(help="The right form, a JSON file, to hand it in.")
]


@app.command()
def correct(  # noqa: PLR0913  (handed in by one, approved or dropped by another)
    ref: Ref,
    file: File = None,
    *,
    material: Annotated[
        bool,
        typer.Option(help="It may change an answer: the clock starts again for all."),
    ] = False,
    approve: Annotated[bool, typer.Option("--approve")] = False,
    drop: Annotated[bool, typer.Option("--drop")] = False,
    scores: Annotated[
        str, typer.Option(help="With --approve, if they change: 4,3,4,3.")
    ] = "",
    clear: Annotated[
        bool, typer.Option("--clear", help="With --approve: the hit is a false one.")
    ] = False,
    reason: Reason = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Correct a text that was sent out: FORM hands it in, --approve lets it go."""
    if file is not None:
        if approve or drop or scores or clear:
            raise DomainError(
                "FORM hands a text in; --approve, --drop, --scores and --clear are for"
                " the colleague who judges it: give one or the other."
            )
        form = content(file)
        act(
            officer,
            lambda office: office.correct(ref, form, reason, material=material),
            as_json=json,
            dry_run=dry_run,
        )
        return
    if material:
        raise DomainError("Whether it is material is said when FORM is handed in.")
    approved = one_of(approve=approve, drop=drop) == "approve"
    given = parsed(scores) if scores else None
    act(
        officer,
        lambda office: office.judge_text(
            ref, approved=approved, scores=given, cleared=clear, reason=reason
        ),
        as_json=json,
        dry_run=dry_run,
    )
