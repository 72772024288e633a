"""Serves partners' pages and the feed beside the worker, each at a port of its own."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from runtime.staff import wall_clock
from runtime.wiring import Wired
from store.feed import SqlFeed
from web import feed, unsubscribe

_PATIENCE = 5  # seconds an answer under way has when the worker ends


async def serve(wired: Wired) -> None:
    """Until cancelled; not at all without a port."""
    settings = wired.settings
    async with asyncio.TaskGroup() as doors:
        if settings.web_port:
            pages = unsubscribe.application(wired.partner_desk(), wall_clock)
            doors.create_task(_open(pages, settings.web_port))
        if settings.feed_port:
            acts = feed.application(SqlFeed(wired.units.engine), settings.feed_token())
            doors.create_task(_open(acts, settings.feed_port))


async def _open(served: Starlette, port: int) -> None:
    """On loopback; a proxy gives it its HTTPS."""
    config = uvicorn.Config(
        served,
        host="127.0.0.1",
        port=port,
        access_log=False,  # the addresses are keys
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    server = _Server(config)
    try:
        await server.serve()
    except asyncio.CancelledError:
        await server.shutdown()  # else its socket stays open
        raise


class _Server(uvicorn.Server):
    """Leaves the signals to the worker, which ends in order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
