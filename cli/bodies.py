"""Commands on bodies: entered one by one or from a file, and listed."""

import csv
import io
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from cli.command import CLERK, As, Json, content, now, run, show, table
from models.body import Body
from models.errors import DomainError
from models.ids import BodyCode, CorridorCode
from models.proposal_parts import Address
from models.reply_form import Language
from runtime.client import Access
from store.reference import Reference

app = typer.Typer(no_args_is_help=True, help="The bodies proposals are sent to.")
_COLUMNS = ("code", "corridor", "kind", "name", "country", "language", "email")
_OPTIONAL = ("region", "sectors")
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
Corridor = Annotated[str, typer.Option(help="As in IT-RU.")]


@app.command()
def add(  # noqa: PLR0913  (the fields of a body)
    code: Annotated[str, typer.Argument(metavar="CODE")],
    *,
    corridor: Corridor = "IT-RU",
    kind: Annotated[str, typer.Option()] = "region",
    name: Annotated[str, typer.Option()],
    country: Annotated[str, typer.Option()] = "IT",
    region: Annotated[str, typer.Option()] = "",
    sector: Annotated[
        list[str] | None, typer.Option(help="None: every sector.")
    ] = None,
    language: Annotated[str, typer.Option()] = "it",
    email: Annotated[str, typer.Option()],
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Enter a body, or bring its record up to date."""
    given = {
        "code": code,
        "corridor": corridor,
        "kind": kind,
        "name": name,
        "country": country,
        "region": region,
        "language": language,
        "email": email,
        "sectors": ";".join(sector or ()),
    }

    async def work(opened: Access) -> Body:
        body = _body(given, opened.reference, where="body")
        await opened.register(officer).keep_body(body, now=now())
        return body

    done = run(work)
    show(done, f"Entered: {done.code}, {done.name}.", as_json=json)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help=f"CSV: {','.join(_COLUMNS)}, …")],
    *,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Enter every body of a CSV file, or none when a line is wrong."""
    rows = _rows(content(file))

    async def work(opened: Access) -> list[Body]:
        bodies = [
            _body(row, opened.reference, where=f"line {number}")
            for number, row in enumerate(rows, start=2)
        ]
        async with opened.units.read() as unit:
            for code in {body.corridor for body in bodies}:
                await unit.corridors.get(code)
        register = opened.register(officer)
        for body in bodies:
            await register.keep_body(body, now=now())
        return bodies

    done = run(work)
    show(done, f"Entered: {len(done)} bodies.", as_json=json)


@app.command("list")
def list_(
    *, corridor: Annotated[str | None, typer.Option()] = None, json: Json = False
) -> None:
    """The bodies, with the health of their addresses."""

    async def work(opened: Access) -> list[Body]:
        code = CorridorCode(corridor.upper()) if corridor else None
        return [*await opened.reading.bodies(code)]

    rows = run(work)
    shown = table(
        f"{len(rows)} bodies",
        ("code", "name", "kind", "language", "sectors", "address", "health"),
        (
            (
                *(one.code, one.name, one.kind, one.language),
                *(", ".join(one.sectors) or "all", one.email, one.health),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


def _rows(raw: bytes) -> list[dict[str, str]]:
    try:
        reader = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), strict=True)
        rows = [*reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DomainError(
            f"The file is no CSV in UTF-8 ({error}): save it so."
        ) from error
    missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise DomainError(f"The file lacks the columns {', '.join(missing)}: add them.")
    return rows


def _body(row: dict[str, str], reference: Reference, *, where: str) -> Body:
    """A body whose every code is known.

    Raises:
        DomainError: the first field that is wrong, with its rule.
    """
    given = {name: (row.get(name) or "").strip() for name in (*_COLUMNS, *_OPTIONAL)}
    sectors = tuple(
        part.strip() for part in given["sectors"].split(";") if part.strip()
    )
    for name in _COLUMNS:
        if not given[name]:
            raise DomainError(f"{where}: {name} is missing; add it.")
    if given["language"] not in set(Language):
        raise DomainError(f"{where}: language is one of {', '.join(Language)}; choose.")
    for key in sectors:
        if key not in reference.sectors:
            known = ", ".join(reference.sectors)
            raise DomainError(f"{where}: sectors: {key} is unknown; choose of {known}.")
    try:
        email = _ADDRESS.validate_python(given["email"])
    except ValidationError as error:
        raise DomainError(
            f"{where}: email is one address, name@domain; correct it."
        ) from error
    return Body(
        code=BodyCode(given["code"]),
        corridor=CorridorCode(given["corridor"].upper()),
        kind=given["kind"],
        name=given["name"],
        country=given["country"].upper(),
        region=given["region"],
        sectors=sectors,
        language=given["language"],
        email=email,
    )
