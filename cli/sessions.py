"""Commands on sessions: opened, shown, frozen, postponed, held."""

from pathlib import Path
from typing import Annotated

import typer

from cli import agenda, session_format, session_papers, session_views, undertakings
from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    act,
    clock,
    content,
    counted,
    now,
    run,
    show,
    table,
    zone,
)
from cli.session_remarks import tell_unusual
from models.ids import CorridorCode
from models.reference_number import session_named
from models.session import Session
from runtime.client import Access
from runtime.dates import moment, refuse_lone_end

app = typer.Typer(no_args_is_help=True, help="Sessions and their agendas.")
for command in (
    agenda.tables,
    agenda.move,
    agenda.swap,
    agenda.remove,
    agenda.add_late,
    agenda.partner_out,
    agenda.releases,
    undertakings.undertakings,
    session_views.plan,
    session_format.remote,
    session_format.in_person,
    session_papers.agenda,
    session_papers.dossier,
    session_papers.protocol,
):
    app.command()(command)
app.command("show")(session_views.show_)
Ends = Annotated[
    str | None, typer.Option(help="The last day; else as long as it was, or one day.")
]
Name = Annotated[str, typer.Argument(metavar="SESSION", help="As in IT-RU/XXIX.")]


@app.command("open")
def open_(  # noqa: PLR0913  (the fields of a session)
    name: Name,
    *,
    programme: Annotated[str, typer.Option(help="As in 2025-2027.")],
    country: Annotated[str, typer.Option(help="The host, as in IT.")],
    place: Annotated[str, typer.Option(help="The city.")],
    date: Annotated[str, typer.Option(help="2026-12-10 or 2026-12-10T10:30.")],
    ends: Ends = None,
    capacity: Annotated[int, typer.Option(help="Minutes on the agenda.")],
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Open a session: it collects proposals until its agenda is frozen."""
    named = session_named(name)
    corridor, _, ordinal = named.partition("/")

    async def where(opened: Access) -> str:
        return await zone(opened, corridor)

    here = run(where)
    starts_at = moment("--date", date, here)
    ends_at = moment("--ends", ends, here) if ends else None
    act(
        officer,
        lambda office: office.open_session(
            corridor,
            ordinal,
            programme=programme,
            country=country.upper(),
            place=place,
            starts_at=starts_at,
            ends_at=ends_at,
            capacity=capacity,
            now=now(),
        ),
        as_json=json,
        dry_run=dry_run,
    )
    if not (json or dry_run):
        tell_unusual(named)


@app.command("list")
def list_(
    *, corridor: Annotated[str | None, typer.Option()] = None, json: Json = False
) -> None:
    """The sessions, by number."""

    async def work(opened: Access) -> list[Session]:
        code = CorridorCode(corridor.upper()) if corridor else None
        return [*await opened.reading.sessions(code)]

    rows = run(work)
    shown = table(
        counted(len(rows), "session"),
        (
            "session",
            "state",
            "place",
            "starts",
            "agenda frozen",
            "minutes",
            "postponed",
        ),
        (
            (
                f"{one.corridor}/{one.roman}",
                one.state,
                f"{one.place} ({one.country})",
                clock(one.starts_at),
                clock(one.freeze_at),
                one.capacity,
                one.postponements or "",
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command()
def freeze(
    name: Name,
    *,
    reason: Reason = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Freeze the agenda now; what does not fit goes to the next session."""
    act(
        officer,
        lambda office: office.freeze(name, reason),
        as_json=json,
        dry_run=dry_run,
    )


@app.command()
def hold(  # noqa: PLR0913  (how a sitting is recorded)
    name: Name,
    *,
    not_treated: Annotated[
        list[str] | None, typer.Option(help="A proposal that was not treated.")
    ] = None,
    minutes: Annotated[
        Path | None, typer.Option(help="A sheet of TOML (docs/agenda.md).")
    ] = None,
    reason: Reason = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Record that the session took place, with its minutes if they were taken."""
    sheet = content(minutes) if minutes else b""
    act(
        officer,
        lambda office: office.hold(name, not_treated or (), reason, minutes=sheet),
        as_json=json,
        dry_run=dry_run,
    )


@app.command()
def cancel(
    name: Name,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Cancel a session: its number is burnt, its proposals go to the next one."""
    act(
        officer,
        lambda office: office.cancel_session(name, reason),
        as_json=json,
        dry_run=dry_run,
    )


@app.command()
def postpone(  # noqa: PLR0913  (what a session moves to)
    name: Name,
    *,
    until: Annotated[
        str | None, typer.Option(help="The new date; without it the date is unknown.")
    ] = None,
    ends: Ends = None,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Move a session; its plan follows, and its proposals keep their place."""
    refuse_lone_end(until, ends)

    async def where(opened: Access) -> str:
        return await zone(opened, session_named(name).partition("/")[0])

    here = run(where)
    date = moment("--until", until, here) if until else None
    last = moment("--ends", ends, here) if ends else None
    act(
        officer,
        lambda office: office.postpone(name, date, reason, ends=last),
        as_json=json,
        dry_run=dry_run,
    )
