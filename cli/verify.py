"""The whole record checked against its chains and its seals."""

from pathlib import Path
from typing import Annotated

import typer

from audit.offline.verify import Dossier
from audit.verify_all import Counted
from audit.verify_seal import Finding
from cli.command import Json, content, counted, run, saying, show
from models.frozen import Frozen
from runtime.client import Access
from runtime.time_stamper import authorities
from runtime.verifying import Verified, verified

app = typer.Typer()


class Shown(Frozen):
    """What was looked at; no findings: all is as it was written."""

    counted: Counted
    seals: int
    key: str
    findings: tuple[Finding, ...]


@app.command()
def verify(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A dossier to check.")
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Check the whole record: acts, rows, what is kept of people, papers, seals.

    It needs no running engine. Whatever is not as it was written is named, by the
    chain and number, the row and column, or the paper; exit 1. With FILE, the dossier
    of a case is checked instead, by the code that lies in it as verify.py, from here.
    """
    if file is not None:
        _verify_dossier(file, as_json=json)
        return

    async def work(opened: Access) -> Verified:
        published = opened.settings.published_seals
        copies = (
            [(str(published), published.read_bytes())] if published.exists() else []
        )
        trusted = authorities(opened.settings)
        return await verified(
            opened.units, copies, trusted, lambda step: saying(f"Checking {step} …")
        )

    found = run(work, patience=None)
    shown = Shown.model_validate(found._asdict())
    show(shown, _sentences(shown), as_json=json)
    if shown.findings:
        raise typer.Exit(1)


def _verify_dossier(file: Path, *, as_json: bool) -> None:
    """By the code that lies in every dossier, from our copy of it."""
    read = Dossier(content(file), str(file))
    said = "" if read.findings else read.said()
    found = {"file": str(file), "findings": read.findings, "said": said}
    show(found, "\n".join(read.findings) or said, as_json=as_json)
    if read.findings:
        raise typer.Exit(1)


def _sentences(shown: Shown) -> str:
    looked = shown.counted
    sums = ", ".join(
        (
            counted(looked.records, "record"),
            counted(looked.events, "act"),
            counted(looked.rows, "row"),
            counted(looked.papers, "paper"),
            counted(shown.seals, "seal"),
        )
    )
    if shown.findings:
        found = "\n".join(one.sentence for one in shown.findings)
        return f"{found}\n{counted(len(shown.findings), 'finding')} in {sums}."
    if not shown.seals:
        return f"All is as it was written: {sums}. Nothing has been sealed yet."
    return (
        f"All is as it was written: {sums}.\n"
        f"The key in use is {shown.key}: compare it with the one you were told."
    )
