"""Commands on reports: drawn from the record, shown or written into a file."""

from pathlib import Path
from typing import Annotated

import typer

from cli.command import Json, counted, now, run, saying, show
from models.document import Language
from runtime.client import Access

app = typer.Typer(
    no_args_is_help=True,
    help="Reports on any period, in three languages, as PDF, XLSX, CSV or SVG.",
)
From = Annotated[
    str | None,
    typer.Option("--from", metavar="MONTH", help="As in 2002-10; else the first."),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="MONTH", help="As in 2009-10; else this month."),
]
Corridor = Annotated[
    str | None, typer.Option(help="As in IT-RU; not needed where there is one.")
]
OfSession = Annotated[
    str | None,
    typer.Option("--session", metavar="SESSION", help="Only its own, as in IT-RU/XV."),
]
By = Annotated[str, typer.Option(help="region, sector, district or body.")]
In = Annotated[Language, typer.Option("--language", help="it, ru or en.")]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help=".pdf, .xlsx, .csv or .svg."),
]


@app.command()
def synthesis(
    *,
    first: From = None,
    last: To = None,
    corridor: Corridor = None,
    language: In = Language.EN,
    output: Output = None,
    json: Json = False,
) -> None:
    """Aims and results: the form of the founding document."""
    of = {"corridor": corridor, "first": first, "last": last}
    _report("synthesis", of, language, output, as_json=json)


@app.command()
def funnel(  # noqa: PLR0913  (what a report may be about)
    *,
    first: From = None,
    last: To = None,
    corridor: Corridor = None,
    session: OfSession = None,
    by: By = "region",
    language: In = Language.EN,
    output: Output = None,
    json: Json = False,
) -> None:
    """How far the proposals opened in the period came."""
    of = {"corridor": corridor, "first": first, "last": last, "session": session}
    _report("funnel", of, language, output, as_json=json, cut=by)


@app.command()
def times(  # noqa: PLR0913  (what a report may be about)
    *,
    first: From = None,
    last: To = None,
    corridor: Corridor = None,
    session: OfSession = None,
    language: In = Language.EN,
    output: Output = None,
    json: Json = False,
) -> None:
    """How long bodies, proposers and the secretariat took."""
    of = {"corridor": corridor, "first": first, "last": last, "session": session}
    _report("times", of, language, output, as_json=json)


@app.command()
def silence(  # noqa: PLR0913  (what a report may be about)
    *,
    first: From = None,
    last: To = None,
    corridor: Corridor = None,
    session: OfSession = None,
    language: In = Language.EN,
    output: Output = None,
    json: Json = False,
) -> None:
    """Who answered what: each body beside each proposal, or each session."""
    of = {"corridor": corridor, "first": first, "last": last, "session": session}
    _report("silence", of, language, output, as_json=json)


@app.command()
def residuals(
    *,
    first: From = None,
    last: To = None,
    corridor: Corridor = None,
    language: In = Language.EN,
    output: Output = None,
    json: Json = False,
) -> None:
    """Where the money of the agreements stands, year by year."""
    of = {"corridor": corridor, "first": first, "last": last}
    _report("residuals", of, language, output, as_json=json)


@app.command()
def cadence(
    *,
    first: From = None,
    last: To = None,
    corridor: Corridor = None,
    language: In = Language.EN,
    output: Output = None,
    json: Json = False,
) -> None:
    """The sessions' rhythm and hosts, and what is unusual about them."""
    of = {"corridor": corridor, "first": first, "last": last}
    _report("cadence", of, language, output, as_json=json)


def _report(
    kind: str,
    of: dict[str, str | None],
    language: Language,
    output: Path | None,
    *,
    as_json: bool,
    cut: str = "region",
) -> None:
    # Fonts, sheets and charts are loaded by this command, and by no other.
    from cli.report_screen import on_screen  # noqa: PLC0415
    from runtime.report_files import check_file, report_files  # noqa: PLC0415
    from runtime.reports import Told, asked, tell  # noqa: PLC0415

    wanted = asked(kind, of, language, cut)
    if output is not None:
        check_file(output)

    async def work(opened: Access) -> tuple[Told, tuple[Path, ...]]:
        saying(f"Reading the record for the report {kind} …")
        told = await tell(opened, wanted, now=now())
        if output is None:
            return told, ()
        saying(f"{told.document.title}: writing {output.name} …")
        return told, report_files(told.document, output)

    told, files = run(work)
    if output is None:
        show(told.facts, on_screen(told.document), as_json=as_json)
        return
    named = ", ".join(map(str, files))
    said = f"Written: {told.document.title}, {counted(len(files), 'file')}: {named}."
    show({"files": [str(file) for file in files]}, said, as_json=as_json)
