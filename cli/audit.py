"""Commands of an audit: samples by lot, findings, and what was answered to them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import JsonValue

from cli.command import (
    CLERK,
    ROME,
    As,
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
from models.case import Outcome, Phase
from models.deadlines import end_of
from models.event import Event
from models.finding import FindingState
from models.officer import auditor
from models.reason import given
from models.sampling import LARGEST, Drawing, Sample, lot
from runtime.client import Access
from runtime.dates import day, first_instant
from runtime.reading_room import log, redrawn, refused

if TYPE_CHECKING:
    from runtime.finding_desk import ShownFinding, Told

app = typer.Typer(
    no_args_is_help=True, help="Samples and findings of auditors, and the answers."
)
AsAuditor = Annotated[
    str,
    typer.Option(
        "--as",
        envvar="STAFFETTA_ACTOR",
        help="The auditor, as in auditor:court.",
        callback=auditor,
    ),
]
Code = Annotated[str, typer.Argument(help="As in the register: court.")]
Name = Annotated[
    str, typer.Argument(metavar="FINDING", help="As `audit findings` names it.")
]


@app.command()
def sample(  # noqa: PLR0913  (one option for each filter)
    *,
    size: Annotated[int, typer.Option(min=1, max=LARGEST, help="How many cases.")],
    seed: Annotated[
        str | None, typer.Option(help="Draws the same again; else one is thrown.")
    ] = None,
    phase: Annotated[Phase | None, typer.Option()] = None,
    outcome: Annotated[Outcome | None, typer.Option()] = None,
    region: Annotated[str | None, typer.Option(help="As in RU-LIP.")] = None,
    first: Annotated[
        str | None, typer.Option("--from", help="Opened on this day or after.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", help="Opened on this day or before.")
    ] = None,
    who: AsAuditor,
    json: Json = False,
) -> None:
    """Draw cases by lot: the smallest SHA-256 of the seed, a line feed and the case.

    The seed, the filters and every case there was to draw from are noted, so that
    anybody can draw again.
    """
    drawing = Drawing(
        size=size,
        phase=phase,
        outcome=outcome,
        region=region,
        since=first_instant("--from", first, ROME) if first else None,
        until=end_of(day("--to", last), ROME) if last else None,
    )

    async def work(opened: Access) -> Sample:
        return await opened.reading_room(who).sample(drawing, seed=seed, now=now())

    found = run(work)
    shown = table(
        f"{counted(len(found.drawn), 'case')} of {found.total}, seed {found.seed}",
        ("number", "phase", "outcome", "lot"),
        ((one.ref, one.phase, one.outcome, one.lot[:16]) for one in found.drawn),
    )
    show(found, shown, as_json=json)


@app.command()
def find(
    ref: Ref,
    *,
    text: Annotated[str, typer.Option(help="What is wrong; it stays on record.")],
    event: Annotated[
        int | None, typer.Option(min=1, help="The act, as `history` numbers it.")
    ] = None,
    who: AsAuditor,
    json: Json = False,
) -> None:
    """Attach a finding to an act of a proposal, or to the proposal as a whole."""
    words = given(text, "--text")

    async def work(opened: Access) -> Told:
        return await opened.finding_desk(who).find(ref, words, event=event, now=now())

    told = run(work)
    show(told, f"Finding {told.name}, event {told.stamp.seq}.", as_json=json)


@app.command()
def answer(
    name: Name, *, reason: Reason, officer: As = CLERK, json: Json = False
) -> None:
    """Say what the secretariat answers to a finding."""

    async def work(opened: Access) -> Told:
        return await opened.finding_desk(officer).answer(name, reason, now=now())

    told = run(work)
    show(told, f"Answered: {told.name}, event {told.stamp.seq}.", as_json=json)


@app.command()
def close(name: Name, *, reason: Reason, who: AsAuditor, json: Json = False) -> None:
    """Close a finding: who opened it says why it is settled, or is let be."""

    async def work(opened: Access) -> Told:
        return await opened.finding_desk(who).close(name, reason, now=now())

    told = run(work)
    show(told, f"Closed: {told.name}, event {told.stamp.seq}.", as_json=json)


@app.command()
def findings(
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF]", help="Of one proposal.")
    ] = None,
    *,
    state: Annotated[FindingState | None, typer.Option()] = None,
    json: Json = False,
) -> None:
    """The findings, and what was answered to each."""

    async def work(opened: Access) -> list[ShownFinding]:
        found = await opened.finding_desk(CLERK).findings(ref)
        return [one for one in found if state in (None, one.state)]

    rows = run(work)
    shown = table(
        counted(len(rows), "finding"),
        ("number", "state", "opened", "by", "event", "finding", "answer", "closed"),
        (
            (
                *(one.name, one.state, clock(one.finding.opened_at)),
                *(one.finding.auditor, one.finding.event, one.text),
                *(one.answer, one.closing),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command("log")
def log_(code: Code, *, json: Json = False) -> None:
    """What an auditor read and drew, each with its time."""

    async def work(opened: Access) -> list[Event]:
        return [*await log(opened.units, code)]

    rows = run(work)
    shown = table(
        f"auditor {code}: {counted(len(rows), 'event')}",
        ("no.", "time", "what", "of"),
        ((one.seq, clock(one.at), *_did(one.body)) for one in rows),
    )
    show(rows, shown, as_json=json)


@app.command("refused")
def refused_(
    *,
    whom: Annotated[
        str | None, typer.Option("--officer", help="As in secretariat:o1.")
    ] = None,
    json: Json = False,
) -> None:
    """What officers were refused, and with which sentence."""

    async def work(opened: Access) -> list[Event]:
        return [*await refused(opened.units, whom)]

    rows = run(work)
    shown = table(
        counted(len(rows), "refusal"),
        ("time", "who", "what", "of", "why not"),
        (
            (
                *(clock(one.at), one.actor, one.body["act"]),
                *(_list(one.body["asked"]), one.reason),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command()
def redraw(
    code: Code,
    number: Annotated[int, typer.Argument(min=1, help="As `audit log` numbers it.")],
    *,
    json: Json = False,
) -> None:
    """Draw a sample again from the seed and the cases kept of it, and compare."""
    found = run(lambda opened: redrawn(opened.units, code, number))
    judged = "the same" if found.same else "NOT the same"
    shown = table(
        f"{found.size} of {len(found.population)}, seed {found.seed}: {judged}",
        ("lot", "drawn now", "on record"),
        (
            (lot(found.seed, now_)[:16], now_, then)
            for now_, then in zip_longest(found.drawn, found.noted, fillvalue="")
        ),
    )
    told = {**found.model_dump(mode="json"), "same": found.same}
    show(told, shown, as_json=json)
    if not found.same:
        raise typer.Exit(1)


def _did(body: Mapping[str, JsonValue]) -> tuple[str, str]:
    """A reading by its command and what was asked, a sample by its numbers."""
    asked = body.get("read")
    if not isinstance(asked, dict):
        return "audit sample", f"{body['size']} of {body['total']}, seed {body['seed']}"
    return str(body["command"]), _list(asked)


def _list(asked: JsonValue) -> str:
    assert isinstance(asked, dict)  # noqa: S101  (written so, and hashed)
    return ", ".join(f"{name} {value}" for name, value in asked.items())
