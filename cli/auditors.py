"""Commands on auditors: who is sent every seal of the record."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated

import typer

from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    clock,
    counted,
    now,
    run,
    show,
    table,
)
from cli.trial import Carried, tell
from models.seal import Auditor
from runtime.client import Access
from runtime.names import foreseen_lines

if TYPE_CHECKING:
    from runtime.auditor_desk import AuditorDesk

app = typer.Typer(no_args_is_help=True, help="Who is sent every seal of the record.")
Code = Annotated[str, typer.Argument(help="A name of ours for it, as in corte-conti.")]


@app.command()
def add(  # noqa: PLR0913  (the fields of an auditor)
    code: Code,
    *,
    name: Annotated[str, typer.Option(help="As the letter addresses it.")],
    email: Annotated[str, typer.Option(help="Where the seals go.")],
    language: Annotated[str, typer.Option(help="it, ru or en.")] = "it",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter an auditor, or correct the name, address and language of one."""

    async def work(desk: AuditorDesk) -> Auditor:
        return await desk.keep(
            code, name=name, email=email, language=language, now=now()
        )

    kept, carried = _carry(work, officer, dry_run=dry_run)
    said = f"{kept.auditor} is sent every seal from now on."
    tell(kept, carried, said, as_json=json)


@app.command()
def leave(
    code: Code,
    *,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Send an auditor no further seals."""

    async def work(desk: AuditorDesk) -> Auditor:
        return await desk.leave(code, now=now())

    kept, carried = _carry(work, officer, dry_run=dry_run)
    said = f"{kept.auditor} is sent no further seals."
    tell(kept, carried, said, as_json=json)


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


def _carry(
    work: Callable[[AuditorDesk], Awaitable[Auditor]], officer: str, *, dry_run: bool
) -> tuple[Auditor, Carried]:
    """No procedure is told of it, so the engine is not needed."""

    async def inside(opened: Access) -> tuple[Auditor, Carried]:
        if not dry_run:
            return await work(opened.auditor_desk(officer)), Carried(None, [])
        from runtime.rehearsal import tried  # noqa: PLC0415  (only to try)

        kept, seen = await tried(
            opened.units,
            lambda effects: work(opened.auditor_desk(officer, effects.units)),
        )
        return kept, Carried(seen, await foreseen_lines(opened, seen))

    return run(inside)
