"""Commands on auditors: who is sent every seal of the record."""

from typing import Annotated

import typer

from cli.command import CLERK, As, Json, clock, counted, now, run, show, table
from models.seal import Auditor
from runtime.client import Access

app = typer.Typer(no_args_is_help=True, help="Who is sent every seal of the record.")
Code = Annotated[str, typer.Argument(help="A name of ours for it, as in corte-conti.")]


@app.command()
def add(
    code: Code,
    *,
    name: Annotated[str, typer.Option(help="As the letter addresses it.")],
    email: Annotated[str, typer.Option(help="Where the seals go.")],
    language: Annotated[str, typer.Option(help="it, ru or en.")] = "it",
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Enter an auditor, or correct the name, address and language of one."""

    async def work(opened: Access) -> Auditor:
        desk = opened.auditor_desk(officer)
        return await desk.keep(
            code, name=name, email=email, language=language, now=now()
        )

    kept = run(work)
    show(kept, f"{kept.auditor} is sent every seal from now on.", as_json=json)


@app.command()
def leave(code: Code, *, officer: As = CLERK, json: Json = False) -> None:
    """Send an auditor no further seals."""

    async def work(opened: Access) -> Auditor:
        return await opened.auditor_desk(officer).leave(code, now=now())

    kept = run(work)
    show(kept, f"{kept.auditor} is sent no further seals.", as_json=json)


@app.command("list")
def list_(*, json: Json = False) -> None:
    """The auditors, and since when they are sent the seals."""

    async def work(opened: Access) -> list[Auditor]:
        return [*await opened.auditor_desk(CLERK).all()]

    rows = run(work)
    shown = table(
        counted(len(rows), "auditor"),
        ("auditor", "name", "address", "language", "since", "until"),
        (
            (
                *(one.auditor, one.name, one.email, one.language),
                *(clock(one.since), clock(one.until) if one.until else ""),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)
