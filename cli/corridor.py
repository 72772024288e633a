"""Commands on corridors."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from pydantic import ValidationError

from cli.command import CLERK, As, Json, content, counted, now, run, show, table
from models.corridor import Corridor
from models.errors import DomainError
from models.proposal_review import sentences
from runtime.client import Access

app = typer.Typer(no_args_is_help=True, help="Corridors between two countries.")


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="A JSON file, as reference/demo/it-ru.")],
    *,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Enter a corridor, or bring its status and terms up to date."""
    try:
        given = Corridor.model_validate_json(content(file))
    except ValidationError as error:
        problems = sentences(error, "corridor's file")
        raise DomainError("\n".join(f"{file}: {one}" for one in problems)) from error
    _refuse_unknown_zones(file, given)

    async def work(opened: Access) -> Corridor:
        await opened.register(officer).keep_corridor(given, now=now())
        return given

    done = run(work)
    show(done, f"Entered: corridor {done.code}, {done.legal_status}.", as_json=json)


def _refuse_unknown_zones(file: Path, given: Corridor) -> None:
    for field in ("zone_a", "zone_b"):
        try:
            ZoneInfo(getattr(given, field))
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise DomainError(
                f"{file}: {field} is no time zone; write its name, such as Europe/Rome."
            ) from error


@app.command("list")
def list_(*, json: Json = False) -> None:
    """The corridors in use."""

    async def work(opened: Access) -> list[Corridor]:
        from runtime.demo_register import corridor  # noqa: PLC0415  (nothing else has it)

        codes = {corridor().code}
        codes |= {one.corridor for one in await opened.reading.sessions()}
        codes |= {one.corridor for one in await opened.reading.bodies()}
        async with opened.units.read() as unit:
            found = [await unit.corridors.find(code) for code in sorted(codes)]
        return [one for one in found if one is not None]

    rows = run(work)
    shown = table(
        counted(len(rows), "corridor"),
        ("corridor", "status", "answers", "proposes", "zones"),
        (
            (
                one.code,
                one.legal_status,
                f"{one.side_a} ({one.language_a})",
                f"{one.side_b} ({one.language_b})",
                f"{one.zone_a}, {one.zone_b}",
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)
