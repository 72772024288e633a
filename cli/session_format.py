"""Commands on how a session is held: at a distance, or in person."""

from typing import Annotated

import typer

from cli.command import CLERK, As, DryRun, Json, Reason, act
from runtime.meeting_places import remote_of

Name = Annotated[str, typer.Argument(metavar="SESSION", help="As in IT-RU/XXIX.")]


def remote(  # noqa: PLR0913  (where it meets, and why)
    name: Name,
    *,
    link: Annotated[str, typer.Option(help="Where it meets: https://…")],
    room: Annotated[
        list[str] | None, typer.Option(help="A table's own link, as in a=https://…")
    ] = None,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Hold it at a distance: tables become virtual rooms, visits are dropped."""
    meets = remote_of(link, room or ())
    act(
        officer,
        lambda office: office.change_format(name, remote=meets, reason=reason),
        as_json=json,
        dry_run=dry_run,
    )


def in_person(
    name: Name,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Hold it in person again: tables sit in their rooms, visits take place."""
    act(
        officer,
        lambda office: office.change_format(name, remote=None, reason=reason),
        as_json=json,
        dry_run=dry_run,
    )
