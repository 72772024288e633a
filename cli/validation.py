"""The command that decides whether a proposal is admitted."""

from typing import Annotated

import typer

from cli.command import As, DryRun, Json, Reason, Ref, act, one_of
from models.acts import Scores, Verdict
from models.errors import DomainError

app = typer.Typer()
_CRITERIA = 4


@app.command()
def validate(  # noqa: PLR0913  (one flag for each verdict)
    ref: Ref,
    *,
    accept: Annotated[bool, typer.Option("--accept")] = False,
    return_: Annotated[bool, typer.Option("--return")] = False,
    reject: Annotated[bool, typer.Option("--reject")] = False,
    scores: Annotated[
        str, typer.Option(help="Advantages, clarity, cooperation, rules: 4,3,4,3.")
    ] = "",
    reason: Reason = "",
    officer: As,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Accept a proposal, return it for completion, or give notice of rejection."""
    verdict = Verdict(one_of(accept=accept, **{"return": return_}, reject=reject))
    given = parsed(scores) if scores else None
    act(
        officer,
        lambda office: office.validate(ref, verdict, scores=given, reason=reason),
        as_json=json,
        dry_run=dry_run,
    )


def parsed(given: str) -> Scores:
    parts = [part.strip() for part in given.split(",")]
    marks = [int(part) for part in parts if part in {"0", "1", "2", "3", "4", "5"}]
    if len(marks) != _CRITERIA or len(parts) != _CRITERIA:
        raise DomainError(
            f"scores: {given!r} is not four marks of 0 to 5; write them as 4,3,4,3."
        )
    advantages, clarity, cooperation, rules = marks
    return Scores(
        advantages=advantages, clarity=clarity, cooperation=cooperation, rules=rules
    )
