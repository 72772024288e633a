"""The commands put together, and how the program ends."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from cli import (
    adhesions,
    agreement,
    bodies,
    body_names,
    cofinancing,
    corridor,
    counterparts,
    deadlines,
    duplicates,
    follow_ups,
    interest,
    letters,
    messages,
    money,
    outages,
    programme_report,
    programmes,
    proposals,
    questions,
    reports,
    screening,
    sessions,
    system,
    tasks,
    templates,
    texts,
    undertakings,
    validation,
)
from cli.command import PLACE, Place, refuse, unexpected
from models.errors import DomainError

app = typer.Typer(
    help="Staffetta: cooperation proposals, run by e-mail and kept on record.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for noun in (
    system,
    proposals,
    validation,
    texts,
    interest,
    deadlines,
    letters,
    messages,
):
    app.add_typer(noun.app)
app.add_typer(body_names.proposer)
app.add_typer(duplicates.app)
app.add_typer(sessions.app, name="session")
app.add_typer(undertakings.app, name="undertaking")
app.add_typer(follow_ups.app, name="follow-up")
app.add_typer(agreement.app, name="agreement")
app.add_typer(cofinancing.app, name="cofinance")
app.add_typer(money.app, name="money")
app.add_typer(corridor.app, name="corridor")
programmes.app.add_typer(programme_report.app)
app.add_typer(programmes.app, name="programme")
adhesions.app.add_typer(counterparts.app)
app.add_typer(adhesions.app, name="adhesion")
app.add_typer(deadlines.calendars, name="calendar")
bodies.app.add_typer(body_names.app)
app.add_typer(bodies.app, name="body")
app.add_typer(tasks.app, name="task")
app.add_typer(templates.app, name="templates")
app.add_typer(outages.app, name="outage")
app.add_typer(questions.app, name="question")
app.add_typer(letters.post, name="post")
app.add_typer(screening.app, name="screening")
app.add_typer(reports.app, name="report")

Folder = Annotated[
    Path | None,
    typer.Option("--folder", help="The data folder; else STAFFETTA_FOLDER, or var."),
]


@app.callback()
def staffetta(*, folder: Folder = None) -> None:
    """Staffetta: cooperation proposals, run by e-mail and kept on record."""
    PLACE.set(Place(environ=PLACE.get().environ, folder=folder))


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """0 done, 1 refused with a sentence, 2 wrongly used."""
    PLACE.set(Place(environ=environ))
    as_json = "--json" in arguments
    try:
        app(args=[*arguments])
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except DomainError as refusal:
        refuse(str(refusal), as_json=as_json)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
    except Exception as error:  # noqa: BLE001  (no traceback reaches a clerk)
        unexpected(error, as_json=as_json)
    return 1
