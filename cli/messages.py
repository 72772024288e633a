"""Commands on mail in: listed, printed, handed in by hand; and the local mailboxes."""

import email
import email.policy
import sys
from email.utils import getaddresses
from pathlib import Path
from typing import Annotated

import typer

from cli.command import (
    AsText,
    Json,
    clock,
    content,
    counted,
    run,
    settings,
    show,
    table,
)
from mail.address import token_in
from mail.lmtp import LmtpClient
from mail.spool import Mailboxes, Parcel
from models.errors import DomainError
from models.ids import PaperId
from models.inbound import InboundMessage
from runtime.client import Access
from runtime.folder import NotRunningError
from runtime.readable import of_message

app = typer.Typer()
_SHORT = 12


@app.command()
def messages(
    *,
    ref: Annotated[str | None, typer.Option(help="Of one proposal.")] = None,
    limit: Annotated[int, typer.Option(min=1)] = 200,
    json: Json = False,
) -> None:
    """The mails that came in, the newest first, and what became of each."""

    async def work(opened: Access) -> list[InboundMessage]:
        case = (await opened.reading.case_by_ref(ref)).case if ref else None
        return [*await opened.reading.messages(case=case, limit=limit)]

    rows = run(work)
    shown = table(
        counted(len(rows), "message"),
        ("received", "from", "subject", "became", "detail", "message"),
        (
            (
                clock(one.received_at),
                one.reading.sender if one.reading else one.mail_from,
                one.reading.subject if one.reading else "",
                *(one.disposition, one.detail, one.message[:_SHORT]),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command()
def message(
    name: Annotated[str, typer.Argument(metavar="HASH", help="Its first letters do.")],
    *,
    text: AsText = False,
    json: Json = False,
) -> None:
    """One mail, to the byte as it came in; or as it was read."""

    async def work(opened: Access) -> tuple[InboundMessage, bytes]:
        rows = await opened.reading.messages(limit=1_000_000)
        found = [one for one in rows if one.message.startswith(name.lower())]
        if len(found) != 1:
            how = "no" if not found else "more than one"
            raise DomainError(
                f"There is {how} message {name}: see `starter.py messages --json`."
            )
        async with opened.units.read() as unit:
            return found[0], await unit.papers.get(PaperId(found[0].message))

    found, raw = run(work)
    said = raw.decode("utf-8", "replace")
    if text:
        said = of_message(found, clock(found.received_at))
    if json:
        show({**found.model_dump(mode="json"), "text": said}, "", as_json=True)
    else:
        sys.stdout.write(said.replace("\r\n", "\n"))


@app.command()
def inject(
    file: Annotated[Path, typer.Argument(help="A mail as it came, .eml.")],
    *,
    to: Annotated[
        str | None, typer.Option(help="Whom it is for; else as its headers say.")
    ] = None,
    json: Json = False,
) -> None:
    """Hand a mail in at the door by which all mail comes."""
    raw = content(file)

    recipient = to or _recipient(raw)

    async def work(opened: Access) -> None:
        client = LmtpClient(opened.settings.lmtp_host)
        try:
            replies = await client.deliver(
                opened.settings.lmtp_port, Parcel(_sender(raw), (recipient,), raw)
            )
        except (OSError, EOFError) as error:
            raise NotRunningError(
                "Nobody takes mail in: start with `starter.py up`, or name the folder "
                "with --folder."
            ) from error
        finally:
            client.close()
        if not replies[0].taken:
            raise DomainError(
                f"The mail was not taken ({replies[0].code} {replies[0].text}): check "
                "the address given with --to."
            )

    run(work)
    show({"taken_for": recipient}, "Taken in: see `starter.py messages`.", as_json=json)


@app.command()
def mailbox(
    address: Annotated[str | None, typer.Argument(metavar="ADDRESS")] = None,
    *,
    json: Json = False,
) -> None:
    """The local mailboxes; with an address, the mails in it."""
    boxes = Mailboxes(settings().folder / "mail")
    if address is None:
        mails = {name: len(boxes.of(name)) for name in boxes.addresses()}
        shown = table(
            counted(len(mails), "mailbox", "mailboxes"),
            ("address", "mails"),
            mails.items(),
        )
        show(mails, shown, as_json=json)
        return
    found = [(path, _head(path.read_bytes())) for path in boxes.of(address)]
    if not found:
        raise DomainError(f"There is no mail for {address}: see `starter.py mailbox`.")
    rows = [{"file": str(path), **head} for path, head in found]
    shown = table(
        f"{address}: {counted(len(rows), 'mail')}",
        ("date", "from", "subject", "file"),
        ((row["date"], row["from"], row["subject"], row["file"]) for row in rows),
    )
    show(rows, shown, as_json=json)


def _head(raw: bytes) -> dict[str, str]:
    read = email.message_from_bytes(raw, policy=email.policy.default)
    return {name: str(read[name] or "") for name in ("date", "from", "subject")}


def _recipient(raw: bytes) -> str:
    """The address of ours in the headers, the one with a token first."""
    from runtime.wiring import identity  # noqa: PLC0415  (to hand a mail in only)

    ours = identity(settings())
    read = email.message_from_bytes(raw)
    named = [
        str(value)
        for name in ("Delivered-To", "X-Original-To", "To", "Cc")
        for value in read.get_all(name, [])
    ]
    found = [address for _, address in getaddresses(named) if ours.owns(address)]
    marked = [address for address in found if token_in(address)]
    return next(iter((*marked, *found, ours.role_address)))


def _sender(raw: bytes) -> str:
    named = email.message_from_bytes(raw).get_all("From", [])
    found = [address for _, address in getaddresses([str(one) for one in named])]
    return found[0] if found and found[0].isascii() and "@" in found[0] else ""
