"""Commands on sessions: opened, shown, frozen, postponed, held."""

from typing import Annotated

import typer

from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    act,
    clock,
    moment,
    now,
    run,
    screen,
    show,
    table,
    zone,
)
from models.ids import CorridorCode
from models.milestone_words import name_of, why_moved
from models.milestones import Milestone
from models.reference_number import session_named
from models.session import Session
from runtime.client import Access
from runtime.session_plans import SessionPlan
from store.read_models import AgendaRow

app = typer.Typer(no_args_is_help=True, help="Sessions and their agendas.")
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
    json: Json = False,
) -> None:
    """Open a session: it collects proposals until its agenda is frozen."""
    named = session_named(name)
    corridor, _, ordinal = named.partition("/")

    async def where(opened: Access) -> str:
        return await zone(opened, corridor)

    here = run(where)
    starts_at = moment(date, here)
    ends_at = moment(ends, here) if ends else None
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
    )


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
        f"{len(rows)} sessions",
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
                len(one.postponed_from) or "",
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command("show")
def show_(name: Name, *, json: Json = False) -> None:
    """One session and its agenda."""

    async def work(opened: Access) -> tuple[Session, list[AgendaRow]]:
        named = session_named(name)
        async with opened.units.read() as unit:
            session = await unit.sessions.get(named)
        return session, [*await opened.reading.agenda(named)]

    session, agenda = run(work)
    shown = table(
        f"{session.corridor}/{session.roman}: {session.state}, {session.place}, "
        f"{clock(session.starts_at) or 'no date'}, {session.capacity} minutes",
        ("place", "number", "title", "minutes", "phase", "why"),
        (
            (
                one.position,
                one.ref,
                one.title.get("en", ""),
                one.minutes,
                one.phase,
                one.why,
            )
            for one in agenda
        ),
    )
    found = {**session.model_dump(mode="json"), "agenda": agenda}
    show(found, shown, as_json=json)


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
def hold(
    name: Name,
    *,
    not_treated: Annotated[
        list[str] | None, typer.Option(help="A proposal that was not treated.")
    ] = None,
    reason: Reason = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Record that the session took place."""
    act(
        officer,
        lambda office: office.hold(name, not_treated or (), reason),
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

    async def where(opened: Access) -> str:
        return await zone(opened, session_named(name).partition("/")[0])

    here = run(where)
    date = moment(until, here) if until else None
    last = moment(ends, here) if ends else None
    act(
        officer,
        lambda office: office.postpone(name, date, reason, ends=last),
        as_json=json,
        dry_run=dry_run,
    )


@app.command()
def plan(
    name: Name,
    *,
    date: Annotated[
        str | None, typer.Option(help="As if the session began on this day.")
    ] = None,
    ends: Ends = None,
    language: Annotated[str, typer.Option(help="it, ru or en.")] = "en",
    json: Json = False,
) -> None:
    """Every step of a session's cycle, what no longer fits, and what overlaps it."""
    named = session_named(name)

    async def work(opened: Access) -> SessionPlan:
        place = await zone(opened, named.partition("/")[0])
        first = moment(date, place) if date else None
        last = moment(ends, place) if ends else None
        return await opened.session_plan(named, first, last, now=now())

    found = run(work)
    shown = table(
        f"{name}: {found.plan.starts_on or 'no date'}",
        ("step", "day", "counted", "now", "why there", "why so long"),
        (
            (
                name_of(one.name, language),
                one.date,
                f"{one.days:+} {one.side}",
                _standing(one),
                why_moved(one, language),
                one.why,
            )
            for one in found.plan.milestones
        ),
    )
    show(found, shown, as_json=json)
    if not json and found.overlapping:
        screen().print(f"Its cycle overlaps that of {', '.join(found.overlapping)}.")


def _standing(one: Milestone) -> str:
    if one.done:
        return "done"
    if not one.fits:
        return "NO LONGER FITS"
    return "pinned" if one.pinned else ""
