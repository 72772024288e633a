"""The command on proposals that may be one project."""

from typing import Annotated

import typer

from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    Ref,
    now,
    one_of,
    run,
    show,
    table,
)
from models.errors import DomainError
from models.event import Stamp
from models.foreseen import Foreseen
from models.likeness import Duplicate, DuplicateDecision
from models.reference_number import case_named
from runtime.client import Access
from runtime.names import done, foreseen_lines

app = typer.Typer()


@app.command()
def duplicate(  # noqa: PLR0913  (one flag for each word of a person)
    ref: Ref,
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", help="Closed, when merged.")
    ] = None,
    *,
    merge: Annotated[bool, typer.Option("--merge", help="REF goes on.")] = False,
    link: Annotated[bool, typer.Option("--link", help="Across cycles.")] = False,
    distinct: Annotated[bool, typer.Option("--distinct")] = False,
    reason: Reason = "",
    dry_run: DryRun = False,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Say whether two proposals are one project; without OTHER, what is suspected.

    Merged, OTHER is closed and its sender is written to as that of REF is.
    """
    if other is None:
        _suspected(ref, as_json=json)
        return
    word = DuplicateDecision(one_of(merge=merge, link=link, distinct=distinct))

    async def work(opened: Access) -> tuple[Stamp, Foreseen | None, str, list[str]]:
        desk = await opened.duplicate_desk(officer, now=now(), dry=dry_run)
        effects = await opened.effects()
        stamp = await desk.decide(effects, ref, other, word, reason=reason, now=now())
        seen = desk.foreseen
        lines = await foreseen_lines(opened, seen)
        return stamp, seen, await done(opened, stamp), lines

    stamp, foreseen, told, lines = run(work)
    if dry_run:
        would = lines or ["Nothing but its trace in the record."]
        show(foreseen, "\n".join(["It would set off:", *would]), as_json=json)
        return
    show(stamp, "\n".join([told, *lines]), as_json=json)


def _suspected(ref: str, *, as_json: bool) -> None:
    async def work(opened: Access) -> list[tuple[str, Duplicate]]:
        async with opened.units.read() as unit:
            case = await unit.cases.find(case_named(ref))
            if case is None:
                raise DomainError(f"There is no proposal {ref}: check its number.")
            pairs = await unit.duplicates.of(case.case)
            found: list[tuple[str, Duplicate]] = []
            for one in pairs:
                peer = one.other if one.case == case.case else one.case
                found.append(((await unit.cases.get(peer)).ref, one))
            return found

    rows = run(work)
    shown = table(
        f"{ref}: {len(rows)} alike",
        ("proposal", "percent", "why", "decision", "by"),
        (
            (
                *(peer, one.percent, "; ".join(one.why)),
                *(one.decision or "open", one.decided_by),
            )
            for peer, one in rows
        ),
    )
    show([one for _, one in rows], shown, as_json=as_json)
