"""Commands on adhesions: notices out, forms in, late ones, the list of counterparts."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from activities.adhesion import Recorded
from activities.adhesion_notice import Published
from activities.effects import Done, EffectRunner
from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    clock,
    content,
    counted,
    now,
    run,
    show,
    table,
    zone,
)
from cli.trial import carry, tell
from models.errors import DomainError
from models.reference_number import session_named
from models.reply_form import Language
from models.sheet import read_sheet
from runtime.adhesion_desk import AdhesionDesk, AdhesionShelf, AdhesionShown
from runtime.client import Access
from runtime.dates import moment
from runtime.names import done
from runtime.written import save

app = typer.Typer(no_args_is_help=True, help="Who takes part in a session.")
Name = Annotated[str, typer.Argument(metavar="SESSION", help="As in IT-RU/XXIX.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="As `adhesion list` names it.")]
One = Annotated[
    int | None, typer.Option("--participant", min=1, help="Only this one, from 1.")
]

Work = Callable[[AdhesionDesk], Awaitable[Done]]


@app.command()
def notice(
    name: Name,
    file: Annotated[Path, typer.Argument(help="A TOML file: text by language.")],
    *,
    reason: Annotated[str, typer.Option("--reason")] = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Write to every body of the corridor: who takes part says so by the deadline."""
    text = _text(file)

    async def work(opened: Access, effects: EffectRunner) -> Published:
        return await _desk(opened, effects, officer).publish(name, text, reason)

    done, carried = carry(work, dry_run=dry_run)
    said = (
        f"Notice {done.number} went to {counted(done.bodies, 'body', 'bodies')};"
        f" adhesions are in time until {clock(done.deadline)}."
    )
    tell(done, carried, said, as_json=json)


@app.command("form")
def form_(
    language: Annotated[Language, typer.Argument(help="it, ru or en.")],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Ends in .pdf.")
    ],
    json: Json = False,
) -> None:
    """Print the empty form: a PDF to be filled in and attached to a reply."""
    # Fonts are loaded by the commands that print, and by no other.
    from documents.adhesion_form import adhesion_form  # noqa: PLC0415
    from runtime.session_papers import check_pdf  # noqa: PLC0415

    check_pdf(output)
    save(adhesion_form(language), output)
    found = {"file": str(output), "language": language}
    show(found, f"Written: {output}.", as_json=json)


