"""Serves the desk; and beside the worker, partners' pages and the feed."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette

from runtime.client import Access, access
from runtime.desk_address import desk_address
from runtime.desk_keys import DeskKeys
from runtime.entrance import Entrance
from runtime.folder import NotRunningError, missing_data
from runtime.import_desk import ImportDesk
from runtime.long_work import LongWork
from runtime.notices import Notices
from runtime.oidc import Oidc
from runtime.one_time_links import OneTimeLinks
from runtime.passwords import Passwords
from runtime.settings import Settings
from runtime.staff import wall_clock
from runtime.verifying_desk import VerifyingDesk
from runtime.wiring import Wired
from store.feed import SqlFeed
from web import feed, public
from web.application import application
from web.at_risk import at_risk
from web.desk import Clock, Desk, environment
from web.oidc import BACK
from web.outside import Public

_PATIENCE = 5  # seconds an answer under way has when the worker ends


async def serve(wired: Wired) -> None:
    """Until cancelled; not at all without a port."""
    settings = wired.settings
    async with asyncio.TaskGroup() as doors:
        if settings.web_port:
            pages = public.application(public_of(wired))
            doors.create_task(_open(pages, settings.web_port))
        if settings.feed_port:
            acts = feed.application(SqlFeed(wired.units.engine), settings.feed_token())
            doors.create_task(_open(acts, settings.feed_port))


def public_of(wired: Wired, clock: Clock = wall_clock) -> Public:
    return Public(
        partners=wired.partner_pages(clock),
        desk=wired.partner_desk(),
        notices=Notices(wired.units),
        clock=clock,
        pages=environment(),
        address=wired.settings.public_url,
    )


async def serve_desk(settings: Settings, stop: asyncio.Event) -> None:
    """The web desk, until told to stop.

    Raises:
        NotRunningError: there is no record to work on.
    """
    if missing_data(settings):
        raise NotRunningError(
            f"There is no data in {settings.folder}: start with `starter.py up`."
        )
    async with access(settings) as opened:
        served = application(await warmed(desk_of(opened)))
        serving = asyncio.create_task(_open(served, settings.desk_port))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait(  # noqa: TID251  (not a workflow)
            (serving, stopped), return_when=asyncio.FIRST_COMPLETED
        )
        for task in (serving, stopped):
            task.cancel()
        await asyncio.gather(serving, stopped, return_exceptions=True)


async def warmed(desk: Desk) -> Desk:
    """What the first page reads is read once before anybody waits for it.

    What is loaded by then stays: garbage is looked for only in what pages make.
    """
    await desk.access.case_list.by_phase()
    await at_risk(desk, await desk.clock())
    gc.collect()
    gc.freeze()
    return desk


def desk_of(opened: Access, clock: Clock = wall_clock) -> Desk:
    settings, keys = opened.settings, DeskKeys(opened.settings.desk_secret())
    passwords, provider = Passwords(), settings.oidc_provider()
    given: Any = {"units": opened.units, "passwords": passwords, "keys": keys}
    return Desk(
        access=opened,
        entrance=Entrance(**given, totp=settings.totp),
        links=OneTimeLinks(**given, totp=settings.totp),
        keys=keys,
        clock=clock,
        pages=environment(),
        imports=ImportDesk(opened),
        verifying=VerifyingDesk(settings),
        reports=LongWork(),
        oidc=Oidc(provider, keys, f"{desk_address(settings)}{BACK}")
        if provider
        else None,
    )


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
