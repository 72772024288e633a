"""Commands on undertakings: what each side says became of its promises."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    counted,
    now,
    run,
    show,
    table,
    zone,
)
from models.ids import Actor, CorridorCode, SessionId
from models.officer import officer as known_officer
from models.reply_form import Language
from models.two_sides import Side
from models.undertaking import (
    Reopened,
    Undertaking,
    UndertakingState,
    outlook,
    reopened_for,
)
from runtime.client import Access
from runtime.dates import day
from runtime.names import spoken

if TYPE_CHECKING:
    from runtime.undertaking_desk import UndertakingDesk

app = typer.Typer(no_args_is_help=True, help="What the sides promised in sessions.")
Number = Annotated[str, typer.Argument(metavar="N", help="As in IT-RU/XXIX/3.")]
State = Annotated[UndertakingState, typer.Option(help="What became of it.")]


@app.command()
def report(  # noqa: PLR0913  (what a report is made of)
    number: Number,
    *,
    side: Annotated[Side, typer.Option(help="Who says so.")],
    state: State,
    text: Annotated[str, typer.Option(help="In its own words.")],
    until: Annotated[str, typer.Option(help="The new day, when it is moved.")] = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter what one side reports; what it said before stays."""
    moved_to = day("--until", until) if until else None

    async def work(opened: Access) -> Undertaking:
        desk = await _desk(opened, officer, dry=dry_run)
        return await desk.report(
            number, side, state, text, moved_to=moved_to, now=now()
        )

    _show(run(work), dry=dry_run, as_json=json)


@app.command()
def settle(
    number: Number,
    *,
    state: State,
    note: Annotated[str, typer.Option(help="The co-chairs' word.")],
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """End the matter as the co-chairs decided."""

    async def work(opened: Access) -> Undertaking:
        desk = await _desk(opened, officer, dry=dry_run)
        return await desk.settle(number, state, note, now=now())

    _show(run(work), dry=dry_run, as_json=json)


def undertakings(
    corridor: Annotated[str, typer.Argument(metavar="CORRIDOR", help="As in IT-RU.")],
    *,
    language: Annotated[
        Language, typer.Option(help="it, ru or en.")
    ] = Language.ITALIAN,
    json: Json = False,
) -> None:
    """The register of what the sides promised in all sessions."""

    async def work(opened: Access) -> list[Undertaking]:
        async with opened.units.read() as unit:
            code = CorridorCode(corridor.upper())
            return [*await unit.undertakings.of_corridor(code)]

    rows = run(work)
    shown = table(
        counted(len(rows), "undertaking"),
        ("number", "side", "what", "due", "state", "side a", "side b"),
        (
            (
                spoken(one.undertaking),
                " ".join(filter(None, (one.promise.side, one.promise.body))),
                one.promise.text.get(language, f"(not in {language})"),
                one.due,
                one.standing,
                one.text_of(Side.A),
                one.text_of(Side.B),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


async def reopened(
    opened: Access, corridor: CorridorCode, session: SessionId, at: datetime
) -> list[Reopened]:
    """What a session must look at again, on that day at the secretariat."""
    on = at.astimezone(ZoneInfo(await zone(opened, corridor))).date()
    async with opened.units.read() as unit:
        known = await unit.undertakings.of_corridor(corridor)
    return [*reopened_for(known, session, on)]


async def _desk(opened: Access, actor: str, *, dry: bool) -> UndertakingDesk:
    from runtime.undertaking_desk import UndertakingDesk  # noqa: PLC0415  (to act only)

    code = Actor(known_officer(actor))
    effects = None if dry else await opened.effects()
    return UndertakingDesk(units=opened.units, actor=code, effects=effects)


def _show(after: Undertaking, *, dry: bool, as_json: bool) -> None:
    said = f"{spoken(after.undertaking)} is {after.standing}, due {after.due}."
    if dry:
        would, *more = outlook(after)
        said = " ".join((f"{would}; nothing is kept.", *(f"{one}." for one in more)))
    show(after, said, as_json=as_json)
