"""What a session looks like: its agenda, its plan, what it must look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from cli.command import ROME, Json, clock, now, run, screen, show, table, zone
from cli.undertakings import reopened
from models.agenda_rows import Override, Queued
from models.ids import CorridorCode
from models.milestone_words import name_of, why_moved
from models.milestones import Milestone
from models.reference_number import session_named
from models.reply_form import Language
from models.session import Session
from models.undertaking import Reopened
from runtime.client import Access
from runtime.dates import moment
from runtime.names import Refs, refs_in, spoken
from store.read_models import AgendaRow

if TYPE_CHECKING:
    from runtime.session_plans import SessionPlan

Name = Annotated[str, typer.Argument(metavar="SESSION", help="As in IT-RU/XXIX.")]
Ends = Annotated[
    str | None, typer.Option(help="The last day; else as long as it was, or one day.")
]


class _Seen(NamedTuple):
    session: Session
    placed: list[AgendaRow]
    queue: list[Queued]
    overrides: list[Override]
    again: list[Reopened]


def show_(name: Name, *, json: Json = False) -> None:
    """One session and its agenda, with what waits and why."""

    async def work(
        opened: Access,
    ) -> tuple[_Seen, Refs]:
        of = session_named(name)
        async with opened.units.read() as unit:
            session = await unit.sessions.get(of)
            queue = [*await unit.agendas.queue(of)]
            overrides = [*await unit.agendas.overrides(of)]
        placed = [*await opened.reading.agenda(of)]
        again = await reopened(opened, session.corridor, of, now())
        told = (*(one.case for one in queue), *(o.conflict.sentence for o in overrides))
        refs = await refs_in(opened, told)
        return _Seen(session, placed, queue, overrides, again), refs

    (session, placed, queue, overrides, again), refs = run(work)
    zone = session.timetable.zone if session.timetable else ROME
    shown = table(
        f"{session.corridor}/{session.roman}: {session.state},"
        f" {session.place_in('en')}, {clock(session.starts_at) or 'no date'},"
        f" {session.capacity} minutes",
        ("place", "table", "at", "number", "title", "minutes", "phase", "why"),
        (
            (
                one.position,
                one.table,
                clock(one.starts_at, zone),
                one.ref,
                one.title.get("en", ""),
                f"{one.minutes}{' by hand' if one.by_hand else ''}",
                one.phase,
                one.explanation,
            )
            for one in placed
        ),
    )
    found = {
        **session.model_dump(mode="json"),
        "agenda": placed,
        "waiting": queue,
        "overridden": overrides,
        "reopened": [one.undertaking for one in again],
    }
    show(found, shown, as_json=json)
    if not json:
        for item in queue:
            what = spoken(item.case, refs)
            screen().print(f"{what} waits: {item.rank}; {item.why}")
        for accepted in overrides:
            screen().print(f"Accepted by {accepted.by} ({accepted.note}): ", end="")
            screen().print(spoken(accepted.conflict.sentence, refs))
        _say_reopened(again)


def plan(
    name: Name,
    *,
    date: Annotated[
        str | None, typer.Option(help="As if the session began on this day.")
    ] = None,
    ends: Ends = None,
    language: Annotated[Language, typer.Option(help="it, ru or en.")] = (
        Language.ENGLISH
    ),
    json: Json = False,
) -> None:
    """Every step of a session's cycle, what no longer fits, and what overlaps it."""
    of = session_named(name)

    async def work(opened: Access) -> tuple[SessionPlan, list[Reopened]]:
        corridor = CorridorCode(of.partition("/")[0].upper())
        place = await zone(opened, corridor)
        first = moment("--date", date, place) if date else None
        last = moment("--ends", ends, place) if ends else None
        again = await reopened(opened, corridor, of, now())
        return await opened.session_plan(of, first, last, now=now()), again

    found, again = run(work)
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
    if not json:
        _say_reopened(again)


def _say_reopened(again: list[Reopened]) -> None:
    for one in again:
        number = spoken(one.undertaking.undertaking)
        screen().print(f"To look at again: {number}: {one.why}.")


def _standing(one: Milestone) -> str:
    if one.done:
        return "done"
    if not one.fits:
        return "NO LONGER FITS"
    return "pinned" if one.pinned else ""
