"""A worker process at work: it carries out workflows and takes in the mail."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from activities.tasks import open_task
from mail.imap import ImapReader
from mail.intake import Intake
from mail.mailbox import MailboxRefusedError
from models.ids import post_workflow_id
from models.task import TaskKind
from runtime.inbox import SqlInbox
from runtime.pulse import keep_beating
from runtime.settings import Settings
from runtime.wiring import Wired, connect, wire

log = logging.getLogger(__name__)

SWEEP_SECONDS = 30


async def wall_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  (the one clock outside workflows)


Beside = Callable[[Wired], Awaitable[None]]


async def work(settings: Settings, stop: asyncio.Event, *, beside: Beside) -> None:
    """Work until told to stop. Killed instead, it loses and doubles nothing.

    `beside` runs along with it, until it is cancelled.
    """
    wired = await wire(settings, await connect(settings))
    inbox = wired.inbox(wall_clock)
    intake = Intake(inbox, wired.identity, settings.lmtp_host, settings.lmtp_port)
    try:
        await wired.peers.poke_post()
        await intake.start()
        aside = [asyncio.create_task(_sweep(inbox))]
        aside.append(asyncio.create_task(keep_beating(wired, wall_clock)))
        aside.append(asyncio.ensure_future(beside(wired)))
        aside += [
            asyncio.create_task(_read_mailbox(wired, inbox, source, url))
            for source, url in _mailboxes(settings).items()
        ]
        log.info("worker.started", extra={"queue": settings.queue})
        async with wired.worker():
            await stop.wait()
        for task in aside:
            task.cancel()
        await asyncio.gather(*aside, return_exceptions=True)
        await intake.stop()
    finally:
        await wired.close()


def _mailboxes(settings: Settings) -> dict[str, str]:
    given = {"imap": settings.imap_url, "pec": settings.pec_imap_url}
    return {source: url for source, url in given.items() if url}


async def _read_mailbox(wired: Wired, inbox: SqlInbox, source: str, url: str) -> None:
    """Read a mailbox until it refuses us; then a person must act, and start anew."""
    reader = ImapReader(
        url,
        inbox.mailbox(source),
        wired.identity,
        clock=wall_clock,
        poll=wired.settings.imap_poll,
    )
    try:
        await reader.run()
    except MailboxRefusedError as refusal:
        log.error("mailbox.refused", extra={"source": source})  # noqa: TRY400
        async with wired.units.write() as unit:
            await open_task(
                unit,
                stream=post_workflow_id(),
                kind=TaskKind.MAILBOX_SUSPENDED,
                about=source,
                at=await wall_clock(),
                detail=f"The {source} mailbox is read no longer: {refusal} Then start "
                "the worker again.",
            )


async def _sweep(inbox: SqlInbox) -> None:
    while True:
        try:
            await inbox.sweep()
        except Exception:  # noqa: BLE001  (tried again at the next round)
            log.warning("inbox.sweep-failed")
        await asyncio.sleep(SWEEP_SECONDS)  # noqa: TID251  (not a workflow)
