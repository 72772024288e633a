"""Commands on answers: given by phone or paper, and chosen among."""

from pathlib import Path
from typing import Annotated

import typer

from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    Ref,
    act,
    content,
    counted,
    now,
    one_of,
    run,
    show,
    table,
)
from models.message import ActKind
from runtime.amounts import amount

app = typer.Typer()
Body = Annotated[str, typer.Argument(metavar="BODY", help="The body's code.")]
Interested = Annotated[bool, typer.Option("--interested")]
Declined = Annotated[bool, typer.Option("--declined")]
Question = Annotated[bool, typer.Option("--question")]
Conditional = Annotated[bool, typer.Option("--conditional")]
Contribution = Annotated[
    str | None, typer.Option(help="What the body puts in, in euro.")
]
Private = Annotated[str, typer.Option(help="What private partners put in, in euro.")]


@app.command()
def answer(  # noqa: PLR0913  (the fields of an answer)
    ref: Ref,
    body: Body,
    *,
    interested: Interested = False,
    declined: Declined = False,
    question: Question = False,
    conditional: Conditional = False,
    reason: Reason,
    contribution: Contribution = None,
    private: Private = "0",
    scan: Annotated[
        Path | None, typer.Option(help="The paper it was given on, as a file.")
    ] = None,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter on behalf of a body what it said by phone or paper."""
    kind = ActKind(
        one_of(
            interested=interested,
            declined=declined,
            question=question,
            conditional=conditional,
        )
    )
    given = amount("--contribution", contribution) if contribution is not None else None
    others = amount("--private", private)
    paper = content(scan) if scan is not None else b""
    act(
        officer,
        lambda office: office.answer(
            ref,
            body,
            kind,
            reason=reason,
            contribution=given,
            private=others,
            scan=paper,
        ),
        as_json=json,
        dry_run=dry_run,
    )


@app.command("recipients")
def recipients_(ref: Ref, *, json: Json = False) -> None:
    """Who a proposal would be sent to now, and who would not receive it."""
    reach = run(lambda opened: opened.reach(ref, now=now()))
    barred = {body.code: why for body, why in reach.unreachable}
    doubted = {body.code: why for body, why in reach.doubted}
    rows = [
        {
            "body": body.code,
            "name": body.name,
            "agreement": agreement.number,
            "address": body.address,
            "receives": body.code not in barred,
            "remark": barred.get(body.code) or doubted.get(body.code, ""),
        }
        for body, agreement in reach.fitting
    ]
    rows += [
        {
            "body": body.code,
            "name": body.name,
            "agreement": "",
            "address": body.address,
            "receives": False,
            "remark": f"left out: {why}",
        }
        for body, why in reach.left_out
    ]
    without = sum(not row["receives"] for row in rows)
    shown = table(
        f"{counted(len(rows), 'body', 'bodies')}, {without} of which would not "
        "receive it",
        ("body", "name", "agreement", "address", "receives", "remark"),
        (
            (
                *(row["body"], row["name"], row["agreement"], row["address"]),
                *("yes" if row["receives"] else "NO", row["remark"]),
            )
            for row in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command()
def choose(  # noqa: PLR0913  (one, or a group)
    ref: Ref,
    body: Body,
    *,
    group: Annotated[
        list[str] | None,
        typer.Option("--with", help="A body that takes part under its lead."),
    ] = None,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Record whom the proposer of an exclusive proposal has chosen: one, or a group."""
    act(
        officer,
        lambda office: office.choose(ref, body, reason, group=group or ()),
        as_json=json,
        dry_run=dry_run,
    )


@app.command()
def admit(
    ref: Ref,
    body: Body,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take in a yes that came after the round, by reasoned decision."""
    act(
        officer,
        lambda office: office.admit_late(ref, body, reason),
        as_json=json,
        dry_run=dry_run,
    )
