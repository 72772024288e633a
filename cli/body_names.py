"""Commands on names: of bodies, of proposers, and of who takes whose place."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, TypeVar

import typer

from activities.effects import Done
from activities.proposer_rename import ProposerRenamed
from cli.command import (
    CLERK,
    ROME,
    As,
    DryRun,
    Json,
    Reason,
    Ref,
    clock,
    counted,
    now,
    run,
    show,
    table,
)
from models.foreseen import Foreseen
from models.ids import BodyCode, register_stream
from runtime.body_desk import BodyDesk
from runtime.client import Access
from runtime.dates import moment
from runtime.names import foreseen_lines

app = typer.Typer()
proposer = typer.Typer()
R = TypeVar("R", bound=Done)
Code = Annotated[str, typer.Argument(metavar="CODE")]
Email = Annotated[str | None, typer.Option(help="Its new address, if it changes.")]


@app.command()
def rename(  # noqa: PLR0913  (what may change of a name)
    code: Code,
    *,
    name: Annotated[str | None, typer.Option(help="Its new name.")] = None,
    email: Email = None,
    second_email: Annotated[str | None, typer.Option()] = None,
    reason: Reason,
    dry_run: DryRun = False,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """A body is called or reached otherwise; its old address is recognised still."""
    done, foreseen = _do(
        officer,
        lambda desk: desk.rename(
            code, reason, name=name, email=email, second_email=second_email
        ),
        dry_run=dry_run,
    )
    act, told = ("Would rename", "would be told") if dry_run else ("Renamed", "told")
    said = f"{act}: {code}; {counted(done.cases, 'proposer')} {told}."
    _tell(done, foreseen, said, as_json=json)


@app.command()
def succeed(
    code: Code,
    successor: Annotated[str, typer.Argument(metavar="SUCCESSOR")],
    *,
    reason: Reason,
    dry_run: DryRun = False,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """A body takes the place of another: agreements, open proposals, answers."""
    done, foreseen = _do(
        officer, lambda desk: desk.succeed(code, successor, reason), dry_run=dry_run
    )
    took = "would take" if dry_run else "has taken"
    taken = (
        f"{successor} {took} the place of {code} in "
        f"{counted(len(done.cases), 'open proposal')} and "
        f"{counted(done.agreements, 'agreement')}; {_written(done, dry=dry_run)}"
    )
    said = taken if dry_run else "\n".join([taken, *done.remarks])  # foreseen has them
    _tell(done, foreseen, said, as_json=json)


@app.command()
def names(
    code: Code,
    *,
    as_of: Annotated[str | None, typer.Option(help="As in 2027-02-11.")] = None,
    json: Json = False,
) -> None:
    """What a body was called and where it was reached, and until when."""
    at = moment("--as-of", as_of, ROME) if as_of else None

    async def work(opened: Access) -> tuple[list[tuple[str, str, str]], str]:
        desk = opened.body_desk(CLERK, now=now())
        body, former = await desk.names(code, at=at)
        entered = await _entered(opened, body.code)
        if at and entered and at < entered:
            since = f"{code} was entered on {clock(entered)}"
            return [], f"{since}: of {clock(at)} nothing is known of it."
        current = (clock(at) if at else "now", body.name, body.email)
        if at:
            return [current], ""
        before = [(clock(one.until), one.name, one.email) for one in former]
        return [*before, current], ""

    rows, sentence = run(work)
    columns = ("until", "name", "address")
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    show(listed, sentence or table(code, columns, rows), as_json=json)


async def _entered(opened: Access, code: BodyCode) -> datetime | None:
    async with opened.units.read() as unit:
        events = await unit.events.of(register_stream("body", code))
    return events[0].at if events else None


@proposer.command("rename-proposer")
def rename_proposer(  # noqa: PLR0913  (what may change of a name)
    ref: Ref,
    *,
    name: Annotated[str, typer.Option(help="Its new name.")],
    email: Email = None,
    reason: Reason,
    dry_run: DryRun = False,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """The proposer has another name: its open proposals carry it, and all are told."""
    done, foreseen = _do(
        officer,
        lambda desk: desk.rename_proposer(ref, name, reason, email=email),
        dry_run=dry_run,
    )
    _tell(done, foreseen, _renamed(done, dry=dry_run), as_json=json)


def _renamed(done: ProposerRenamed, *, dry: bool) -> str:
    return (
        f"{'Would rename' if dry else 'Renamed'} in "
        f"{counted(len(done.refs), 'open proposal')} ({', '.join(done.refs)}); "
        f"{_written(done, dry=dry)}"
    )


def _written(done: Done, *, dry: bool) -> str:
    return f"{counted(done.letters, 'letter')} {'would be ' if dry else ''}written."


def _do(
    officer: str, act: Callable[[BodyDesk], Awaitable[R]], *, dry_run: bool
) -> tuple[R, Foreseen | None]:
    async def work(opened: Access) -> tuple[R, Foreseen | None]:
        desk = (
            opened.body_desk(officer, now=now())
            if dry_run
            else await opened.acting_body_desk(officer, now=now())
        )
        done = await act(desk)
        return done, desk.foreseen

    return run(work)


def _tell(done: Done, foreseen: Foreseen | None, said: str, *, as_json: bool) -> None:
    if foreseen is None:
        show(done, said, as_json=as_json)
        return
    lines = run(lambda opened: foreseen_lines(opened, foreseen))
    show(foreseen, "\n".join(["It would set off:", *lines, said]), as_json=as_json)
