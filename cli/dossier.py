"""The dossier of a case: everything an auditor needs to check it without us."""

from pathlib import Path
from typing import Annotated

import typer

from cli.command import CLERK, Json, Ref, counted, now, run, saying, show
from models.officer import reader
from runtime.client import Access

app = typer.Typer()
Output = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", help="Ends in .zip.")
]
AsReader = Annotated[
    str,
    typer.Option(
        "--as",
        envvar="STAFFETTA_ACTOR",
        help="An officer, as in secretariat:o1, or an auditor, as in auditor:court.",
        callback=reader,
    ),
]


@app.command()
def dossier(
    ref: Ref, *, output: Output, who: AsReader = CLERK, json: Json = False
) -> None:
    """Write all about a proposal into a ZIP that a stranger checks offline.

    Timeline, letters and mails, papers, decisions, chains, seals and proofs, with
    verify.py. It holds personal data. Who made it, and the hash of its manifest, is
    noted; no running engine is needed.
    """
    from runtime.dossier_desk import Told, check_zip  # noqa: PLC0415  (loads fonts)

    check_zip(output)

    async def work(opened: Access) -> Told:
        return await opened.dossier_desk(who).make(
            ref,
            output,
            now=now(),
            told=lambda step: saying(f"Putting in {step} …"),
        )

    made = run(work, patience=None)
    said = (
        f"Written: the dossier of {made.ref}, {counted(made.files, 'file')}: "
        f"{output}.\n"
        f"Tell its reader the hash of the manifest by another way: {made.manifest}"
    )
    found = {"file": str(output), **made.model_dump(mode="json")}
    show(found, said, as_json=json)
