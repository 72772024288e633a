"""Commands that print a session: its agenda, its dossier, its protocol."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.command import Json, content, run, show
from runtime.client import Access

if TYPE_CHECKING:
    from runtime.session_papers import Paper, SessionShelf

Name = Annotated[str, typer.Argument(metavar="SESSION", help="As in IT-RU/XXIX.")]
Output = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", help="Ends in .pdf.")
]
OfRelease = Annotated[
    int | None,
    typer.Option(
        "--release", min=1, help="Else as it stands: the last one, or provisional."
    ),
]


def agenda(
    name: Name, *, output: Output, release: OfRelease = None, json: Json = False
) -> None:
    """Print the agenda in the corridor's two languages; a release never changes."""
    _release("agenda", name, output, release, as_json=json)


def dossier(
    name: Name, *, output: Output, release: OfRelease = None, json: Json = False
) -> None:
    """Print every item's sheet with its bodies and money, in agenda order."""
    _release("dossier", name, output, release, as_json=json)


def protocol(
    name: Name,
    *,
    output: Output,
    minutes: Annotated[
        Path | None,
        typer.Option(help="A sheet not recorded yet: prints a draft of it."),
    ] = None,
    json: Json = False,
) -> None:
    """Print the protocol; a draft until both languages match and it is on record."""
    sheet = content(minutes) if minutes else None
    _print(lambda shelf: shelf.protocol(name, sheet), output, as_json=json)


def _release(
    kind: str, name: str, output: Path, release: int | None, *, as_json: bool
) -> None:
    from runtime.session_papers import PaperKind  # noqa: PLC0415  (as below)

    of = PaperKind(kind)
    _print(lambda shelf: shelf.paper(of, name, release), output, as_json=as_json)


def _print(
    made: "Callable[[SessionShelf], Awaitable[Paper]]", output: Path, *, as_json: bool
) -> None:
    # Fonts are loaded by these commands, and by no other.
    from runtime.session_papers import (  # noqa: PLC0415
        SessionShelf,
        check_pdf,
        write,
    )

    check_pdf(output)

    async def work(opened: Access) -> "Paper":
        paper = await made(SessionShelf(opened.units, opened.reference))
        write(paper, output)
        return paper

    paper = run(work)
    found = {
        "file": str(output),
        "title": paper.document.title,
        "release": paper.release,
        "draft": paper.draft,
        "dated": paper.document.dated,
        "languages": paper.document.languages,
        "differing": paper.differing,
    }
    how = " (draft)" if paper.draft else ""
    said = f"Written: {paper.document.title}{how}: {output}."
    if paper.differing:
        said += f" The two languages differ: {'; '.join(paper.differing)}."
    show(found, said, as_json=as_json)
