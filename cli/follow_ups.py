"""Commands on follow-ups: what both sides tell of a presented proposal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from cli.command import (
    CLERK,
    As,
    Behalf,
    DryRun,
    Json,
    Ref,
    act,
    clock,
    counted,
    euro,
    run,
    screen,
    show,
    table,
)
from models.case import RESULTS, Outcome
from models.errors import DomainError
from models.follow_up import FollowUpAnswer
from models.ids import CorridorCode
from models.two_sides import Side
from runtime.amounts import amount
from runtime.client import Access

if TYPE_CHECKING:
    from runtime.follow_up_desk import FollowUpShown

app = typer.Typer(
    no_args_is_help=True, help="What both sides tell of a presented proposal."
)
RESULT = f"One of {', '.join(sorted(RESULTS))}."


def result(given: str) -> Outcome:
    """What came of a presentation; the other outcomes come of themselves.

    Raises:
        DomainError: it is none of these.
    """
    if given not in RESULTS:
        raise DomainError(
            f"{given!r} is no result of a presentation: choose one of"
            f" {', '.join(sorted(RESULTS))}."
        )
    return Outcome(given)


@app.command()
def answer(  # noqa: PLR0913  (the lines of the questionnaire)
    ref: Ref,
    *,
    side: Annotated[Side, typer.Option(help="a: the partners; b: the proposer.")],
    outcome: Annotated[str, typer.Option(help=RESULT)],
    on_behalf_of: Behalf,
    body: Annotated[
        str | None, typer.Option(help="The partner, where side A has several.")
    ] = None,
    value: Annotated[str | None, typer.Option(help="In euro.")] = None,
    jobs: Annotated[int | None, typer.Option(min=0, help="Jobs expected.")] = None,
    text: Annotated[str, typer.Option(help="In its own words.")] = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter what a side told by phone or paper; what was told before stays."""
    told = result(outcome)
    worth = amount("--value", value) if value is not None else None
    act(
        officer,
        lambda office: office.answer_follow_up(
            ref,
            side,
            told,
            reason=on_behalf_of,
            body=body,
            value=worth,
            jobs=jobs,
            text=text,
        ),
        as_json=json,
        dry_run=dry_run,
    )


@app.command("list")
def list_(
    *,
    corridor: Annotated[str | None, typer.Option(help="As in IT-RU.")] = None,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only the co-chairs' list.")
    ] = False,
    json: Json = False,
) -> None:
    """Every follow-up, with what each side said last."""

    async def work(opened: Access) -> list[FollowUpShown]:
        from runtime.follow_up_desk import follow_ups  # noqa: PLC0415  (not to `list`)

        code = CorridorCode(corridor.upper()) if corridor else None
        found = await follow_ups(opened.units, code)
        return [one for one in found if one.disputed or not disputed]

    rows = run(work)
    shown = table(
        counted(len(rows), "follow-up"),
        ("number", "asked", "awaited", "no news", "side a", "side b", "stands"),
        (
            (
                one.case.ref,
                len(one.asked),
                _awaited(one),
                sum(len(each.silent) for each in one.asked) or "",
                "\n".join(_last(one, Side.A)),
                "\n".join(_last(one, Side.B)),
                _standing(one),
            )
            for one in rows
        ),
    )
    show([_facts(one) for one in rows], shown, as_json=json)


@app.command("show")
def show_(ref: Ref, *, json: Json = False) -> None:
    """One proposal's follow-ups: both sides in two columns, every answer."""

    async def work(opened: Access) -> FollowUpShown:
        from runtime.follow_up_desk import follow_up_of  # noqa: PLC0415  (as above)

        return await follow_up_of(opened.units, ref)

    found = run(work)
    asked = {one.checkpoint: one for one in found.asked}
    told = {one.checkpoint for one in found.answers}
    shown = table(
        f"{found.case.ref}: {_standing(found)}",
        ("checkpoint", "asked", "side a", "side b", "no news"),
        (
            (
                number,
                clock(asked[number].asked_at) if number in asked else "",
                "\n".join(_at(found, number, Side.A)),
                "\n".join(_at(found, number, Side.B)),
                ", ".join(asked[number].silent) if number in asked else "",
            )
            for number in sorted({*asked, *told})
        ),
    )
    show(_facts(found), shown, as_json=json)
    if not json:
        screen().print(found.standing.sentence)


def _awaited(one: FollowUpShown) -> str:
    """Who has the last questionnaire before him, and since when."""
    if not one.awaited:
        return ""
    return f"{', '.join(one.awaited)} since {clock(one.asked[-1].asked_at)}"


def _facts(one: FollowUpShown) -> dict[str, object]:
    return {
        "case": one.case.case,
        "ref": one.case.ref,
        "outcome": one.case.outcome,
        "value": one.case.value,
        "disputed": one.disputed,
        "agreement": one.standing.agreement,
        "differing": one.standing.differing,
        "standing": one.standing.sentence,
        "asked": one.asked,
        "awaited": one.awaited,
        "answers": one.answers,
    }


def _standing(one: FollowUpShown) -> str:
    if one.case.outcome is not None:
        worth = f", {euro(one.case.value)} EUR" if one.case.value is not None else ""
        return f"closed: {one.case.outcome}{worth}"
    return one.standing.agreement.value


def _last(one: FollowUpShown, side: Side) -> Iterator[str]:
    """Each party's last word."""
    latest = {each.party: each for each in one.answers if each.side is side}
    return (_said(each) for each in latest.values())


def _at(one: FollowUpShown, checkpoint: int, side: Side) -> Iterator[str]:
    return (
        f"{clock(each.at)}: {_said(each)}{_words(each)}"
        for each in one.answers
        if each.checkpoint == checkpoint and each.side is side
    )


def _said(one: FollowUpAnswer) -> str:
    worth = f"{euro(one.value)} EUR" if one.value is not None else ""
    jobs = counted(one.jobs, "job") if one.jobs is not None else ""
    told = ", ".join(filter(None, (one.outcome, worth, jobs)))
    return f"{one.party} {told}"


def _words(one: FollowUpAnswer) -> str:
    return f" ({one.text})" if one.text else ""
