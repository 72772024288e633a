"""The command that lays the database out, and says who may change what in it."""

from typing import Annotated

import typer

from cli.command import Json, settings, show, working
from models.errors import DomainError
from runtime.layout import lay_out

app = typer.Typer()


@app.command()
def migrate(
    *,
    role: Annotated[
        str | None,
        typer.Option(help="PostgreSQL: the user workers and commands connect as."),
    ] = None,
    json: Json = False,
) -> None:
    """Bring the database to the newest layout, as the user that owns its tables.

    With --role, another user gets what workers and commands need, and no more: it
    cannot change or delete what is on record, nor lift a trigger.
    """
    found = settings()
    if role is not None and found.database_url.startswith("sqlite"):
        raise DomainError("SQLite knows no users: leave out --role.")

    async def inside() -> None:
        await lay_out(found, role=role)

    working(inside)
    given = f" {role} may work with it, and rewrite nothing." if role else ""
    show({"role": role}, f"The database has the newest layout.{given}", as_json=json)