@app.command()
def add(  # noqa: PLR0913  (how a form came in)
    name: Name,
    file: Annotated[Path, typer.Argument(help="The form, a JSON file.")],
    *,
    received: Annotated[
        str | None, typer.Option(help="When it came in; else now.")
    ] = None,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take a form down that came on paper; without a body, one is found for it."""
    form = content(file)

    async def work(opened: Access, effects: EffectRunner) -> Recorded:
        place = await zone(opened, session_named(name).partition("/")[0])
        came = moment("--received", received, place) if received else None
        return await _desk(opened, effects, officer).enter(name, form, reason, came)

    done, carried = carry(work, dry_run=dry_run)
    said = f"Recorded: {done.adhesion}, through {done.body}, {done.admission}."
    tell(done, carried, said, as_json=json)


@app.command("list")
def list_(
    name: Name,
    *,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Asked again, and not yet answered.")
    ] = False,
    json: Json = False,
) -> None:
    """The adhesions to a session, in the order they came."""

    async def work(opened: Access) -> list[AdhesionShown]:
        async with opened.units.read() as unit:
            shelf = AdhesionShelf(unit=unit, book=opened.adhesion_book())
            return await shelf.all(name)

    rows = [one for one in run(work) if not (unconfirmed and one.confirmed)]
    shown = table(
        counted(len(rows), "adhesion"),
        ("body", "of", "organisation", "received", "stands", "confirmed", "persons"),
        (
            (
                one.form.body,
                one.adhesion,
                one.form.organisation.name,
                clock(one.received_at),
                "withdrawn" if one.withdrawn else one.admission,
                "" if one.confirmed else "NO",
                len(one.form.participants),
            )
            for one in rows
        ),
    )
    told = [_without_persons(one) for one in rows]
    show(told, shown, as_json=json)


@app.command()
def admit(
    adhesion: Id,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Admit an adhesion that came after the wall; its body is told."""
    work = _decision(adhesion, reason, admitted=True)
    _at_the_desk(officer, work, dry_run=dry_run, as_json=json)


@app.command()
def refuse(
    adhesion: Id,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Refuse an adhesion that came after the wall; its body is told."""
    work = _decision(adhesion, reason, admitted=False)
    _at_the_desk(officer, work, dry_run=dry_run, as_json=json)


@app.command()
def confirm(
    adhesion: Id, *, reason: Reason, officer: As = CLERK, json: Json = False
) -> None:
    """It still stands, though the session has moved."""

    async def work(desk: AdhesionDesk) -> Done:
        return await desk.confirm(adhesion, reason)

    _at_the_desk(officer, work, as_json=json)


@app.command()
def withdraw(
    adhesion: Id, *, reason: Reason, officer: As = CLERK, json: Json = False
) -> None:
    """They do not come after all; it stays on record, and counts no more."""

    async def work(desk: AdhesionDesk) -> Done:
        return await desk.withdraw(adhesion, reason)

    _at_the_desk(officer, work, as_json=json)


@app.command()
def route(
    adhesion: Id,
    body: Annotated[str, typer.Argument(metavar="BODY", help="The body's code.")],
    *,
    reason: Reason,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Another body leads; the one that led has a copy."""

    async def work(desk: AdhesionDesk) -> Done:
        return await desk.route(adhesion, body, reason)

    _at_the_desk(officer, work, as_json=json)


@app.command()
def erase(
    adhesion: Id,
    *,
    participant: One = None,
    reason: Reason,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Take out who the delegates are; that their organisation took part stays."""

    async def work(desk: AdhesionDesk) -> Done:
        return await desk.erase(adhesion, reason, participant)

    _at_the_desk(officer, work, as_json=json)


@app.command()
def export(adhesion: Id, *, participant: One = None) -> None:
    """What is kept about the delegates, as JSON to hand to them."""

    async def work(opened: Access) -> Any:
        async with opened.units.read() as unit:
            shelf = AdhesionShelf(unit=unit, book=opened.adhesion_book())
            return await shelf.contacts(adhesion, participant)

    show(run(work), "", as_json=True)


def _decision(adhesion: str, reason: str, *, admitted: bool) -> Work:
    return lambda desk: desk.decide(adhesion, reason, admitted=admitted)


def _at_the_desk(
    officer: str,
    work: Work,
    *,
    dry_run: bool = False,
    as_json: bool,
) -> None:
    async def inside(opened: Access, effects: EffectRunner) -> tuple[Any, str]:
        stamp = (await work(_desk(opened, effects, officer))).stamp
        return stamp, await done(opened, stamp) if stamp else ""

    (stamp, told), carried = carry(inside, dry_run=dry_run)
    tell(stamp, carried, told, as_json=as_json)


def _desk(opened: Access, effects: EffectRunner, officer: str) -> AdhesionDesk:
    book = opened.adhesion_book()
    return AdhesionDesk(effects=effects, book=book, actor=officer, now=now())


def _without_persons(one: AdhesionShown) -> dict[str, Any]:
    told = one.model_dump(mode="json", exclude={"form": {"participants"}})
    return {**told, "persons": len(one.form.participants)}


def _text(file: Path) -> dict[str, str]:
    text = read_sheet(content(file), str(file)).get("text")
    if not isinstance(text, dict) or not all(
        isinstance(one, str) and one.strip() for one in text.values()
    ):
        raise DomainError(f"{file} holds no [text]: write it, as in it = '…'.")
    return text
