"""Commands on letters out: listed, and printed as they were sent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cli.command import (
    CLERK,
    ROME,
    As,
    AsText,
    DryRun,
    Json,
    Reason,
    clock,
    counted,
    now,
    run,
    show,
    table,
)
from cli.trial import carry, tell
from models.event import Stamp
from models.ids import LetterId, proposal_workflow_id
from models.letter import Letter, LetterState
from runtime.client import Access
from runtime.dates import deadline
from runtime.names import refs_in, spoken
from runtime.readable import of_letter

if TYPE_CHECKING:
    from activities.effects import EffectRunner
    from activities.resending import Resent

app = typer.Typer()
_WAITING = frozenset({LetterState.READY, LetterState.DEFERRED})
post = typer.Typer(
    no_args_is_help=True, help="Letters held, stopped, let go, sent again."
)


@app.command()
def letters(
    *,
    ref: Annotated[str | None, typer.Option(help="Of one proposal.")] = None,
    state: Annotated[LetterState | None, typer.Option()] = None,
    limit: Annotated[int, typer.Option(min=1)] = 200,
    json: Json = False,
) -> None:
    """The letters, the newest first."""

    async def work(opened: Access) -> list[Letter]:
        stream = None
        if ref:
            case = await opened.reading.case_by_ref(ref)
            stream = proposal_workflow_id(case.case)
        found = await opened.reading.letters(stream=stream, state=state, limit=limit)
        return [*found]

    rows = run(work)
    shown = table(
        counted(len(rows), "letter"),
        ("written", "kind", "to", "state", "leaves", "subject", "letter"),
        (
            (
                *(clock(one.written_at), one.kind, one.body or "proposer"),
                *(one.state, _leaves(one), one.subject, one.letter),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


def _leaves(letter: Letter) -> str:
    """When one that waits will be sent; nothing for all others."""
    return clock(letter.next_at) if letter.state in _WAITING else ""


Name = Annotated[str, typer.Argument(metavar="ID", help="As `letters` names it.")]


@post.command()
def recall(
    name: Name,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Stop a letter that has not left, for good."""

    async def work(
        opened: Access, effects: EffectRunner
    ) -> tuple[Stamp | None, list[str]]:
        desk = await opened.post_desk(officer, effects.units if dry_run else None)
        done, ended = await desk.recall(LetterId(name), reason, now=now())
        refs = await refs_in(opened, ended)
        return done, [
            f"Nobody else may answer {spoken(case, refs)}: its round closes."
            for case in ended
        ]

    (done, ends), carried = carry(work, dry_run=dry_run)
    said = "\n".join(["Recalled: it will not leave.", *ends])
    tell(done, carried.besides("1 letter never leaves.", *ends), said, as_json=json)


@post.command()
def hold(
    name: Name,
    *,
    until: Annotated[str, typer.Option(help="YYYY-MM-DD: it leaves after that day.")],
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Keep a letter back that has not left."""

    async def work(opened: Access, effects: EffectRunner) -> Stamp | None:
        desk = await opened.post_desk(officer, effects.units if dry_run else None)
        return await desk.hold(
            LetterId(name), deadline("--until", until, ROME), reason, now=now()
        )

    done, carried = carry(work, dry_run=dry_run)
    leaves = f"1 letter leaves after {until}."
    tell(done, carried.besides(leaves), f"Held: it leaves after {until}.", as_json=json)


@post.command()
def release(
    name: Name,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Send a letter now, without waiting for its window."""

    async def work(opened: Access, effects: EffectRunner) -> Stamp | None:
        desk = await opened.post_desk(officer, effects.units if dry_run else None)
        return await desk.release(LetterId(name), reason, now=now())

    done, carried = carry(work, dry_run=dry_run)
    leaves = carried.besides("1 letter leaves at once.")
    tell(done, leaves, "Released: it leaves now.", as_json=json)


@post.command()
def resend(
    name: Name,
    *,
    preface: Annotated[str, typer.Option(help="A line that stands above the letter.")],
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Send a letter that has left once more, with a line above it."""
    from runtime.resend_desk import ResendDesk  # noqa: PLC0415  (only to act)

    async def work(opened: Access, effects: EffectRunner) -> Resent:
        desk = ResendDesk(opened, effects, officer, now=now())
        return await desk.resend(name, preface, reason)

    done, carried = carry(work, dry_run=dry_run)
    tell(done.stamp, carried, f"Written again: {done.letter}.", as_json=json)


@app.command()
def letter(
    name: Name,
    *,
    text: AsText = False,
    json: Json = False,
) -> None:
    """One letter, to the byte as it was sent; or as its reader sees it."""

    async def work(opened: Access) -> tuple[Letter, bytes]:
        async with opened.units.read() as unit:
            found = await unit.letters.get(LetterId(name))
            return found, await unit.papers.get(found.raw)

    found, raw = run(work)
    said = of_letter(raw) if text else raw.decode("utf-8", "replace")
    if json:
        show({**found.model_dump(mode="json"), "text": said}, "", as_json=True)
    else:
        sys.stdout.write(said.replace("\r\n", "\n"))
