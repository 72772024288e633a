"""Commands on how a session is held: at a distance, or in person."""

from typing import Annotated

import typer
from pydantic import ValidationError

from cli.command import CLERK, As, DryRun, Json, Reason, act
from models.errors import DomainError
from models.proposal_review import sentences
from models.remote import Remote

_CALLED = {"link": "--link", "rooms": "--room"}
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
    meets = _remote(link, room or ())
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


def _remote(link: str, rooms: tuple[str, ...] | list[str]) -> Remote:
    try:
        own = dict(one.split("=", 1) for one in rooms)
        return Remote.model_validate({"link": link, "rooms": own})
    except ValidationError as error:
        raise DomainError(" ".join(sentences(error, called=_CALLED))) from error
    except ValueError as error:
        raise DomainError(
            "--room names a table and its link, as in a=https://…: correct it."
        ) from error
