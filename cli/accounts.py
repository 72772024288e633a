"""Commands on accounts: who may enter the web desk, and in which offices."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cli.command import As, Json, clock, counted, now, run, settings, show, table
from models.account import Account, Role
from runtime.client import Access
from runtime.desk_address import entry

if TYPE_CHECKING:
    from runtime.account_desk import AccountDesk, Invited

T = TypeVar("T")
ADMIN = "admin:o1"

app = typer.Typer(no_args_is_help=True, help="Who may enter the web desk.")
Code = Annotated[str, typer.Argument(metavar="CODE", help="As its acts are signed.")]
Roles = Annotated[list[Role], typer.Option("--role", help="Once for each office.")]
Name = Annotated[str, typer.Option(help="As colleagues know the person.")]


@app.command()
def add(
    code: Code,
    *,
    name: Name,
    role: Roles,
    language: Annotated[str, typer.Option(help="it, ru or en.")] = "it",
    officer: As = ADMIN,
    json: Json = False,
) -> None:
    """Enter an account; the one-time link to its first password is shown once."""

    async def work(desk: AccountDesk) -> Invited:
        return await desk.add(
            code, name=name, roles=tuple(role), language=language, now=now()
        )

    _show_link(_done(officer, work), as_json=json)


@app.command("list")
def list_(*, json: Json = False) -> None:
    """The accounts, their offices, and since when."""

    async def work(desk: AccountDesk) -> list[Account]:
        return [*await desk.all()]

    rows = _done(ADMIN, work)
    shown = table(
        counted(len(rows), "account"),
        ("code", "name", "offices", "since", "closed"),
        (
            (one.account, one.name, ", ".join(one.roles), clock(one.since), closed)
            for one in rows
            for closed in (clock(one.until),)
        ),
    )
    show(rows, shown, as_json=json)


@app.command()
def keep(
    code: Code,
    *,
    name: Name,
    role: Roles,
    officer: As = ADMIN,
    json: Json = False,
) -> None:
    """Correct the name of an account, and say which offices it has from now on."""

    async def work(desk: AccountDesk) -> Account:
        return await desk.keep(code, name=name, roles=tuple(role), now=now())

    kept = _done(officer, work)
    show(kept, f"{code} acts as {', '.join(kept.roles)} from now on.", as_json=json)


@app.command()
def link(code: Code, *, officer: As = ADMIN, json: Json = False) -> None:
    """A new one-time link: the password was forgotten, or the telephone lost."""

    async def work(desk: AccountDesk) -> Invited:
        return await desk.link(code, now=now())

    _show_link(_done(officer, work), as_json=json)


@app.command()
def close(code: Code, *, officer: As = ADMIN, json: Json = False) -> None:
    """Let an account enter no more; whoever is in with it is out at once."""

    async def work(desk: AccountDesk) -> Account:
        return await desk.close(code, now=now())

    kept = _done(officer, work)
    show(kept, f"{code} enters no more; its acts stay on record.", as_json=json)


def _show_link(invited: Invited, *, as_json: bool) -> None:
    address = entry(settings(), invited.token)
    told = f"Give this link to {invited.account.name}; it opens once:\n{address}"
    value = {"account": invited.account, "link": address}
    show(value, told, as_json=as_json)


def _done(officer: str, work: Callable[[AccountDesk], Awaitable[T]]) -> T:
    """No procedure is told of it, so the engine is not needed."""

    async def inside(opened: Access) -> T:
        return await work(opened.account_desk(officer))

    return run(inside)
