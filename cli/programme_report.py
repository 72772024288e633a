"""Commands on what a programme holds, and leaves at its end."""

from pathlib import Path
from typing import Annotated

import typer

from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    counted,
    now,
    run,
    screen,
    show,
    table,
)
from cli.programmes import Corridor, Why, Years, done, toml
from models.event import Stamp
from models.ids import CorridorCode
from models.programme import WorkProgramme
from models.programme_content import BalanceLine, Destination, HandOver
from runtime.client import Access
from runtime.programme_desk import (
    ProgrammeShown,
    foresee_closing,
    list_programmes,
    show_programme,
)
from runtime.programme_sheets import destinations_of

app = typer.Typer()


@app.command()
def close(  # noqa: PLR0913  (what is decided about what is open)
    corridor: Corridor,
    code: Years,
    *,
    decisions: Annotated[
        Path | None, typer.Option(help="A TOML file: an [item] for each open item.")
    ] = None,
    onto: Annotated[
        int | None,
        typer.Option(min=1, help="Guideline of the next programme for all the rest."),
    ] = None,
    reason: Why = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Hand over what is open, item by item, and close the programme."""
    named, decided = CorridorCode(corridor.upper()), _decisions(decisions)
    if dry_run:

        async def look(opened: Access) -> HandOver:
            return await foresee_closing(opened.units, named, code, decided, onto)

        _show_hand_over(run(look), as_json=json)
        return

    async def work(opened: Access) -> Stamp:
        desk = await opened.programme_desk(officer, now=now())
        return await desk.close(named, code, decided=decided, onto=onto, reason=reason)

    done(run(work), as_json=json)


@app.command("list")
def list_(corridor: Corridor, *, json: Json = False) -> None:
    """The programmes of a corridor, by their years."""

    async def work(opened: Access) -> list[WorkProgramme]:
        return await list_programmes(opened.units, CorridorCode(corridor.upper()))

    rows = run(work)
    shown = table(
        counted(len(rows), "programme"),
        ("years", "state", "until", "signed", "guidelines"),
        (
            (
                one.code,
                one.state,
                one.until,
                one.signature.on if one.signature else "",
                len(one.guidelines),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command("show")
def show_(
    corridor: Corridor,
    code: Annotated[str | None, typer.Argument(metavar="YEARS")] = None,
    *,
    json: Json = False,
) -> None:
    """A programme: its state, and what was promised, presented and signed.

    Without years, the one of today's three.
    """
    first = now().year - now().year % 3
    named = code or f"{first}-{first + 2}"

    async def work(opened: Access) -> ProgrammeShown:
        return await show_programme(opened.units, CorridorCode(corridor.upper()), named)

    found = run(work)
    work_ = found.work
    shown = table(
        f"{work_.programme.corridor} {work_.code}: {work_.state},"
        f" {work_.programme.start} to {work_.until}",
        ("guideline", "title", "promised", "presented", "signed"),
        (
            *(
                (number, _title(work_, number), *line)
                for number, line in found.lines.items()
            ),
            ("in all", "", *found.total),
        ),
    )
    told = {
        **work_.programme.model_dump(mode="json"),
        **work_.model_dump(mode="json", exclude={"programme"}),
        "until": str(work_.until),
        "balance": {
            "by_guideline": {n: _counts(one) for n, one in found.lines.items()},
            "total": _counts(found.total),
        },
    }
    show(told, shown, as_json=json)


def _counts(line: BalanceLine) -> dict[str, int]:
    return line._asdict()


def _title(work: WorkProgramme, number: int) -> str:
    guideline = work.guideline(number)
    titles = guideline.title if guideline else {}
    return titles.get("en") or next(iter(titles.values()), "")


def _show_hand_over(found: HandOver, *, as_json: bool) -> None:
    rows = [
        {
            "kind": line.item.kind,
            "item": line.item.item,
            "what": line.item.what,
            "to": line.to.model_dump(mode="json") if line.to else None,
            "sentence": line.sentence,
        }
        for line in found.lines
    ]
    shown = table(
        counted(len(rows), "open item"),
        ("kind", "what", "where it goes"),
        ((one["kind"], one["what"], one["sentence"]) for one in rows),
    )
    told = {"items": rows, "problems": found.problems, "undecided": found.undecided}
    show(told, shown, as_json=as_json)
    if not as_json:
        for problem in found.problems:
            screen().print(problem)


def _decisions(file: Path | None) -> dict[str, Destination]:
    return destinations_of(toml(file), str(file)) if file else {}
