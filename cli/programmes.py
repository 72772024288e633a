"""Commands on programmes: entered, agreed, signed, prolonged, ended, handed over."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from activities.effects import EffectRunner
from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    content,
    now,
    show,
)
from cli.trial import Carried, carry, tell
from models.errors import DomainError
from models.event import Stamp
from models.ids import CorridorCode
from models.programme import Guideline
from models.programme_steps import Step
from models.sheet import read_sheet
from runtime.client import Access
from runtime.dates import day
from runtime.programme_desk import ProgrammeDesk
from runtime.programme_sheets import guidelines_of, programme_of

app = typer.Typer(no_args_is_help=True, help="Programmes of whole calendar years.")
Corridor = Annotated[str, typer.Argument(metavar="CORRIDOR", help="As in IT-RU.")]
Years = Annotated[str, typer.Argument(metavar="YEARS", help="As in 2028-2030.")]
Why = Annotated[str, typer.Option("--reason", help="Why; it stays on record.")]
Guidelines = Annotated[
    Path | None, typer.Option(help="A TOML file with [[guidelines]].")
]
Paper = Annotated[Path, typer.Option("--document", help="The signed paper, a file.")]


@app.command()
def add(  # noqa: PLR0913  (the fields of a programme)
    corridor: Corridor,
    code: Years,
    *,
    guidelines: Guidelines = None,
    in_force: Annotated[
        bool, typer.Option("--in-force", help="It was signed before it is entered.")
    ] = False,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter a programme of whole calendar years, as a draft to be agreed and signed."""
    programme = programme_of(corridor, code)
    lines = _guidelines(guidelines) if guidelines else ()

    async def work(desk: ProgrammeDesk) -> Stamp:
        return await desk.enter(programme, lines, in_force=in_force)

    state = "in force" if in_force else "drafting"
    said = f"Entered: programme {programme.code} of {programme.corridor}, {state}."
    _, carried = _carried(corridor, code, officer, work, dry_run=dry_run)
    tell(programme, carried, said, as_json=json)


@app.command()
def agree(  # noqa: PLR0913  (what is agreed on)
    corridor: Corridor,
    code: Years,
    *,
    guidelines: Guidelines = None,
    reason: Why = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Both sides agree on the text, whose guidelines may be given now."""
    lines = _guidelines(guidelines) if guidelines else ()

    async def work(desk: ProgrammeDesk) -> Stamp:
        return await desk.agree(corridor.upper(), code, lines, reason)

    _act(corridor, code, officer, work, dry_run=dry_run, as_json=json)


@app.command()
def abandon(
    corridor: Corridor,
    code: Years,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Drop a draft."""
    _step(corridor, code, Step.ABANDON, reason, officer, dry_run=dry_run, as_json=json)


@app.command()
def start(
    corridor: Corridor,
    code: Years,
    *,
    reason: Why = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """It is in force; on its first day this happens by itself."""
    _step(corridor, code, Step.START, reason, officer, dry_run=dry_run, as_json=json)


@app.command()
def end(
    corridor: Corridor,
    code: Years,
    *,
    reason: Why = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Its last day is over: what is open is handed over, then it is closed."""
    _step(corridor, code, Step.END, reason, officer, dry_run=dry_run, as_json=json)


@app.command()
def sign(  # noqa: PLR0913  (the fields of a signature)
    corridor: Corridor,
    code: Years,
    *,
    on: Annotated[str, typer.Option(help="The day, as in 2027-12-10.")],
    document: Paper,
    session: Annotated[
        str | None, typer.Option(help="The session it was signed at.")
    ] = None,
    place: Annotated[str | None, typer.Option(help="The city.")] = None,
    reason: Why = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Record the signature; a late one too."""
    signed_on, paper = day("--on", on), content(document)

    async def work(desk: ProgrammeDesk) -> Stamp:
        return await desk.sign(
            corridor.upper(),
            code,
            on=signed_on,
            document=paper,
            session=session,
            place=place,
            reason=reason,
        )

    _act(corridor, code, officer, work, dry_run=dry_run, as_json=json)


@app.command()
def prolong(  # noqa: PLR0913  (the fields of an exchange of notes)
    corridor: Corridor,
    code: Years,
    *,
    until: Annotated[str, typer.Option(help="Its new last day.")],
    agreed_on: Annotated[str, typer.Option(help="The day of the notes.")],
    document: Paper,
    reason: Why = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Keep it in force past its last day, by an exchange of notes."""
    last, agreed, paper = (
        day("--until", until),
        day("--agreed-on", agreed_on),
        content(document),
    )

    async def work(desk: ProgrammeDesk) -> Stamp:
        return await desk.prolong(
            corridor.upper(),
            code,
            until=last,
            agreed_on=agreed,
            document=paper,
            reason=reason,
        )

    _act(corridor, code, officer, work, dry_run=dry_run, as_json=json)


def _step(  # noqa: PLR0913  (what every step takes)
    corridor: str,
    code: str,
    step: Step,
    reason: str,
    officer: str,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    async def work(desk: ProgrammeDesk) -> Stamp:
        return await desk.change(corridor.upper(), code, step, reason)

    _act(corridor, code, officer, work, dry_run=dry_run, as_json=as_json)


def _act(
    corridor: str,
    code: str,
    officer: str,
    work: Callable[[ProgrammeDesk], Awaitable[Stamp]],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    stamp, carried = _carried(corridor, code, officer, work, dry_run=dry_run)
    tell(stamp, carried, _said(stamp), as_json=as_json)


def _carried(
    corridor: str,
    code: str,
    officer: str,
    work: Callable[[ProgrammeDesk], Awaitable[Stamp]],
    *,
    dry_run: bool,
) -> tuple[Stamp, Carried]:
    """Tried, its watch looks at it too: so it does after the act."""

    async def inside(_: Access, effects: EffectRunner) -> Stamp:
        desk = ProgrammeDesk(effects=effects, actor=officer, now=now())
        stamp = await work(desk)
        if dry_run:
            from runtime.wiring import terms  # noqa: PLC0415  (only to try)

            await desk.watch(CorridorCode(corridor.upper()), code, terms())
        return stamp

    return carry(inside, dry_run=dry_run)


def done(stamp: Stamp, *, as_json: bool) -> None:
    show(stamp, _said(stamp), as_json=as_json)


def _said(stamp: Stamp) -> str:
    return f"Done: event {stamp.seq} of {stamp.stream}."


def _guidelines(file: Path) -> tuple[Guideline, ...]:
    given = toml(file).get("guidelines", [])
    if not isinstance(given, list) or not given:
        raise DomainError(f"{file} holds no [[guidelines]]: write one to twenty.")
    return guidelines_of(given, str(file))


def toml(file: Path) -> dict[str, Any]:
    return read_sheet(content(file), str(file))
