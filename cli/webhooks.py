"""Commands on webhooks: entered, listed, paused, resumed, replayed, removed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from cli.command import (
    CLERK,
    As,
    Json,
    clock,
    content,
    counted,
    now,
    run,
    show,
    table,
)
from models.webhook import Webhook
from runtime.client import Access

if TYPE_CHECKING:
    from models.webhook import Delivery
    from runtime.webhook_desk import Entered, ShownWebhook, WebhookDesk

app = typer.Typer(
    no_args_is_help=True, help="Programs that are sent every act, signed."
)
Id = Annotated[str, typer.Argument(metavar="ID", help="As in webhook list.")]


@dataclass(frozen=True)
class Url:
    """What no record of a refusal repeats: its path may be a credential."""

    given: str


@app.command()
def add(
    url: Annotated[
        Url,
        typer.Argument(
            metavar="URL", parser=Url, help="https://…, or http:// on this machine."
        ),
    ],
    *,
    secret_file: Annotated[
        Path | None,
        typer.Option(help="A file with a secret, whsec_…; else one is made."),
    ] = None,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Send every act from now on to an address; its secret is shown this once."""
    secret = (
        None if secret_file is None else content(secret_file).decode("ascii", "replace")
    )

    async def work(opened: Access) -> Entered:
        return await opened.webhook_desk(officer).add(url.given, secret, now=now())

    entered = run(work)
    said = f"Webhook {entered.webhook.webhook} is sent every act from now on."
    if entered.secret:
        said = f"{said} Its secret, shown this once: {entered.secret}"
    show(entered, said, as_json=json)


@app.command("list")
def list_(*, json: Json = False) -> None:
    """The webhooks: how far each was told, and since when one fails."""

    async def work(opened: Access) -> list[ShownWebhook]:
        return [*await opened.webhook_desk(CLERK).all()]

    rows = run(work)
    # An auditor reads this too, and the path of an address may be a credential.
    hosts = {one.webhook.webhook: urlsplit(one.webhook.url).netloc for one in rows}
    told = [
        one.model_dump(mode="json", exclude={"webhook": {"url"}})
        | {"host": hosts[one.webhook.webhook]}
        for one in rows
    ]
    shown = table(
        counted(len(rows), "webhook"),
        ("webhook", "host", "state", "since", "told up to", "failing since", "next"),
        (
            (
                *(one.webhook.webhook, hosts[one.webhook.webhook], one.webhook.state),
                *(clock(one.webhook.since), f"{one.place.cursor} of {one.last}"),
                *(clock(one.place.failing_since), clock(one.place.due)),
            )
            for one in rows
        ),
    )
    show(told, shown, as_json=json)


@app.command()
def pause(webhook: Id, *, officer: As = CLERK, json: Json = False) -> None:
    """Send nothing until it is resumed; it will go on where it stopped."""
    kept = _changed(officer, lambda desk: desk.pause(webhook, now=now()))
    show(kept, f"Webhook {webhook} is sent nothing until resumed.", as_json=json)


@app.command()
def resume(webhook: Id, *, officer: As = CLERK, json: Json = False) -> None:
    """Go on at once where it stopped, also while it is failing."""
    kept = _changed(officer, lambda desk: desk.resume(webhook, now=now()))
    show(kept, f"Webhook {webhook} is sent what it has not got yet.", as_json=json)


@app.command()
def remove(webhook: Id, *, officer: As = CLERK, json: Json = False) -> None:
    """Send nothing ever again, and destroy its secret."""
    kept = _changed(officer, lambda desk: desk.remove(webhook, now=now()))
    show(kept, f"Webhook {webhook} is removed, and its secret with it.", as_json=json)


@app.command()
def replay(
    webhook: Id,
    *,
    after: Annotated[int, typer.Option(min=0, help="A cursor; 0 for all.")],
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Send everything after a cursor again, with the same ids and the same bodies."""
    kept = _changed(officer, lambda desk: desk.replay(webhook, after, now=now()))
    show(kept, f"Webhook {webhook} is sent all after {after}.", as_json=json)


@app.command()
def deliveries(webhook: Id, *, json: Json = False) -> None:
    """The last fifty acts it was sent: how often, and what it answered."""

    async def work(opened: Access) -> list[Delivery]:
        return [*await opened.webhook_desk(CLERK).deliveries(webhook)]

    rows = run(work)
    shown = table(
        counted(len(rows), "delivery", "deliveries"),
        ("cursor", "message", "attempts", "last", "answer", "taken", "why not"),
        (
            (
                *(one.cursor, one.message, one.attempts, clock(one.at)),
                *(one.status or "none", clock(one.taken_at), one.problem),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


def _changed(
    officer: str, work: Callable[[WebhookDesk], Awaitable[Webhook]]
) -> Webhook:
    """No procedure is told of it: the worker sees that the record went on."""

    async def inside(opened: Access) -> Webhook:
        return await work(opened.webhook_desk(officer))

    return run(inside)
