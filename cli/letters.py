"""Commands on letters out: listed, and printed as they were sent."""

import sys
from typing import Annotated

import typer

from cli.command import Json, clock, run, show, table
from models.ids import LetterId, proposal_workflow_id
from models.letter import Letter, LetterState
from runtime.client import Access

app = typer.Typer()


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
        f"{len(rows)} letters",
        ("written", "kind", "to", "state", "subject", "letter"),
        (
            (
                *(clock(one.written_at), one.kind, one.body or "proposer"),
                *(one.state, one.subject, one.letter),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command()
def letter(
    name: Annotated[str, typer.Argument(metavar="ID", help="As `letters` names it.")],
    *,
    json: Json = False,
) -> None:
    """One letter, to the byte as it was sent."""

    async def work(opened: Access) -> tuple[Letter, bytes]:
        async with opened.units.read() as unit:
            found = await unit.letters.get(LetterId(name))
            return found, await unit.papers.get(found.raw)

    found, raw = run(work)
    text = raw.decode("utf-8", "replace")
    if json:
        show({**found.model_dump(mode="json"), "text": text}, "", as_json=True)
    else:
        sys.stdout.write(text.replace("\r\n", "\n"))
