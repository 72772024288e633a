"""Commands on bodies: entered one by one or from a file, and listed."""

import csv
import io
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import TypeAdapter, ValidationError

from cli.command import (
    CLERK,
    As,
    Json,
    Reason,
    content,
    counted,
    now,
    run,
    show,
    table,
)
from models.body import AddressHealth, Body, Channel, Proof
from models.errors import DomainError
from models.ids import BodyCode, CorridorCode
from models.proposal_parts import Address
from models.reply_form import Language
from runtime.client import Access
from store.reference import Reference

app = typer.Typer(no_args_is_help=True, help="The bodies proposals are sent to.")
_COLUMNS = ("code", "corridor", "kind", "name", "country", "language", "email")
_OPTIONAL = ("region", "sectors", "channel", "second_email", "proof")
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
    second_email: Annotated[
        str, typer.Option(help="Written to when letters to the first bounce.")
    ] = "",
    channel: Annotated[Channel, typer.Option(help="pec: certified mail.")] = (
        Channel.PEO
    ),
    proof: Annotated[
        Proof, typer.Option(help="What its mail must show to act alone.")
    ] = Proof.NONE,
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
        "second_email": second_email,
        "channel": channel,
        "proof": proof,
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
    show(done, f"Entered: {counted(len(done), 'body', 'bodies')}.", as_json=json)


@app.command()
def health(
    code: Annotated[str, typer.Argument(metavar="CODE")],
    to: Annotated[AddressHealth, typer.Argument(metavar="good|bad")],
    *,
    reason: Reason,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Say that a body's addresses work again, or do not."""

    async def work(opened: Access) -> Body:
        await opened.register(officer).judge_addresses(
            BodyCode(code), to, reason, now=now()
        )
        async with opened.units.read() as unit:
            return await unit.bodies.get(BodyCode(code))

    done = run(work)
    show(done, f"Noted: the addresses of {done.code} are {to}.", as_json=json)


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
        counted(len(rows), "body", "bodies"),
        ("code", "name", "kind", "language", "sectors", "address", "health"),
        (
            (
                *(one.code, one.name, one.kind, one.language),
                *(", ".join(one.sectors) or "all", one.address, _state(one)),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


def _state(body: Body) -> str:
    if not body.reached:
        return "bad"
    if body.address != body.email:
        return "second contact"
    return f"silent {body.silences}" if body.silences else "good"


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
    return Body(
        code=BodyCode(given["code"]),
        corridor=CorridorCode(given["corridor"].upper()),
        kind=given["kind"],
        name=given["name"],
        country=given["country"].upper(),
        region=given["region"],
        sectors=sectors,
        language=given["language"],
        email=_address(given, "email", where),
        second_email=_address(given, "second_email", where)
        if given["second_email"]
        else None,
        channel=_choice(given, "channel", Channel, where),
        proof=_choice(given, "proof", Proof, where),
    )


def _address(given: dict[str, str], field: str, where: str) -> str:
    try:
        return _ADDRESS.validate_python(given[field])
    except ValidationError as error:
        raise DomainError(
            f"{where}: {field} is one address, name@domain; correct it."
        ) from error


C = TypeVar("C", bound=StrEnum)


def _choice(given: dict[str, str], field: str, choices: type[C], where: str) -> C:
    """The first of the choices when nothing is given."""
    try:
        return choices(given[field]) if given[field] else next(iter(choices))
    except ValueError as error:
        raise DomainError(
            f"{where}: {field} is one of {', '.join(choices)}; choose."
        ) from error
