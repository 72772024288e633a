"""Commands on a session's agenda: its tables, and items moved, swapped, taken off."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

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
    content,
    counted,
    run,
    show,
    table,
    zone,
)
from models.agenda_rows import Announced
from models.errors import DomainError
from models.reference_number import session_named
from models.session_timetable import timetable_of
from runtime.client import Access
from runtime.dates import moment

Name = Annotated[str, typer.Argument(metavar="SESSION", help="As in IT-RU/XXIX.")]
Note = Annotated[
    str, typer.Option("--note", help="Why conflicts are accepted; else they refuse.")
]


def tables(  # noqa: PLR0913  (what every decision has)
    name: Name,
    file: Annotated[Path, typer.Argument(help="A sheet of TOML (docs/agenda.md).")],
    *,
    reason: Reason = "",
    note: Note = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Lay a session's tables: rooms, opening hours of each day, pauses."""
    sheet = content(file)
    act(
        officer,
        lambda office: office.lay_tables(name, sheet, reason=reason, note=note),
        as_json=json,
        dry_run=dry_run,
    )


def move(  # noqa: PLR0913  (where an item goes, and why)
    name: Name,
    ref: Ref,
    *,
    to: Annotated[str, typer.Option("--table", help="The table's key.")],
    at: Annotated[str, typer.Option(help="2026-12-10T10:30, on the session's clocks.")],
    minutes: Annotated[int | None, typer.Option(help="Else as long as it was.")] = None,
    reason: Reason = "",
    note: Note = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Give an item a time of a table; it keeps it when the agenda is drawn again."""
    starts_at = _on_its_clocks(name, at)
    act(
        officer,
        lambda office: office.move_item(
            name,
            ref,
            table=to,
            at=starts_at,
            minutes=minutes,
            reason=reason,
            note=note,
        ),
        as_json=json,
        dry_run=dry_run,
    )


def swap(  # noqa: PLR0913  (what every decision has)
    name: Name,
    ref: Ref,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other's number.")],
    *,
    reason: Reason = "",
    note: Note = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let two items change places; each keeps its minutes."""
    act(
        officer,
        lambda office: office.swap_items(name, ref, other, reason=reason, note=note),
        as_json=json,
        dry_run=dry_run,
    )


def remove(
    name: Name,
    ref: Ref,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take an item off; once the agenda is frozen it goes to the next session."""
    act(
        officer,
        lambda office: office.remove_item(name, ref, reason=reason),
        as_json=json,
        dry_run=dry_run,
    )


def add_late(
    name: Name,
    ref: Ref,
    *,
    reason: Reason = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """After the freeze: into a free gap of its table, or it waits for one."""
    act(
        officer,
        lambda office: office.add_late_item(name, ref, reason=reason),
        as_json=json,
        dry_run=dry_run,
    )


def partner_out(  # noqa: PLR0913  (what every decision has)
    name: Name,
    ref: Ref,
    body: Annotated[str, typer.Argument(help="The body that withdraws.")],
    *,
    reason: Reason,
    note: Note = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """A partner withdraws: its first reserve comes in, or nobody."""
    act(
        officer,
        lambda office: office.drop_partner(name, ref, body, reason=reason, note=note),
        as_json=json,
        dry_run=dry_run,
    )


def releases(name: Name, *, json: Json = False) -> None:
    """Every release of a session's agenda, and what it changed."""

    async def work(opened: Access) -> tuple[list[Announced], str]:
        session = session_named(name)
        async with opened.units.read() as unit:
            found = [*await unit.agendas.releases(session)]
        return found, await zone(opened, session.partition("/")[0])

    rows, place = run(work)
    shown = table(
        counted(len(rows), "release"),
        ("release", "told", "items", "changes"),
        (
            (
                *(one.number, clock(one.at, place), len(one.release.entries)),
                "\n".join(one.changes),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


def _on_its_clocks(name: str, given: str) -> datetime:
    """An instant as the clocks of the session's tables show it."""

    async def zone(opened: Access) -> str:
        async with opened.units.read() as unit:
            session = await unit.sessions.get(session_named(name))
            corridor = await unit.corridors.get(session.corridor)
        found = timetable_of(session, corridor)
        if found is None:
            raise DomainError(f"{name} has no date: nothing can be placed yet.")
        return found.zone

    return moment("--at", given, run(zone))
