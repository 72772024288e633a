"""A worker process at work: it carries out workflows and takes in the mail."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from activities.tasks import open_task
from mail.imap import ImapReader
from mail.intake import Intake
from mail.mailbox import MailboxRefusedError
from models.errors import DomainError
from models.ids import post_workflow_id
from models.task import TaskKind
from runtime.folder import caught_up, marked
from runtime.inbox import SqlInbox
from runtime.nights import keep_nightly
from runtime.pulse import keep_beating
from runtime.rehydrate import Rehydrator
from runtime.seal_schedule import keep_schedule
from runtime.settings import Settings
from runtime.telling import Bell
from runtime.waking import Waker, wake_once
from runtime.wiring import Wired, connect, wire

log = logging.getLogger(__name__)

SWEEP_SECONDS = 30


async def wall_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  (the one clock outside workflows)


Beside = Callable[[Wired], Awaitable[None]]


class PartDiedError(DomainError):
    """A part of the worker that should have gone on has ended in an error."""


async def work(settings: Settings, stop: asyncio.Event, *, beside: Beside) -> None:
    """Work until told to stop. Killed instead, it loses and doubles nothing.

    `beside` runs along with it, until it is cancelled.

    Raises:
        PartDiedError: something beside the workflows died; a worker without it would
            go on as if nothing were missing.
    """
    wired = await wire(settings, await connect(settings))
    inbox = wired.inbox(wall_clock)
    intake = Intake(inbox, wired.identity, settings.lmtp_host, settings.lmtp_port)
    aside: list[asyncio.Task[None]] = []
    try:
        await _catch_up(wired)
        await wired.peers.poke_post()
        await keep_schedule(wired, await wall_clock())
        await keep_nightly(wired)
        await intake.start()
        parts = {
            "sweeping of the inbox": _sweep(inbox),
            "waking of what waits": wake_once(
                Waker(units=wired.units, peers=wired.peers)
            ),
            "worker's pulse": keep_beating(wired, wall_clock),
            "bell of the webhooks": Bell(
                wired.units, wired.peers, wall_clock
            ).keep_ringing(),
            "service beside the worker": _along(beside, wired),
        }
        for source, url in _mailboxes(settings).items():
            mailbox = _read_mailbox(wired, inbox, source, url)
            parts[f"reading of the {source} mailbox"] = mailbox
        aside += [
            asyncio.create_task(part, name=named) for named, part in parts.items()
        ]
        log.info("worker.started", extra={"queue": settings.queue})
        async with wired.worker():
            await _until(stop, aside)
    finally:
        await _end(aside)
        await intake.stop()
        await wired.close()


async def _catch_up(wired: Wired) -> None:
    """After a restore, before anything is carried out: engine and record agree."""
    folder = wired.settings.folder
    if not marked(folder):
        return
    begun = await Rehydrator(
        client=wired.client,
        queue=wired.settings.queue,
        units=wired.units,
        clock=wall_clock,
    ).run()
    log.warning("worker.caught-up", extra={"procedures": len(begun)})
    caught_up(folder)


async def _along(beside: Beside, wired: Wired) -> None:
    await beside(wired)


async def _until(stop: asyncio.Event, aside: Sequence[asyncio.Task[None]]) -> None:
    stopped = asyncio.create_task(_stopped(stop), name="stop")
    waited = {stopped, *aside}
    try:
        while not stopped.done():
            ended, waited = await asyncio.wait(  # noqa: TID251  (not a workflow)
                waited, return_when=asyncio.FIRST_COMPLETED
            )
            for task in ended:
                if error := task.exception():
                    raise PartDiedError(
                        f"The {task.get_name()} died ({type(error).__name__}), and the "
                        "worker ends with it: see what is logged, and start it again."
                    ) from error
    finally:
        stopped.cancel()


async def _stopped(stop: asyncio.Event) -> None:
    await stop.wait()


async def _end(aside: Sequence[asyncio.Task[None]]) -> None:
    for task in aside:
        task.cancel()
    for task, ended in zip(
        aside, await asyncio.gather(*aside, return_exceptions=True), strict=True
    ):
        if isinstance(ended, Exception):
            log.error(
                "worker.part-died", extra={"part": task.get_name()}, exc_info=ended
            )


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
