"""Commands on deadlines: explained, stopped, resumed; and the calendars they use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    Ref,
    act,
    clock,
    counted,
    now,
    run,
    show,
    table,
    zone,
)
from models.calendar_changes import differences
from models.deadline import CalendarRef
from models.deadline_words import explain
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import proposal_workflow_id
from models.reply_form import Language
from models.running_deadline import KeptCalendar, RunningDeadline
from models.working_calendar import WorkingCalendar
from runtime.client import Access
from runtime.names import in_words

if TYPE_CHECKING:
    from runtime.clock_desk import Adoption

app = typer.Typer()
calendars = typer.Typer(no_args_is_help=True, help="Calendars deadlines count in.")
In = Annotated[Language, typer.Option("--language", help="it, ru or en.")]


class Explained(Frozen):
    """A deadline, and why it ends when it ends."""

    deadline: RunningDeadline
    why: str


@app.command()
def deadlines(ref: Ref, *, language: In = Language.ENGLISH, json: Json = False) -> None:
    """Every deadline of a proposal, and why it ends when it ends."""

    async def work(opened: Access) -> tuple[list[Explained], str]:
        case = await opened.reading.case_by_ref(ref)
        place = await zone(opened, case.corridor)
        found: list[Explained] = []
        async with opened.units.read() as unit:
            for one in await unit.deadlines.of(proposal_workflow_id(case.case)):
                known = one.deadline.calendar
                calendar = await unit.calendars.of(known) if known else None
                why = explain(one.deadline, calendar, language)
                found.append(Explained(deadline=one, why=why))
        return found, place

    rows, place = run(work)
    shown = table(
        counted(len(rows), "deadline"),
        ("deadline", "ends", "state", "why"),
        (
            (
                one.deadline.name,
                clock(one.deadline.ends_at, place),
                _state(one.deadline),
                one.why,
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command()
def stop(
    ref: Ref,
    *,
    waiting_for: Annotated[str, typer.Option(help="Whom, as in Regione Monteverde.")],
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Stop our own clocks on a proposal: somebody else is waited for."""
    if not waiting_for.strip():
        raise DomainError("--waiting-for is blank: name who is waited for.")
    act(
        officer,
        lambda office: office.stop_clocks(ref, waiting_for, reason),
        as_json=json,
        dry_run=dry_run,
    )


@app.command()
def resume(
    ref: Ref,
    *,
    reason: Reason = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let the stopped clocks run again; the days between do not count."""
    act(
        officer,
        lambda office: office.resume_clocks(ref, reason),
        as_json=json,
        dry_run=dry_run,
    )


@calendars.command("list")
def list_(*, json: Json = False) -> None:
    """The versions that deadlines were counted in, and how today's differ."""

    async def work(opened: Access) -> list[tuple[KeptCalendar, int]]:
        async with opened.units.read() as unit:
            kept = await unit.calendars.versions()
        return [(one, _changed(one)) for one in kept]

    rows = run(work)
    shown = table(
        counted(len(rows), "calendar"),
        ("calendar", "version", "kept", "days changed since"),
        (
            (one.name, one.version, clock(one.kept_at), changed or "")
            for one, changed in rows
        ),
    )
    found = [
        {
            **one.model_dump(mode="json", exclude={"content"}),
            "days_changed_since": changed,
        }
        for one, changed in rows
    ]
    show(found, shown, as_json=json)


@calendars.command()
def delete(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As in IT, or IT+RU.")],
    version: Annotated[str, typer.Argument(metavar="VERSION")],
    *,
    json: Json = False,
) -> None:
    """Forget a version that no deadline was ever counted in."""

    async def work(opened: Access) -> None:
        async with opened.units.write() as unit:
            await unit.calendars.drop(CalendarRef(name=name, version=version))

    run(work)
    show({"deleted": version}, f"Deleted: {name} {version}.", as_json=json)


@calendars.command()
def adopt(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As in IT, or IT+RU.")],
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Count terms that run in today's version of a calendar; none ends earlier."""
    calendar = _today(name)

    async def work(opened: Access) -> tuple[list[Adoption], list[str]]:
        office = await opened.office(officer, now=now(), dry=dry_run)
        found = [*await office.adopt_calendar(calendar, reason)]
        lines: list[str] = []
        for one in found:
            lines.append(f"{one.ref}: {one.refused or 'counted anew'}")
            lines += one.foreseen.sentences() if one.foreseen else ()
        return found, await in_words(opened, *lines)

    found, lines = run(work)
    head = "It would set off:" if dry_run else f"{name} {calendar.version}:"
    show(found, "\n".join([head, *lines]), as_json=json)
    if any(one.refused for one in found):
        raise typer.Exit(1)


def _today(name: str) -> WorkingCalendar:
    """The version that new terms are counted in."""
    from store.calendars import HolidayCalendars  # noqa: PLC0415  (it builds years)

    one, both, other = name.upper().partition("+")
    known = HolidayCalendars()
    return known.joint(one, other) if both else known.country(one)


def _changed(kept: KeptCalendar) -> int:
    """How many days of a kept version are different now."""
    try:
        today = _today(kept.name)
    except DomainError:
        return 0
    return len(differences(kept.content, today))


def _state(one: RunningDeadline) -> str:
    if one.closed_at is not None:
        return "closed"
    return "stopped" if one.ends_at is None else "running"
