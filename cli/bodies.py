"""Commands on bodies: entered one by one or from a file, and listed."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

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
from models.address_state import AddressState, address_state
from models.body import AddressHealth, Body, Channel, Proof
from models.ids import BodyCode, CorridorCode
from runtime.body_sheet import NEEDED, body_of, explained, rows
from runtime.client import Access
from runtime.register import Kept

app = typer.Typer(no_args_is_help=True, help="The bodies proposals are sent to.")
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

    async def work(opened: Access) -> tuple[Body, Kept]:
        body = body_of(given, opened.reference, where="body")
        return body, await opened.register(officer).keep_body(body, now=now())

    body, kept = run(work)
    show(body, f"{_ENTERED[kept]}: {body.code}, {body.name}.", as_json=json)


_ENTERED = {
    Kept.NEW: "Entered",
    Kept.CHANGED: "Changed",
    Kept.UNCHANGED: "Nothing is new",
}


@app.command(
    "import",
    help=f"Enter every body of a CSV file, or none if one is wrong.\n\n{explained()}",
)
def import_(
    file: Annotated[Path, typer.Argument(help=f"CSV: {','.join(NEEDED)}, …")],
    *,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    given = rows(content(file))

    async def work(opened: Access) -> list[tuple[Body, Kept]]:
        bodies = [
            body_of(row, opened.reference, where=f"line {number}")
            for number, row in given
        ]
        async with opened.units.read() as unit:
            for code in {body.corridor for body in bodies}:
                await unit.corridors.get(code)
        register = opened.register(officer)
        return [(body, await register.keep_body(body, now=now())) for body in bodies]

    done = run(work)
    found = [{**body.model_dump(mode="json"), "kept": kept} for body, kept in done]
    show(found, _imported(done), as_json=json)


def _imported(done: Sequence[tuple[Body, Kept]]) -> str:
    """How many are new, changed, unchanged; the changed ones by their codes."""
    of = Counter(kept for _, kept in done)
    said = ", ".join(f"{of[kept]} {kept}" for kept in Kept)
    changed = [body.code for body, kept in done if kept is Kept.CHANGED]
    which = f" Changed: {', '.join(changed)}." if changed else ""
    return f"{counted(len(done), 'body', 'bodies')} read: {said}.{which}"


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

    found = run(work)
    shown = table(
        counted(len(found), "body", "bodies"),
        ("code", "name", "kind", "language", "sectors", "address", "health"),
        (
            (
                *(one.code, one.name, one.kind, one.language),
                *(", ".join(one.sectors) or "all", one.address, _state(one)),
            )
            for one in found
        ),
    )
    show(found, shown, as_json=json)


def _state(body: Body) -> str:
    match state := address_state(body):
        case AddressState.SECOND:
            return "second contact"
        case AddressState.SILENT:
            return f"silent {body.silences}"
    return str(state)
