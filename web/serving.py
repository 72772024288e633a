"""Serves the partners' pages beside the worker; a proxy gives them their HTTPS."""

from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from runtime.staff import wall_clock
from runtime.wiring import Wired
from web.unsubscribe import application


async def serve(wired: Wired) -> None:
    """Until cancelled; not at all without a port."""
    if not wired.settings.web_port:
        return
    config = uvicorn.Config(
        application(wired.partner_desk(), wall_clock),
        host="127.0.0.1",
        port=wired.settings.web_port,
        access_log=False,  # the addresses are keys
        log_level="warning",
        server_header=False,
    )
    server = _Server(config)
    await server.serve()


class _Server(uvicorn.Server):
    """Leaves the signals to the worker, which ends in order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
