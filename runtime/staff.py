"""A worker process at work: it carries out workflows and takes in the mail."""

import asyncio
import logging
from datetime import UTC, datetime

from mail.intake import Intake
from runtime.inbox import SqlInbox
from runtime.settings import Settings
from runtime.wiring import connect, wire

log = logging.getLogger(__name__)

SWEEP_SECONDS = 30


async def wall_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  (the one clock outside workflows)


async def work(settings: Settings, stop: asyncio.Event) -> None:
    """Work until told to stop. Killed instead, it loses and doubles nothing."""
    wired = await wire(settings, await connect(settings))
    inbox = wired.inbox(wall_clock)
    intake = Intake(inbox, wired.identity, settings.lmtp_host, settings.lmtp_port)
    try:
        await wired.peers.poke_post()
        await intake.start()
        sweeping = asyncio.create_task(_sweep(inbox))
        log.info("worker.started", extra={"queue": settings.queue})
        async with wired.worker():
            await stop.wait()
        sweeping.cancel()
        await intake.stop()
    finally:
        await wired.close()


async def _sweep(inbox: SqlInbox) -> None:
    while True:
        try:
            await inbox.sweep()
        except Exception:  # noqa: BLE001  (tried again at the next round)
            log.warning("inbox.sweep-failed")
        await asyncio.sleep(SWEEP_SECONDS)  # noqa: TID251  (not a workflow)
