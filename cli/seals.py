"""Commands on seals: made by hand, shown, proved, verified, and the key changed."""

from pathlib import Path
from typing import Annotated

import typer

from cli.command import (
    CLERK,
    As,
    Json,
    Reason,
    clock,
    content,
    counted,
    run,
    show,
    table,
)
from models.errors import DomainError
from models.seal import SealRun, Unsealed
from runtime.client import Access
from runtime.seal_desk import Proof, ShownSeal, Verdict
from runtime.time_stamper import authorities

app = typer.Typer(no_args_is_help=True, help="The signed seals of the record.")
Number = Annotated[int, typer.Argument(min=1, help="As in seal list.")]


@app.command()
def now(*, officer: As = CLERK, json: Json = False) -> None:
    """Seal the record as it stands; the seal of the day is made at 02:00 UTC."""

    async def work(opened: Access) -> SealRun:
        client = await opened.client()
        return await opened.seal_desk(officer).now(client, opened.settings.queue)

    made = run(work)
    said = f"Seal {made.made[-1]}: {made.hash}.{_troubles(made)}"
    show(made, said, as_json=json)


@app.command()
def rotate(*, reason: Reason, officer: As = CLERK, json: Json = False) -> None:
    """Sign with a new key from the next seal on; the old one signs it and is gone.

    Tell the auditors the new key by another way than mail too.
    """

    async def work(opened: Access) -> SealRun:
        client, queue = await opened.client(), opened.settings.queue
        return await opened.seal_desk(officer).rotate(client, queue, reason)

    done = run(work)
    said = f"From the next seal on: key {done.key}.{_troubles(done)}"
    show(done, said, as_json=json)


@app.command("list")
def list_(*, json: Json = False) -> None:
    """The seals: whose day, when, over how many chains, and their hashes."""

    async def work(opened: Access) -> tuple[list[ShownSeal], Unsealed]:
        desk = opened.seal_desk(CLERK)
        return [*await desk.seals()], await desk.unsealed()

    rows, unsealed = run(work)
    shown = table(
        f"{counted(len(rows), 'seal')}; {_since(unsealed)}",
        ("number", "day", "made", "by", "chains", "time stamp", "hash"),
        (
            (
                *(one.seal.number, one.seal.day or "by hand", clock(one.seal.at)),
                *(one.seal.by, one.seal.size),
                clock(one.stamp.at) if one.stamp else "",
                one.seal.hash,
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command("show")
def show_(
    number: Number,
    *,
    chain: Annotated[
        str | None,
        typer.Option(help="Prove it of one, as event/proposal/it-ru/29/0007."),
    ] = None,
    json: Json = False,
) -> None:
    """A seal as it is published; with --chain, the proof that it is over that one."""

    async def work(opened: Access) -> ShownSeal | Proof:
        desk = opened.seal_desk(CLERK)
        if chain is None:
            return await desk.seal(number)
        return await desk.proof(number, chain)

    found = run(work)
    if isinstance(found, Proof):
        show(found, "\n".join(_proof(found)), as_json=json)
    else:
        show(found, found.line, as_json=json)


@app.command()
def verify(
    *,
    against: Annotated[
        list[Path] | None,
        typer.Option(help="Files from letters, or a copy of seals.jsonl; repeat it."),
    ] = None,
    json: Json = False,
) -> None:
    """Check every seal, and that the record still is what was sealed.

    Chain, signatures, keys, roots, time stamps; then each sealed record, and the
    published file. What somebody rewrote is named by its chain and number.
    """
    copies = [(str(file), content(file)) for file in against or ()]

    async def work(opened: Access) -> Verdict:
        published = opened.settings.published_seals
        if published.exists():
            copies.append((str(published), published.read_bytes()))
        trusted = authorities(opened.settings)
        return await opened.seal_desk(CLERK).verify(copies, trusted)

    verdict = run(work, patience=None)
    if json:
        show(verdict, "", as_json=True)
    elif verdict.findings:
        raise DomainError("\n".join(one.sentence for one in verdict.findings))
    else:
        show(verdict, _all_well(verdict), as_json=False)
    if verdict.findings:
        raise typer.Exit(1)


def _all_well(verdict: Verdict) -> str:
    if not verdict.checked:
        return "Nothing has been sealed yet."
    return (
        f"{counted(verdict.checked, 'seal')} hold, and "
        f"{counted(verdict.records, 'sealed record')} stand as they were.\n"
        f"The key in use is {verdict.key}: compare it with the one you were told."
    )


def _since(unsealed: Unsealed) -> str:
    after = f"seal {unsealed.seal}" if unsealed.seal else "the beginning"
    when = f" ({clock(unsealed.since)})" if unsealed.since else ""
    return f"{counted(unsealed.records, 'record')} since {after}{when}"


def _proof(found: Proof) -> list[str]:
    place = f"leaf {found.index} of {found.size}"
    return [found.leaf, f"{place}; the way to the root:", *found.path, found.root]


def _troubles(done: SealRun) -> str:
    if not done.troubles:
        return ""
    return " Something beside it did not succeed: see `starter.py task list`."
